import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from '../browser/accessibility.ts';
import { findCall } from '../browser/find-call.ts';
import { collectTroubles } from '../browser/journey.ts';
import { test, WITH_START } from '../browser/own-product.ts';
import { signIn } from '../browser/sign-in.ts';

/** What is opened or taken away must be seen within so many milliseconds. */
const SOON = 1_000;
const WHY = 'The caller disputes a charge and asks us to read it back.';

/** Somebody in a window of their own, who hears what changes. */
async function open(page: Page, origin: string, email: string, address: string): Promise<Page> {
  const context = await page.context().browser()!.newContext({ baseURL: origin });
  context.setDefaultTimeout(15_000);
  const window = await context.newPage();
  await signIn(window, email);
  const hears = window.waitForRequest(/\/api\/events$/);
  await window.goto(address);
  await hears;
  return window;
}

test(
  'a manager asks for masked words, sees them as soon as the agency agrees, and no longer than they may',
  WITH_START,
  async ({ page, own, troubles }) => {
    const manager = await open(page, own, 'teodor@copperline.example', '/calls');
    collectTroubles(manager, troubles);
    const id = await findCall(
      manager,
      (call) => call.recording.playback.level !== 'none' && JSON.stringify(call).includes('"masked":'),
    );
    const hears = manager.waitForRequest(/\/api\/events$/);
    await manager.goto(`/calls/${id}`);
    await hears;
    const bar = manager.getByRole('group', { name: 'Masked details of the summary' });
    const words = manager.locator('[data-unlocked=""]');
    await bar.getByRole('button', { name: 'Request unlock' }).click();
    const dialog = manager.getByRole('dialog', { name: 'Unlock the masked details of this summary' });
    await dialog.getByLabel('Why do you need them?').fill(WHY);
    await expectAccessible(manager);
    await dialog.getByRole('button', { name: 'Send request' }).click();
    await bar.getByText(/You asked for them/).waitFor();
    expect(await words.count()).toBe(0);

    const agency = await open(page, own, 'anselm@tidewell.example', '/agency/unlocks');
    collectTroubles(agency, troubles);
    const queue = agency.getByRole('list', { name: 'Unlock requests' });
    await queue.getByText(WHY).waitFor();
    await expectAccessible(agency);
    // With the keyboard alone.
    await queue.getByRole('button', { name: /^Approve the summary for / }).focus();
    await agency.keyboard.press('Enter');
    const approval = agency.getByRole('dialog', { name: /^Approve the summary for / });
    const approved = agency.waitForResponse(/\/approve$/);
    await approval.getByRole('button', { name: 'Approve' }).focus();
    await agency.keyboard.press('Enter');
    expect((await approved).status()).toBe(204);
    const opened = performance.now();
    await words.first().waitFor();
    expect(performance.now() - opened).toBeLessThan(SOON);
    await bar.getByText(/Unlocked for 23 h 59 min/).waitFor();
    await manager
      .getByText(/^Your agency approved your request: for 24 hours you see the masked details in the summary/)
      .first()
      .waitFor();
    await agency.getByRole('heading', { name: 'Nobody is waiting' }).waitFor();
    await expect.poll(() => agency.evaluate(() => document.activeElement !== document.body)).toBe(true);
    await expectAccessible(manager);

    const client = await agency.request.get('/api/clients/search?limit=100&text=Copperline');
    const [{ id: clientId }] = ((await client.json()) as { items: [{ id: string }] }).items;
    const permissions = `/api/clients/${clientId}/permissions`;
    const { version } = (await (await agency.request.get(permissions)).json()) as { version: number };
    const off = { value: false, until: null };
    const saved = await agency.request.put(permissions, {
      data: { version, overrides: { view_call_details: off } },
      headers: { origin: own },
    });
    expect(saved.status()).toBe(200);
    const taken = performance.now();
    await words.first().waitFor({ state: 'detached' });
    expect(performance.now() - taken).toBeLessThan(SOON);
    await manager.getByText('Your agency turned off Call details.').first().waitFor();
    for (const window of [manager, agency]) await window.context().close();
  },
);
