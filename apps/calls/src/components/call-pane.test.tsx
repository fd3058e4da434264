import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import type { MockServer } from '@foyer/mocks';
import { portalOf, serverAs } from '@foyer/mocks/testing';
import type { CallDetail, CallListItem } from '@foyer/contract';
import { formatPhone } from '@foyer/ui';
import { routes } from '../routes.tsx';

const openPortal = portalOf('calls', routes);

// The first to ask has the demo made.
beforeAll(() => serverAs('brightwater-admin'), 180_000);

type Api = MockServer['api'];

async function* callsOf(api: Api): AsyncGenerator<CallListItem> {
  let cursor: string | undefined;
  do {
    const page = await api.listCalls({ query: { limit: 100, ...(cursor ? { cursor } : {}) } });
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** The first call of a person's list that has what a test is about. */
async function callWith(persona: string, wanted: (call: CallDetail) => boolean): Promise<CallDetail> {
  const { api } = await serverAs(persona);
  let looked = 0;
  for await (const { id } of callsOf(api)) {
    const call = await api.getCall({ params: { callId: id } });
    if (wanted(call)) return call;
    if (++looked > 600) break;
  }
  throw new Error('the demo has no such call');
}

const closedBy = (code: string) => (call: CallDetail) =>
  call.recording.playback.denials.some((denial) => denial.code === code);
const playable = (call: CallDetail) => call.recording.playback.level !== 'none';

test('an admin reads who called, the summary and the conversation, and can play it', async () => {
  const call = await callWith('brightwater-admin', playable);
  await openPortal('brightwater-admin', `/calls/${call.id}`);
  const pane = within(await screen.findByRole('article', { name: 'Call' }));
  expect(await pane.findByRole('heading', { name: 'Summary' })).toBeDefined();
  expect(await pane.findByRole('button', { name: 'Play' })).toBeDefined();
  expect(pane.getByRole('slider', { name: 'Position in the recording' })).toBeDefined();
  expect((await pane.findAllByRole('button', { name: /^Play from/ })).length).toBeGreaterThan(1);
  if (call.details?.level === 'view' && call.details.caller.number)
    expect(pane.getAllByText(formatPhone(call.details.caller.number)).length).toBeGreaterThan(0);
});

test('masked words look masked and say what is behind them', async () => {
  const call = await callWith(
    'brightwater-admin',
    (one) => one.details?.summary.some((part) => 'masked' in part) ?? false,
  );
  await openPortal('brightwater-admin', `/calls/${call.id}`);
  expect((await screen.findAllByText(/, masked$/)).length).toBeGreaterThan(0);
});

test('staff find nothing of the caller in an open call', async () => {
  const { api } = await serverAs('brightwater-staff');
  const id = (await api.listCalls({ query: { limit: 1 } })).items[0]?.id ?? '';
  const admin = await serverAs('brightwater-admin');
  const whole = await admin.api.getCall({ params: { callId: id } });
  await openPortal('brightwater-staff', `/calls/${id}`);
  expect(await screen.findByRole('heading', { name: /^Call with/ })).toBeDefined();
  expect(screen.queryByText('Number')).toBeNull();
  const caller = whole.details?.level === 'view' ? whole.details.caller : undefined;
  for (const secret of [caller?.name, caller?.number, formatPhone(caller?.number ?? '')])
    if (secret) expect(document.body.textContent).not.toContain(secret);
});

test('without call details the page shows what is allowed, and says what isn’t and who can change it', async () => {
  const { api } = await serverAs('aurelia-manager');
  const id = (await api.listCalls({ query: { limit: 1 } })).items[0]?.id ?? '';
  await openPortal('aurelia-manager', `/calls/${id}`);
  const note = await screen.findByText('Summary, transcript and recording');
  expect(note.closest('[role="note"]')?.textContent).toContain('Ask your agency to turn on Call details.');
  expect(screen.queryByRole('button', { name: 'Play' })).toBeNull();
  expect(screen.queryByRole('heading', { name: 'Transcript' })).toBeNull();
});

test.each([
  ['media_processing', 'The recording is being prepared'],
  ['media_missing', 'The recording is missing'],
  ['media_none', 'There is no recording of this call'],
  ['compliance_hold', 'The recording is on hold'],
  ['consent_pending', 'Waiting for the caller’s consent'],
  ['consent_withdrawn', 'Consent was withdrawn'],
  ['consent_denied', 'Consent was not given'],
])('a recording closed by %s says so', async (code, title) => {
  const call = await callWith('brightwater-admin', closedBy(code));
  await openPortal('brightwater-admin', `/calls/${call.id}`);
  const panel = within(await screen.findByRole('region', { name: title }));
  expect(panel.getByRole('heading', { level: 3 }).textContent).toBe(title);
  expect(panel.getAllByRole('listitem')).toHaveLength(call.recording.playback.denials.length);
  expect(screen.queryByRole('button', { name: 'Play' })).toBeNull();
});

test('a plan without recordings is named as the reason', async () => {
  const call = await callWith('fernhill-admin', (one) => one.recording.playback.denials.length === 1);
  await openPortal('fernhill-admin', `/calls/${call.id}`);
  expect(await screen.findByText(/Your plan doesn't include listening to recordings/)).toBeDefined();
});

test('a call of another client looks exactly like one that never was', async () => {
  const { api } = await serverAs('keystone-admin');
  const foreign = (await api.listCalls({ query: { limit: 1 } })).items[0]?.id ?? '';
  const shown: (string | null)[] = [];
  for (const id of [foreign, '00000000-0000-4000-8000-000000000000', 'no-id-at-all']) {
    await openPortal('brightwater-admin', `/calls/${id}`);
    const heading = await screen.findByRole('heading', { name: 'This call wasn’t found' });
    shown.push(heading.closest('section')?.textContent ?? null);
    document.body.replaceChildren();
  }
  expect(new Set(shown).size).toBe(1);
});

test('a link at a time opens there', async () => {
  const call = await callWith('brightwater-admin', playable);
  await openPortal('brightwater-admin', `/calls/${call.id}?t=7`);
  await waitFor(() => {
    const slider = screen.getByRole<HTMLInputElement>('slider', { name: 'Position in the recording' });
    expect(slider.value).toBe('7000');
  });
});

test('the title tells agent and time, never the caller', async () => {
  const call = await callWith(
    'brightwater-admin',
    (one) => one.details?.level === 'view' && one.details.caller.name !== null,
  );
  const { titles } = await openPortal('brightwater-admin', `/calls/${call.id}`);
  await waitFor(() => expect(titles.at(-1)).toMatch(/^Call with /));
  if (call.details?.level === 'view') expect(titles.join()).not.toContain(call.details.caller.name);
});

test('what the list was searched for is marked and gone through in an open call; nothing to go through is no search', async () => {
  const { api } = await serverAs('brightwater-admin');
  const textOf = (parts: readonly object[]) =>
    parts.map((part) => ('text' in part ? String(part.text) : '')).join('|');
  const { items } = await api.listCalls({ query: { text: 'cleaning', limit: 20 } });
  const calls = await Promise.all(
    items.map(async ({ id }) => {
      const [call, said] = await Promise.all([
        api.getCall({ params: { callId: id } }),
        api.getTranscript({ params: { callId: id } }),
      ]);
      const spoken = said.segments.map(({ parts }) => textOf(parts)).join('|');
      const name = call.details?.level === 'view' ? (call.details.caller.name?.split(' ').at(-1) ?? '') : '';
      return { id, name, spoken, places: spoken.match(/\bcleaning\b/gi)?.length ?? 0 };
    }),
  );
  const { id, places = 0 } = calls.toSorted((one, other) => other.places - one.places)[0] ?? {};
  expect(places).toBeGreaterThan(0);

  await openPortal('brightwater-admin', `/calls/${id}?text=cleaning`);
  const search = within(await screen.findByRole('search'));
  const field = search.getByRole<HTMLInputElement>('textbox', { name: 'Find in the transcript' });
  expect(field.value).toBe('cleaning');
  expect(document.activeElement).not.toBe(field);
  expect(search.getByRole('status').textContent).toBe(places === 1 ? '1 place' : `${places} places`);
  const conversation = screen.getByRole('heading', { name: 'Transcript' }).closest('section');
  expect(conversation?.querySelectorAll('mark')).toHaveLength(places);
  expect(conversation?.querySelector('mark[data-current="true"]')).toBeNull();
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(search.getByRole('status').textContent).toBe(`1 of ${places}`);
  expect(conversation?.querySelectorAll('mark[data-current="true"]')).toHaveLength(1);

  const unspoken = calls.find(({ name, spoken }) => name !== '' && !spoken.includes(name));
  document.body.replaceChildren();
  await openPortal('brightwater-admin', `/calls/${unspoken?.id}?text=${unspoken?.name}`);
  expect(await screen.findByRole('button', { name: 'Find in the transcript' })).toBeDefined();
  expect(screen.queryByRole('search')).toBeNull();
});
