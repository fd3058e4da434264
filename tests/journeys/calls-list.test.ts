import { expect } from 'vitest';
import { test } from '../browser/journey.ts';
import { loadedRow } from '../browser/loaded-row.ts';
import { signIn } from '../browser/sign-in.ts';

const count = 'role=status >> text=/[0-9,]+\\+? calls?/';

test('filters, sort and search stand in the address, and the way back undoes them', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls');
  await loadedRow(page).waitFor();
  const all = await page.locator(count).first().textContent();

  await page.getByRole('button', { name: 'Status' }).first().click();
  await page.getByRole('checkbox', { name: 'Missed' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => new URL(page.url()).searchParams.get('status')).toBe('missed');
  await expect.poll(() => page.locator(count).first().textContent()).not.toBe(all);

  await page.getByRole('columnheader', { name: 'Duration' }).getByRole('button').click();
  await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toMatch(/duration/);

  await page.reload();
  await loadedRow(page).waitFor();
  expect(new URL(page.url()).searchParams.get('status')).toBe('missed');
  await expect.poll(() => page.locator(count).first().textContent()).not.toBe(all);

  await page.goto('/calls?status=missed');
  await page.goBack();
  await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toMatch(/duration/);
});

test('an address with nonsense in it shows the list and says what was left out', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls?status=unheard&from=yesterday&sort=caller');
  await page.getByText(/couldn’t be read and was left out/).waitFor();
  await loadedRow(page).waitFor();
});

test('a filter that nothing fits says so and can be cleared', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls?text=xylophonequartz');
  await page.getByRole('heading', { name: 'No calls match' }).waitFor();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await loadedRow(page).waitFor();
});

test('staff can’t use the search to find a caller', async ({ page }) => {
  await signIn(page, 'suri@brightwater.example');
  await page.goto('/calls');
  await loadedRow(page).waitFor();
  await page.getByRole('searchbox').fill('+1 503 555 0111');
  await page.getByRole('heading', { name: 'This can’t be searched for' }).waitFor();
});

test('the keyboard alone goes through the list, into a call and back to its row', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls');
  await loadedRow(page).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/calls\/[0-9a-f-]{36}$/);
  const call = page.getByRole('article', { name: 'Call' });
  await call.waitFor();
  // The list is where the browser's way back leads.
  await page.goBack();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/calls');
  await page.goForward();
  await call.waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => new URL(page.url()).pathname).toBe('/calls');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[role=row]') !== null))
    .toBe(true);
});

test('the project choice narrows the list and stays when one goes elsewhere', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls');
  await loadedRow(page).waitFor();
  const all = await page.locator(count).first().textContent();
  await page.getByRole('button', { name: 'Project: All projects' }).click();
  await page
    .getByRole('menuitemradio', { name: 'Elm Park' })
    .or(page.getByRole('menuitem', { name: 'Elm Park' }))
    .click();
  await expect.poll(() => new URL(page.url()).searchParams.get('project')).toMatch(/^[0-9a-f-]{36}$/);
  await expect.poll(() => page.locator(count).first().textContent()).not.toBe(all);
  await page.getByRole('navigation').getByRole('link', { name: 'Agents' }).click();
  await page.getByRole('heading', { level: 1, name: 'Agents' }).waitFor();
  expect(new URL(page.url()).searchParams.get('project')).toMatch(/^[0-9a-f-]{36}$/);
});

test('scrolling goes on through all of the calls', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls');
  await loadedRow(page).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('End');
  await expect
    .poll(
      () =>
        page.evaluate(() =>
          Number(document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex') ?? 0),
        ),
      { timeout: 15_000 },
    )
    .toBeGreaterThan(90);
});

test('the keyboard alone picks calls, finds the keys out, and saves what it narrowed', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls?status=missed');
  await loadedRow(page).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await page.getByRole('toolbar', { name: 'Selected calls' }).getByText('2 selected').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('toolbar', { name: 'Selected calls' }).waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page
    .getByRole('dialog', { name: 'Keyboard shortcuts' })
    .getByText('Copy a link to the call')
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'View: All calls' }).press('Enter');
  await page.getByRole('button', { name: 'Save as a new view…' }).press('Enter');
  await page.keyboard.type('Missed by us');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'View: Missed by us' }).waitFor();
  await expect.poll(() => [...new URL(page.url()).searchParams.keys()]).toEqual(['view']);
  await page.reload();
  await loadedRow(page).waitFor();
  await page.getByRole('button', { name: 'Status: Missed' }).waitFor();
});

test('a shared view is everybody’s, and opens with what is open to its reader', async ({
  browser,
  page,
  product,
}) => {
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls?status=completed&text=booked');
  await loadedRow(page).waitFor();
  await page.getByRole('button', { name: 'View: All calls' }).click();
  await page.getByRole('button', { name: 'Save as a new view…' }).click();
  await page.keyboard.type('Bookings');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'View: Bookings' }).click();
  await page.getByRole('button', { name: 'Share in the company' }).click();
  await page
    .getByText(/has “Bookings” now/)
    .first()
    .waitFor();

  const other = await (await browser.newContext({ baseURL: product })).newPage();
  await signIn(other, 'suri@brightwater.example');
  await other.goto(page.url());
  await loadedRow(other).waitFor();
  await other.getByRole('button', { name: 'View: Bookings' }).click();
  await other.getByRole('button', { name: 'Save as a new view…' }).waitFor();
  expect(await other.getByRole('button', { name: /^Delete/ }).count()).toBe(0);
  await other.context().close();
});

test('columns are put in order with the pointer, and stay so', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls');
  await loadedRow(page).waitFor();
  await page.getByRole('button', { name: 'Display' }).click();
  // Taken hold of once it has come to rest where it is.
  await page.getByRole('button', { name: 'Move Agent' }).hover();
  const top = await page.getByRole('button', { name: 'Move Time' }).boundingBox();
  if (!top) throw new Error('There is nowhere to put it.');
  await page.mouse.down();
  await page.mouse.move(top.x + 8, top.y + 4, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.press('Escape');
  const first = page.getByRole('columnheader').first();
  await expect.poll(() => first.textContent()).toBe('Agent');
  await page.reload();
  await loadedRow(page).waitFor();
  await expect.poll(() => first.textContent()).toBe('Agent');
});
