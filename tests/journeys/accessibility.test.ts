import { expectAccessible } from '../browser/accessibility.ts';
import { test } from '../browser/journey.ts';
import { loadedRow } from '../browser/loaded-row.ts';
import { signIn } from '../browser/sign-in.ts';

// Every page of this product, as someone who may open it and as someone who may not, in both themes and both widths.
const people = [
  ['renata@brightwater.example', ['/', '/calls', '/agents', '/billing', '/nowhere']],
  ['dale@oakfield.example', ['/', '/calls', '/agents']],
] as const;

test.for(people)(
  'axe finds nothing on the pages of %s',
  { timeout: 180_000 },
  async ([email, paths], { page }) => {
    await signIn(page, email);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const path of paths) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForLoadState('networkidle');
        await expectAccessible(page);
      }
    }
  },
);

test(
  'axe finds nothing on a call, an agent, the clients, and an open menu',
  { timeout: 180_000 },
  async ({ page }) => {
    await signIn(page, 'renata@brightwater.example');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/calls');
    await loadedRow(page).click();
    await page.getByRole('heading', { name: 'Transcript' }).waitFor();
    await expectAccessible(page);
    await page.goto('/agents');
    await page.getByRole('link', { name: 'Ada, front desk' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Ada, front desk' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /Renata/ }).click();
    await page.getByRole('menu').waitFor();
    await expectAccessible(page, { floating: true });
  },
);
