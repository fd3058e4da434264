import { forgetDemo, portalOf, serverAs } from '@foyer/mocks/testing';
import { preloadPopups } from '@foyer/ui';
import type { CallDetail } from '@foyer/contract';
import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../routes.tsx';

const openPortal = portalOf('calls', routes);
const MANAGER = 'brightwater-manager';
const WHY = 'The caller disputes a charge and asks us to read it back.';

const found = new Map<boolean, CallDetail>();

// The first to ask has the demo made.
beforeAll(async () => {
  await Promise.all([serverAs(MANAGER), serverAs('larkspur-agency'), preloadPopups()]);
  await findMasked();
}, 180_000);
afterAll(forgetDemo);

/** Two calls whose summary masks something: one that may be unlocked and one that may not. */
async function findMasked(): Promise<void> {
  const { api, fetch: answer, origin } = await serverAs(MANAGER);
  let cursor: string | undefined;
  do {
    const page = await api.listCalls({ query: { limit: 100, ...(cursor ? { cursor } : {}) } });
    for (const { id } of page.items) {
      const call = await api.getCall({ params: { callId: id } });
      if (!call.details?.summary.some((part) => 'masked' in part)) continue;
      const unlocks = await answer(new Request(`${origin}/api/calls/${id}/unlocks`));
      const { decision } = (await unlocks.json()) as { decision: { level: string } };
      const open = decision.level === 'edit';
      if (!found.has(open)) found.set(open, call);
      if (found.size === 2) return;
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  throw new Error('the demo has no such calls');
}

/** The agency decides on the one request that waits, from its console. */
async function decide(what: 'approve' | 'decline'): Promise<void> {
  const { fetch: answer, origin } = await serverAs('larkspur-agency');
  const queue = (await (await answer(new Request(`${origin}/api/unlock-requests`))).json()) as {
    items: { id: string; client: { id: string } }[];
  };
  const [request] = queue.items;
  const response = await answer(
    new Request(`${origin}/api/clients/${request?.client.id}/unlock-requests/${request?.id}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      ...(what === 'decline' && { body: JSON.stringify({ reason: 'Ask the caller instead.' }) }),
    }),
  );
  expect(response.status).toBe(204);
}

const bar = async () => within(await screen.findByRole('group', { name: 'Masked details of the summary' }));

test('a manager asks why, is declined, asks again, sees the words until they end it, and copies them', async () => {
  const call = found.get(true)!;
  const { user, queries, said } = await openPortal(MANAGER, `/calls/${call.id}`);
  await user.click(await (await bar()).findByRole('button', { name: 'Request unlock' }));
  const dialog = within(await screen.findByRole('dialog'));
  const why = dialog.getByRole('textbox', { name: /Why do you need them/ });
  await user.type(why, 'Because.');
  expect(dialog.getByText('8 / 2,000')).toBeDefined();
  await user.click(dialog.getByRole('button', { name: 'Send request' }));
  expect((await dialog.findByRole('alert')).textContent).toContain('12 to go');
  await user.clear(why);
  await user.paste(WHY);
  await user.click(dialog.getByRole('button', { name: 'Send request' }));
  expect(await (await bar()).findByText(/You asked for them/)).toBeDefined();

  await decide('decline');
  await queries.invalidateQueries();
  expect(await (await bar()).findByText(/declined your request: Ask the caller instead\./)).toBeDefined();
  await user.click((await bar()).getByRole('button', { name: 'Ask again' }));
  const again = within(await screen.findByRole('dialog'));
  await user.click(again.getByRole('textbox', { name: /Why do you need them/ }));
  await user.paste(WHY);
  await user.click(again.getByRole('button', { name: 'Send request' }));
  await (await bar()).findByText(/You asked for them/);

  await decide('approve');
  await queries.invalidateQueries();
  expect(await (await bar()).findByText(/Unlocked for 23 h 59 min\./)).toBeDefined();
  await waitFor(() => expect(document.querySelectorAll('[data-unlocked=""]').length).toBeGreaterThan(0));
  const words = document.querySelector('[data-unlocked=""]')?.textContent ?? '';
  expect(words).toMatch(/./);
  await user.click(screen.getAllByRole('button', { name: /^Copy the / })[0]!);
  expect(await navigator.clipboard.readText()).toBe(words);
  expect(said).toContain('The masked details of the summary are unlocked.');

  await user.click((await bar()).getByRole('button', { name: 'End now' }));
  expect(document.querySelectorAll('[data-unlocked=""]')).toHaveLength(0);
  expect(await (await bar()).findByText(/You ended your request\./)).toBeDefined();
  const kept = JSON.stringify(
    queries
      .getQueryCache()
      .getAll()
      .map(({ state }) => state.data),
  );
  expect(kept).not.toContain('"unlocked":');
}, 60_000);

test('leaving the call takes the words out of memory', async () => {
  const call = found.get(true)!;
  const { user, queries, router } = await openPortal(MANAGER, `/calls/${call.id}`);
  await user.click(await (await bar()).findByRole('button', { name: /Request unlock|Ask again/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('textbox', { name: /Why do you need them/ }));
  await user.paste(WHY);
  await user.click(dialog.getByRole('button', { name: 'Send request' }));
  await (await bar()).findByText(/You asked for them/);
  await decide('approve');
  await queries.invalidateQueries();
  await waitFor(() => expect(document.querySelectorAll('[data-unlocked=""]').length).toBeGreaterThan(0));
  await router.navigate('/calls');
  await waitFor(() => expect(screen.queryByRole('article', { name: 'Call' })).toBeNull());
  const kept = JSON.stringify(
    queries
      .getQueryCache()
      .getAll()
      .map(({ state }) => state.data),
  );
  expect(kept).not.toContain('"unlocked":');
}, 60_000);

test('without valid consent the gate is explained and nothing can be asked', async () => {
  const call = found.get(false)!;
  await openPortal(MANAGER, `/calls/${call.id}`);
  expect(await (await bar()).findByText(/can’t be unlocked\. The caller/)).toBeDefined();
  expect((await bar()).queryByRole('button')).toBeNull();
});

test('staff have nothing of it', async () => {
  const { api } = await serverAs('brightwater-staff');
  const { items } = await api.listCalls({ query: { limit: 100 } });
  let masked = '';
  for (const { id } of items) {
    const call = await api.getCall({ params: { callId: id } });
    if (call.details?.summary.some((part) => 'masked' in part)) masked = id;
    if (masked) break;
  }
  await openPortal('brightwater-staff', `/calls/${masked}`);
  expect((await screen.findAllByText(/, masked$/)).length).toBeGreaterThan(0);
  expect(screen.queryByRole('group', { name: /Masked details/ })).toBeNull();
});
