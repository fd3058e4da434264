import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { portalOf, serverAs } from '@foyer/mocks/testing';
import type { CallDetail } from '@foyer/contract';
import { preloadPopups } from '@foyer/ui';
import { routes } from '../routes.tsx';

const openPortal = portalOf('calls', routes);

beforeAll(async () => {
  // What opens over the page would be fetched when it is first pointed at.
  await preloadPopups();
  await serverAs('brightwater-admin');
}, 180_000);

async function callOf(persona: string, wanted: (call: CallDetail) => boolean): Promise<CallDetail> {
  const { api } = await serverAs(persona);
  for (const { id } of (await api.listCalls({ query: { limit: 100 } })).items) {
    const call = await api.getCall({ params: { callId: id } });
    if (wanted(call)) return call;
  }
  throw new Error('the demo has no such call');
}

const booked = (call: CallDetail) => call.details?.outcome === 'booked';

test('an admin writes a note, deletes it and has it back', async () => {
  const call = await callOf('brightwater-admin', booked);
  await openPortal('brightwater-admin', `/calls/${call.id}`);
  const notes = within(await screen.findByRole('region', { name: 'Notes' }));
  fireEvent.change(await notes.findByLabelText('Write a note'), {
    target: { value: 'Bring the blue folder' },
  });
  fireEvent.click(notes.getByRole('button', { name: 'Add note' }));
  fireEvent.click(await notes.findByRole('button', { name: 'Change or delete this note' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  await waitFor(() => expect(notes.queryByText('Bring the blue folder')).toBeNull());
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await notes.findByText('Bring the blue folder')).toBeDefined();
});

test('staff find what happened during a call and its tags, and no way to propose other words', async () => {
  const call = await callOf('brightwater-staff', booked);
  await openPortal('brightwater-staff', `/calls/${call.id}`);
  const timeline = within(await screen.findByRole('region', { name: 'During the call' }));
  expect(timeline.getAllByText('Check free times').length).toBeGreaterThan(0);
  fireEvent.click(await screen.findByRole('button', { name: /^(Tag|Add a tag)$/ }));
  expect(await screen.findByLabelText('Find a tag')).toBeDefined();
  expect(screen.queryByLabelText('Find or write a tag')).toBeNull();
  expect(screen.queryByRole('menuitem', { name: 'Propose other words' })).toBeNull();
});

test('f looks through the transcript, place by place, and Escape ends it', async () => {
  const call = await callOf('brightwater-admin', booked);
  await openPortal('brightwater-admin', `/calls/${call.id}`);
  await screen.findByRole('button', { name: 'Find in the transcript' });
  fireEvent.keyDown(document.body, { key: 'f' });
  const field = await screen.findByRole('textbox', { name: 'Find in the transcript' });
  fireEvent.change(field, { target: { value: 'you' } });
  const search = within(screen.getByRole('search'));
  const first = (await search.findByRole('status')).textContent ?? '';
  expect(first).toMatch(/^1 of \d+$/);
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(search.getByRole('status').textContent).toBe(first.replace('1', '2'));
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(document.querySelector('mark')).toBeNull();
});
