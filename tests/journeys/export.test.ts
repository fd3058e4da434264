import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { parseCsv } from '@foyer/server/testing';
import { expect } from 'vitest';
import { test } from '../browser/journey.ts';
import { loadedRow } from '../browser/loaded-row.ts';
import { signIn } from '../browser/sign-in.ts';

interface Listed {
  readonly items: readonly { readonly id: string; readonly details?: { readonly caller?: Caller } }[];
  readonly nextCursor: string | null;
}
type Caller = Readonly<{ name: string | null; number: string | null }>;

/** Every call of the list, as the page would be told. */
async function listed(page: Page, filters: string) {
  const items: Listed['items'][number][] = [];
  for (let cursor = ''; ;) {
    const answer = await page.request.get(`/api/calls?limit=100&${filters}${cursor}`);
    const { items: more, nextCursor } = (await answer.json()) as Listed;
    items.push(...more);
    if (!nextCursor) return items;
    cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
  }
}

/** Exports what the list has, with the ids of calls, and reads the file that arrives. */
async function exported(page: Page) {
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export calls' });
  await dialog.getByText(/^[\d,]+ calls?$/).waitFor();
  await dialog.getByRole('checkbox', { name: 'Call ID' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Start the export' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), text, rows: parseCsv(text.replace(/^\uFEFF/, '')) };
}

test('an admin has the filtered list as a file: the same calls, in the same order, with who called', async ({
  page,
}) => {
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls?status=missed,voicemail&sort=-duration');
  await loadedRow(page).waitFor();
  const { name, rows } = await exported(page);
  expect(name).toMatch(/^calls-brightwater-dental-\d{4}-\d{2}-\d{2}\.csv$/);
  const calls = await listed(page, 'status=missed,voicemail&sort=-duration');
  expect(calls.length).toBeGreaterThan(5);
  expect(rows.map((row) => row['Call ID'])).toEqual(calls.map(({ id }) => id));
  expect(rows.map((row) => row['Caller name'])).toEqual(
    calls.map(({ details }) => details?.caller?.name ?? ''),
  );
  expect(new Set(rows.map((row) => row.Status))).toEqual(new Set(['Missed', 'Voicemail']));
});

test('a member of staff has the calls of their site, and nothing of any caller', async ({
  page,
  browser,
  product,
}) => {
  await signIn(page, 'suri@brightwater.example');
  await page.goto('/calls');
  await loadedRow(page).waitFor();
  const { text, rows } = await exported(page);
  const calls = await listed(page, '');
  expect(rows.map((row) => row['Call ID'])).toEqual(calls.map(({ id }) => id));
  expect(text.split('\r\n')[0]).not.toMatch(/caller|cost/i);

  // Everybody who ever called, as an admin sees them.
  const context = await browser.newContext({ baseURL: product });
  const admin = await context.newPage();
  await signIn(admin, 'renata@brightwater.example');
  const callers = (await listed(admin, '')).flatMap(({ details }) => [
    details?.caller?.name,
    details?.caller?.number,
  ]);
  await context.close();
  const known = [...new Set(callers.filter((one): one is string => Boolean(one)))];
  expect(known.length).toBeGreaterThan(50);
  expect(known.filter((one) => text.includes(one))).toEqual([]);
});

test('the last day’s files are there to download again, and by the keyboard alone', async ({ page }) => {
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls?status=failed');
  await loadedRow(page).waitFor();
  const { text } = await exported(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Export');
  await page.keyboard.press('Enter');
  const again = page.getByRole('button', { name: /^Download the export of [\d,]+ calls?$/ }).first();
  await again.focus();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(await readFile(await download.path(), 'utf8')).toBe(text);
});
