import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agentId, clientId } from '../seed/demo.ts';
import { consoleOf } from '../testing/console-client.ts';
import { connect, signedRequest, type TestConnection } from '../testing/ingest.ts';
import { readEvents } from '../testing/read-events.ts';
import { endStaleCalls } from './end-stale-calls.ts';
import { createTestApp, ENGINES, type TestApp } from '../testing/test-app.ts';
import plain from './payloads/generic-call-finished.json' with { type: 'json' };
import fromVapi from './payloads/vapi-end-of-call-report.json' with { type: 'json' };

const brightwater = clientId('brightwater');

describe.each(ENGINES)('what a voice platform sends, on %s,', (engine) => {
  let app: TestApp;
  let vapi: TestConnection;
  let generic: TestConnection;

  beforeAll(async () => {
    app = await createTestApp({ engine });
    vapi = await connect(app, brightwater, 'vapi', {
      'a51c77de-3a0b-4c39-9d18-0b7d1a6c2f10': agentId('brightwater', 'mia'),
    });
    generic = await connect(app, brightwater, 'generic', { 'night-desk': agentId('brightwater', 'jonas') });
  });
  afterAll(() => app.close());

  const count = async (table: string): Promise<number> => {
    const { rows } = await app.db.withSystem((db) =>
      sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db),
    );
    return rows[0]?.count ?? -1;
  };
  const asAdmin = async (startedAt: string) => {
    const admin = await app.signIn('brightwater-admin');
    const day = startedAt.slice(0, 10);
    const { items } = await admin.api.listCalls({ query: { from: day, to: day } });
    const found = items.find((item) => item.startedAt === startedAt);
    if (!found) throw new Error(`No call of ${startedAt}.`);
    return { admin, call: await admin.api.getCall({ params: { callId: found.id } }) };
  };

  test('becomes a call in the list of its client, with its texts masked and its words to be found', async () => {
    const answer = await vapi.send(fromVapi);
    expect([answer.status, await answer.json()]).toEqual([200, { received: true }]);
    await app.app.settleIngest();
    const { admin, call } = await asAdmin('2025-11-10T09:00:00.000Z');
    expect(call).toMatchObject({
      agent: { label: 'Mia, front desk' },
      direction: 'inbound',
      durationMs: 43_300,
      status: 'completed',
      cost: { minor: 12, currency: 'USD' },
      endedAt: '2025-11-10T09:00:43.300Z',
      details: {
        caller: { name: 'Maren Oduya', number: '+12125550142' },
        sentiment: 'positive',
        outcome: 'rescheduled',
        endReason: 'caller_hung_up',
        project: { name: 'Harbor Street' },
      },
      recording: { media: 'processing' },
    });
    const { segments } = await admin.api.getTranscript({ params: { callId: call.id } });
    expect(segments.map(({ speaker, startMs, endMs }) => [speaker, startMs, endMs])).toEqual([
      ['agent', 1_200, 5_100],
      ['caller', 5_600, 9_700],
      ['agent', 10_400, 13_400],
      ['caller', 14_100, 16_700],
      ['agent', 19_000, 22_300],
      ['caller', 23_200, 28_400],
      ['agent', 29_300, 33_100],
      ['caller', 34_000, 39_100],
      ['agent', 40_400, 43_300],
    ]);
    const { rows: moments } = await app.db.withSystem((db) =>
      sql`select at_ms, duration_ms, kind, name, outcome from call_events where call_id = ${call.id}`.execute(
        db,
      ),
    );
    expect(moments).toEqual([
      { at_ms: 17_000, duration_ms: 1_100, kind: 'tool', name: 'findFreeTimes', outcome: 'done' },
    ]);
    expect(segments[3]?.parts).toEqual([{ text: "It's " }, { masked: 'date_of_birth' }, { text: '.' }]);
    expect(segments[7]?.parts).toEqual([
      { text: 'Sure, the card is ' },
      { masked: 'card_number' },
      { text: '.' },
    ]);
    const found = await admin.api.listCalls({
      query: { text: 'cleaning oduya', from: '2025-11-10', to: '2025-11-10' },
    });
    expect(found.items.map(({ id }) => id)).toEqual([call.id]);
    for (const text of ['4111111111111111', '1111', 'nineteen'])
      expect(
        (await admin.api.listCalls({ query: { text, from: '2025-11-10', to: '2025-11-10' } })).items,
      ).toEqual([]);

    const staff = await app.signIn('brightwater-staff');
    const theirs = await staff.api.getTranscript({ params: { callId: call.id } });
    const said = JSON.stringify([theirs, await staff.api.getCall({ params: { callId: call.id } })]);
    for (const detail of ['Maren', 'Oduya', 'maren.oduya', '4142', 'oh one four two', '1988', '4111'])
      expect(said).not.toContain(detail);
    expect(
      (await staff.api.listCalls({ query: { text: 'oduya', from: '2025-11-10', to: '2025-11-10' } })).items,
    ).toEqual([]);
  });

  test('is one call however often it is sent, and whatever comes with it that nobody knows', async () => {
    const calls = await count('calls');
    const events = await count('ingest_events');
    for (let time = 0; time < 3; time += 1) expect((await generic.send(plain)).status).toBe(200);
    const again = {
      ...plain,
      call: { ...plain.call, summary: 'She will be ten minutes late.', new: [{ a: 1 }] },
    };
    expect((await generic.send(again)).status).toBe(200);
    await app.app.settleIngest();
    expect(await count('ingest_events')).toBe(events + 2);
    expect(await count('calls')).toBe(calls + 1);
    const { admin, call } = await asAdmin('2025-11-10T21:04:00.000Z');
    expect(call.details).toMatchObject({ tags: ['vip', 'table'], outcome: 'booked' });
    const timeline = await admin.fetch(`/api/calls/${call.id}/timeline`);
    expect(await timeline.json()).toMatchObject({ moods: plain.call.moods });
    const { rows } = await app.db.withSystem((db) =>
      sql<{
        body: Uint8Array;
      }>`select body from ingest_events where connection_id = ${generic.id} order by received_at, id`.execute(
        db,
      ),
    );
    const kept = rows.map(({ body }) => new TextDecoder().decode(body));
    expect(kept.toSorted()).toEqual([JSON.stringify(plain), JSON.stringify(again)].toSorted());
  });

  test('is refused alike from nobody’s connection, with a wrong signature, an old one, none, and one of another body', async () => {
    const events = await count('ingest_events');
    const nobody = await signedRequest('generic', plain, generic.secret, app.clock.now());
    const stale = await signedRequest(
      'generic',
      plain,
      generic.secret,
      new Date(app.clock.now().getTime() - 5 * 60_000 - 1_000),
    );
    const path = `/api/ingest/${generic.id}`;
    const answers = [
      await app.fetch(`/api/ingest/${crypto.randomUUID()}`, nobody),
      await app.fetch('/api/ingest/seven', nobody),
      await generic.send(plain, { secret: 'not the secret of this one' }),
      await app.fetch(path, stale),
      await app.fetch(path, { method: 'POST', body: JSON.stringify(plain) }),
      await app.fetch(path, { ...nobody, body: JSON.stringify({ ...plain, event: 'call.updated' }) }),
      await app.fetch(path, { ...nobody, headers: { 'x-foyer-signature': 't=1,v1=zz,v1=' } }),
    ];
    const told = await Promise.all(
      answers.map(async (answer) => {
        const body = (await answer.json()) as { requestId: string };
        const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id');
        return JSON.stringify([answer.status, headers, { ...body, requestId: '' }]);
      }),
    );
    expect(JSON.parse(told[0] ?? '')[0]).toBe(401);
    expect(new Set(told).size).toBe(1);
    expect(await count('ingest_events')).toBe(events);
  });

  test('is taken with the old secret for a day after a new one, and not at all once the connection is off', async () => {
    const api = consoleOf(await app.signIn('larkspur-agency'));
    const own = await connect(app, brightwater, 'generic');
    const params = { clientId: brightwater, connectionId: own.id };
    const rotated = await api.setConnectionSecret({ params, body: { version: 1 } });
    expect(rotated.secret).not.toBe(own.secret);
    const status = async (secret: string) =>
      (await own.send({ event: 'call.updated', at: secret }, { secret })).status;
    expect([await status(own.secret), await status(rotated.secret ?? '')]).toEqual([200, 200]);
    app.clock.advance(24 * 3_600_000 + 1_000);
    expect([await status(own.secret), await status(rotated.secret ?? '')]).toEqual([401, 200]);
    const again = consoleOf(await app.signIn('larkspur-agency'));
    await again.saveConnection({
      params,
      body: { version: 2, state: 'off', name: 'Off', consent: 'pending', retentionDays: 30 },
    });
    expect(await status(rotated.secret ?? '')).toBe(401);
  });

  test('stands in the list while it goes on, settles when it is over, and each is heard of within a second', async () => {
    const admin = await app.signIn('brightwater-admin');
    const events = readEvents(await admin.fetch('/api/events'));
    expect((await events.next())?.event).toBe('hello');
    const startedAt = app.clock.now();
    const call = { ...plain.call, id: 'going-on', startedAt: startedAt.toISOString() };
    const began = { event: 'call.started', call: { ...call, endedAt: undefined, durationMs: undefined } };
    expect((await generic.send(began)).status).toBe(200);
    await app.app.settleIngest();
    expect((await events.next(1_000))?.event).toBe('calls');
    app.clock.advance(5_000);
    const newest = async () => (await admin.api.listCalls({ query: { limit: 1 } })).items[0];
    const live = await newest();
    expect(live).toMatchObject({ status: 'in_progress', durationMs: 5_000 });
    const page = await admin.api.getCall({ params: { callId: live?.id ?? '' } });
    expect(page).toMatchObject({ status: 'in_progress', endedAt: null, recording: { media: 'none' } });

    const endedAt = new Date(startedAt.getTime() + 9_000).toISOString();
    await generic.send({ event: 'call.finished', call: { ...call, endedAt, durationMs: 9_000 } });
    await app.app.settleIngest();
    expect((await events.next(1_000))?.event).toBe('calls');
    expect(await newest()).toMatchObject({ id: live?.id, status: plain.call.status, durationMs: 9_000 });
    await events.stop();
  });

  test('is ended as failed when its end isn’t told for hours, until it is told after all', async () => {
    const startedAt = new Date(app.clock.now().getTime() + 1_000);
    const call = { ...plain.call, id: 'never-ending', startedAt: startedAt.toISOString() };
    await generic.send({
      event: 'call.started',
      call: { ...call, endedAt: undefined, durationMs: undefined },
    });
    await app.app.settleIngest();
    const later = (hours: number) => new Date(startedAt.getTime() + hours * 3_600_000);
    const state = async () => {
      const { rows } = await app.db.withSystem((db) =>
        sql<{
          status: string;
          end_reason: string | null;
        }>`select status, end_reason from calls where started_at = ${startedAt}`.execute(db),
      );
      return rows;
    };
    await endStaleCalls(app.db, later(5.9));
    expect(await state()).toEqual([{ status: 'in_progress', end_reason: null }]);
    await endStaleCalls(app.db, later(6.1));
    expect(await state()).toEqual([{ status: 'failed', end_reason: 'end_not_told' }]);
    await generic.send({
      event: 'call.finished',
      call: { ...call, endedAt: later(0.1).toISOString(), status: 'completed' },
    });
    await app.app.settleIngest();
    expect((await state())[0]?.status).toBe('completed');
  });
});
