import { expect } from 'vitest';
import { findCall } from '../browser/find-call.ts';
import { test } from '../browser/journey.ts';
import { loadedRow } from '../browser/loaded-row.ts';
import { signIn } from '../browser/sign-in.ts';

interface Item {
  id: string;
}

test('a recording plays, shows where it is, and jumps to what is clicked', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'renata@brightwater.example');
  const id = await findCall(page, (call) => call.recording.playback.level !== 'none');
  await page.goto(`/calls/${id}`);
  const player = page.getByRole('region', { name: 'Recording', exact: true });
  await player.getByRole('button', { name: 'Play' }).click();
  await player.getByRole('button', { name: 'Pause' }).waitFor();
  await expect.poll(() => player.getByText(/0:0[1-9]/).count(), { timeout: 10_000 }).toBeGreaterThan(0);
  await page.keyboard.press('Space').catch(() => undefined);

  const moments = page.locator('[data-segment]').getByRole('button', { name: /^Play from/ });
  await moments.nth(3).click();
  await expect.poll(() => page.locator('[aria-current="true"]').count()).toBeGreaterThan(0);
  await player.getByRole('button', { name: 'Forward 5 seconds' }).click();
  await player.getByRole('button', { name: /^Speed/ }).waitFor();
});

test('a closed recording says which gate is closed', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'suri@brightwater.example');
  const id = await findCall(
    page,
    (call) =>
      call.recording.media === 'available' &&
      call.recording.playback.denials.some((denial) => denial.layer === 'policy'),
  );
  await page.goto(`/calls/${id}`);
  await page.getByRole('heading', { name: 'Transcript' }).waitFor();
  expect(await page.getByRole('region', { name: 'Recording', exact: true }).count()).toBe(0);
  await page
    .getByText(/polic|setting|turned on|switched/i)
    .first()
    .waitFor();
});

test('what is masked looks masked and is not in the page', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'renata@brightwater.example');
  await page.goto('/calls');
  const id = await findCall(page, (call) => call.recording.playback.level !== 'none');
  const transcript = await (await page.request.get(`/api/calls/${id}/transcript`)).json();
  expect(JSON.stringify(transcript)).not.toMatch(/\b(?:\d[ -]?){13,16}\b/);
  await page.goto(`/calls/${id}`);
  await page.getByRole('heading', { name: 'Transcript' }).waitFor();
});

test('without Call details the call says what it doesn’t show and who can change it', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'friederike@aurelia.example');
  await page.goto('/calls');
  await loadedRow(page).click();
  await page.getByText('Summary, transcript and recording').waitFor();
  await page
    .getByText(/Ask your agency to turn on Call details/)
    .first()
    .waitFor();
  expect(await page.getByRole('heading', { name: 'Transcript' }).count()).toBe(0);
});

test('a call of another client and one that never was look the same', async ({ page }) => {
  await signIn(page, 'philippa@keystone.example');
  const foreign =
    ((await (await page.request.get('/api/calls')).json()) as { items: Item[] }).items[0]?.id ?? '';
  await page.context().clearCookies();
  await signIn(page, 'renata@brightwater.example');
  const seen: string[] = [];
  for (const id of [foreign, '0b0e7a5e-57d1-4b6c-8f4e-7a3f0d6d4c11']) {
    await page.goto(`/calls/${id}`);
    await page
      .getByText(/This call/)
      .first()
      .waitFor();
    seen.push((await page.getByRole('article', { name: 'Call' }).innerText()).replaceAll(id, ''));
  }
  expect(seen[0]).toBe(seen[1]);
});

test('a note and a correction stand there for the next reader, masked for staff; the corrected words are found', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, 'suri@brightwater.example');
  // One that staff may open, too.
  const id = await findCall(page, (call) => call.recording.media === 'available');
  await page.context().clearCookies();
  await signIn(page, 'renata@brightwater.example');
  await page.goto(`/calls/${id}`);
  await page.getByLabel('Write a note').fill('Ring back on +1 212 555 0199 about the blue folder.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await page.getByRole('button', { name: 'Change or delete this note' }).waitFor();

  const line = page.locator('[data-segment]').nth(2);
  await line.hover();
  await line.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: 'Propose other words' }).click();
  await page
    .getByLabel(/What was said/)
    .first()
    .fill('The narwhal is in the waiting room.');
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByText(/Corrected by/).waitFor();
  const found = (await (await page.request.get('/api/calls?text=narwhal')).json()) as { items: Item[] };
  expect(found.items.map((one) => one.id)).toEqual([id]);

  await page.context().clearCookies();
  await signIn(page, 'suri@brightwater.example');
  await page.goto(`/calls/${id}`);
  const notes = page.getByRole('region', { name: 'Notes' });
  await notes.getByText('about the blue folder').waitFor();
  expect(await notes.innerText()).not.toContain('0199');
  await page.getByText('The narwhal is in the waiting room.').waitFor();
  expect(await page.getByRole('button', { name: 'Accept' }).count()).toBe(0);
});
