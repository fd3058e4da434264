import { serverAs } from '@foyer/mocks/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openPortal, withDemo } from '../testing/open-console.ts';

const MANAGER = 'brightwater-manager';
withDemo(MANAGER);

const WHY = 'The caller disputes a charge and asks us to read it back.';

/** Has the manager ask for the summary of the first call that masks something to them. */
async function ask(): Promise<{ name: string; callId: string }> {
  const { api, fetch: answer, origin, persona } = await serverAs(MANAGER);
  let cursor: string | undefined;
  do {
    const page = await api.listCalls({ query: { limit: 100, ...(cursor ? { cursor } : {}) } });
    for (const { id } of page.items) {
      const call = await api.getCall({ params: { callId: id } });
      if (!call.details?.summary.some((part) => 'masked' in part)) continue;
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ scope: 'summary', justification: WHY });
      const made = await answer(
        new Request(`${origin}/api/calls/${id}/unlocks`, { method: 'POST', headers, body }),
      );
      if (made.ok) return { name: persona.name, callId: id };
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  throw new Error('the demo has no such call');
}

test('a request tells call, person and why, nothing of the caller, and is approved once', async () => {
  const { name, callId } = await ask();
  const { api } = await serverAs(MANAGER);
  const call = await api.getCall({ params: { callId } });
  const { user } = await openPortal('larkspur-agency', '/agency/unlocks');
  const list = within(await screen.findByRole('list', { name: 'Unlock requests' }));
  expect(
    list.getByRole('heading', { name: `${name} asks for the masked details of a summary` }),
  ).toBeDefined();
  expect(list.getByText(WHY)).toBeDefined();
  expect(list.getByText(new RegExp(`^Call of .* with ${call.agent.label}$`))).toBeDefined();
  if (call.details?.level === 'view' && call.details.caller.name !== null)
    expect(document.body.textContent).not.toContain(call.details.caller.name);
  await user.click(list.getByRole('button', { name: `Approve the summary for ${name}` }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Approve' }));
  await screen.findByText('Nobody is waiting');
  const seen = await api.getCall({ params: { callId } });
  expect(seen.details?.summary.some((part) => 'unlocked' in part)).toBe(true);
});

test('a refusal needs a reason; one that somebody else has decided meanwhile says so', async () => {
  const { name } = await ask();
  const { user } = await openPortal('larkspur-agency', '/agency/unlocks');
  await user.click(await screen.findByRole('button', { name: `Decline the summary for ${name}` }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Decline' }).hasAttribute('disabled')).toBe(true);
  await user.type(dialog.getByRole('textbox', { name: /Reason/ }), 'Ask the caller instead.');

  const { fetch: answer, origin, persona } = await serverAs('larkspur-agency');
  const queue = (await (await answer(new Request(`${origin}/api/unlock-requests`))).json()) as {
    items: { id: string; client: { id: string } }[];
  };
  const { id, client } = queue.items[0]!;
  const path = `${origin}/api/clients/${client.id}/unlock-requests/${id}/approve`;
  expect((await answer(new Request(path, { method: 'POST' }))).status).toBe(204);

  await user.click(dialog.getByRole('button', { name: 'Decline' }));
  expect(
    await dialog.findByText(`${persona.name} has approved this in the meantime. Nothing was changed by you.`),
  ).toBeDefined();
  await user.click(dialog.getAllByRole('button', { name: 'Close' }).at(-1)!);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await screen.findByText('Nobody is waiting');
});
