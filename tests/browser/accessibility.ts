import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** `floating`: a menu is open. It floats over the page and belongs to no landmark, which is no fault. */
interface Options {
  readonly floating?: boolean;
}

/** The rule and the nodes of everything that axe finds on the page as it stands. */
export async function findViolations(page: Page, { floating = false }: Options = {}): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, options),
    {
      runOnly: RULES,
      rules: { region: { enabled: !floating } },
      resultTypes: ['violations'],
    } satisfies axe.RunOptions,
  );
  return found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join('\n')}`,
  );
}

/** Fails with the rule and the nodes of everything that axe finds on the page, in the light and in the dark theme. */
export async function expectAccessible(page: Page, options: Options = {}): Promise<void> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`[data-scheme=${colorScheme}]`).first().waitFor({ state: 'attached' });
    await page.evaluate(() =>
      Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
    );
    found.push(...(await findViolations(page, options)).map((fault) => `${colorScheme}: ${fault}`));
  }
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}
