import { serverAs } from '@foyer/mocks/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openPortal, withDemo } from '../testing/open-console.ts';

withDemo('oakfield-manager');

/** A request of the manager's, by hand: the shell makes it, not this remote. */
const send = async (init?: RequestInit) => {
  const { fetch: answer, origin, persona } = await serverAs('oakfield-manager');
  const response = await answer(new Request(`${origin}/api/access-requests`, init));
  expect(response.status).toBe(200);
  return { persona, body: await response.json() };
};
const ask = async (capability: string, note: string) => {
  const headers = { 'content-type': 'application/json' };
  return (await send({ method: 'POST', headers, body: JSON.stringify({ capability, note }) })).persona;
};

test('what somebody asks for is granted after its effect on everybody was shown', async () => {
  const person = await ask('calls', 'I answer the complaints.');
  const { user } = await openPortal('larkspur-agency', '/agency/requests');
  const list = within(await screen.findByRole('list', { name: 'Access requests' }));
  expect(list.getByRole('heading', { name: `${person.name} asks for Calls` })).toBeDefined();
  expect(list.getByText('I answer the complaints.')).toBeDefined();
  await user.click(list.getByRole('button', { name: `Grant Calls to ${person.name}` }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByText('What this changes')).toBeDefined();
  await user.click(dialog.getByRole('button', { name: 'Grant' }));
  await screen.findByText('Nobody is waiting');
  const { api } = await serverAs('oakfield-manager');
  expect((await api.getSession()).decisions.calls.level).toBe('view');
});

test('a refusal needs a reason, which the person is told', async () => {
  const person = await ask('analytics', '');
  const { user } = await openPortal('larkspur-agency', '/agency/requests');
  await user.click(await screen.findByRole('button', { name: `Decline Analytics for ${person.name}` }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Decline' }).hasAttribute('disabled')).toBe(true);
  await user.type(dialog.getByRole('textbox', { name: /Reason/ }), 'It isn’t in your plan.');
  await user.click(dialog.getByRole('button', { name: 'Decline' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect((await send()).body.items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        capability: 'analytics',
        state: 'declined',
        reason: 'It isn’t in your plan.',
      }),
    ]),
  );
});
