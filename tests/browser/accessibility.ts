import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Fails with the rule and the nodes of everything that axe finds on the page, in the light and in the dark theme.
 * `floating`: a menu is open. It floats over the page and belongs to no landmark, which is no fault.
 */
export async function expectAccessible(page: Page, { floating = false } = {}): Promise<void> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`[data-scheme=${colorScheme}]`).first().waitFor({ state: 'attached' });
    await page.evaluate(() =>
      Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
    );
    const { violations } = await new AxeBuilder({ page })
      .withTags(RULES)
      .disableRules(floating ? ['region'] : [])
      .analyze();
    for (const { id, help, nodes } of violations)
      found.push(`${colorScheme}: ${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join('\n')}`);
  }
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}
