import type { IngestFailure } from '@foyer/contract/ingest';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientId } from '../seed/demo.ts';
import { consoleOf } from '../testing/console-client.ts';
import { connect } from '../testing/ingest.ts';
import { createTestApp, ENGINES, type TestApp } from '../testing/test-app.ts';
import audio from './payloads/elevenlabs-post-call-audio.json' with { type: 'json' };
import transcription from './payloads/elevenlabs-post-call-transcription.json' with { type: 'json' };
import plain from './payloads/generic-call-finished.json' with { type: 'json' };
import analyzed from './payloads/retell-call-analyzed.json' with { type: 'json' };
import ended from './payloads/retell-call-ended.json' with { type: 'json' };

const client = clientId('brightwater');
const MINUTE = 60_000;

describe.each(ENGINES)('an agency that lets calls in, on %s,', (engine) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ engine });
  });
  afterAll(() => app.close());

  const console = async () => consoleOf(await app.signIn('larkspur-agency'));
  const agent = async (): Promise<string> => {
    const { agents } = await (await console()).listConnections({ params: { clientId: client } });
    return agents[0]?.id ?? '';
  };
  const failures = async (): Promise<IngestFailure[]> => {
    await app.app.settleIngest();
    return (await (await console()).listIngestFailures({ params: { clientId: client } })).items;
  };
  const callsOn = async (day: string) => {
    const admin = await app.signIn('brightwater-admin');
    return (await admin.api.listCalls({ query: { from: day, to: day } })).items;
  };

  test('is shown a secret once, and never keeps it as it is', async () => {
    const api = await console();
    const params = { clientId: client };
    const body = { vendor: 'vapi', name: 'Front desk', consent: 'pending', retentionDays: 60 } as const;
    const { connection, secret } = await api.createConnection({ params, body });
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(connection).toMatchObject({
      name: 'Front desk',
      state: 'on',
      version: 1,
      retentionDays: 60,
      lastEventAt: null,
      url: `http://portal.test/api/ingest/${connection.id}`,
    });
    expect(JSON.stringify(await api.listConnections({ params }))).not.toContain(secret);
    const kept = await app.db.withSystem((db) =>
      sql<{ all: string }>`select string_agg(to_jsonb(n)::text, '') as all from ingest_connections n`.execute(
        db,
      ),
    );
    expect(kept.rows[0]?.all).not.toContain(secret);
    const log = await (await console()).listActivity({ params });
    expect(JSON.stringify(log)).not.toContain(secret);
    expect(log.items.find(({ action }) => action === 'connection.made')).toMatchObject({
      target: { kind: 'connection', id: connection.id, label: 'Front desk' },
      after: { name: 'Front desk', vendor: 'vapi', state: 'on', consent: 'pending', retentionDays: 60 },
    });
  });

  test('enters the secret of a platform that makes its own; until then nothing is taken', async () => {
    const api = await console();
    const { connection, secret } = await api.createConnection({
      params: { clientId: client },
      body: { vendor: 'elevenlabs', name: 'Hotel', consent: 'granted', retentionDays: 30 },
    });
    expect([secret, connection.secretSetAt]).toEqual([null, null]);
    const params = { clientId: client, connectionId: connection.id };
    await expect(api.setConnectionSecret({ params, body: { version: 1 } })).rejects.toMatchObject({
      code: 'invalid',
      problem: { fields: [{ field: 'body.secret' }] },
    });
    const set = await api.setConnectionSecret({
      params,
      body: { version: 1, secret: 'wsec_0123456789abcdef' },
    });
    expect([set.secret, set.connection.version, set.connection.previousUntil]).toEqual([null, 2, null]);
  });

  test('whoever comes second is told what stands there', async () => {
    const api = await console();
    const own = await connect(app, client, 'generic');
    const params = { clientId: client, connectionId: own.id };
    const body = { state: 'on', name: 'Renamed', consent: 'granted', retentionDays: 10 } as const;
    expect(await api.saveConnection({ params, body: { ...body, version: 1 } })).toMatchObject({ version: 2 });
    await expect(api.saveConnection({ params, body: { ...body, version: 1 } })).rejects.toMatchObject({
      code: 'stale',
      problem: { current: { name: 'Renamed', version: 2 } },
    });
    await expect(api.setConnectionSecret({ params, body: { version: 1 } })).rejects.toMatchObject({
      code: 'stale',
    });
  });

  test('finds what came for an agent whom nobody has set, sets it, and has the call', async () => {
    const own = await connect(app, client, 'retell');
    // The analysis first, then the end, twice.
    for (const event of [analyzed, ended, ended]) expect((await own.send(event)).status).toBe(200);
    const found = (await failures()).filter(({ connection }) => connection?.id === own.id);
    expect(
      found.map(({ event, reason, subject, vendorCallId, kind }) => ({
        event,
        reason,
        subject,
        vendorCallId,
        kind,
      })),
    ).toEqual(
      expect.arrayContaining(
        ['call_analyzed', 'call_ended'].map((event) => ({
          kind: 'event',
          event,
          reason: 'no_agent',
          subject: 'agent_7c1e90aa43b2fd1190ce55d3a8',
          vendorCallId: 'call_5f1c9e0b7a3d4c2e8b6a90f1d2e3c4b5',
        })),
      ),
    );
    expect(found).toHaveLength(2);
    expect(await callsOn('2025-11-10')).toEqual([]);

    const api = await console();
    const params = { clientId: client, connectionId: own.id };
    const before = (await api.listConnections({ params })).items.find(({ id }) => id === own.id);
    expect(before?.agents).toEqual([
      { vendorAgentId: 'agent_7c1e90aa43b2fd1190ce55d3a8', agentId: null, waiting: 2 },
    ]);
    const elsewhere = await api.listConnections({ params: { clientId: clientId('oakfield') } });
    const foreign = {
      vendorAgentId: 'agent_7c1e90aa43b2fd1190ce55d3a8',
      agentId: elsewhere.agents[0]?.id ?? '',
    };
    await expect(api.setConnectionAgent({ params, body: foreign })).rejects.toMatchObject({
      code: 'invalid',
    });
    await api.setConnectionAgent({ params, body: { ...foreign, agentId: await agent() } });
    expect((await failures()).filter(({ connection }) => connection?.id === own.id)).toEqual([]);
    const [call, ...others] = await callsOn('2025-11-10');
    expect(others).toEqual([]);
    expect(call).toMatchObject({
      durationMs: 71_000,
      details: {
        outcome: 'booked',
        sentiment: 'positive',
        caller: { name: 'Ilias Brandt', number: '+12125550177' },
      },
    });
  });

  test('waits for the rest of a call, and keeps the audio that came before it', async () => {
    const own = await connect(app, client, 'elevenlabs', { agent_3201k9a4m8f6e1d0: await agent() });
    await own.send(audio);
    expect((await failures()).filter(({ connection }) => connection?.id === own.id)).toEqual([]);
    app.clock.advance(16 * MINUTE);
    expect((await failures()).filter(({ connection }) => connection?.id === own.id)).toMatchObject([
      { event: 'post_call_audio', reason: 'incomplete' },
    ]);
    await own.send(transcription);
    expect((await failures()).filter(({ connection }) => connection?.id === own.id)).toEqual([]);
    const admin = await app.signIn('brightwater-admin');
    const { items } = await admin.api.listCalls({
      query: { from: '2025-11-10', to: '2025-11-10', text: 'room two nights' },
    });
    expect(items).toHaveLength(1);
    const call = await admin.api.getCall({ params: { callId: items[0]?.id ?? '' } });
    expect(call.recording.media).toBe('available');
    const { rows } = await app.db.withSystem((db) =>
      sql<{ media_type: string; duration_ms: number; audio: number; loud: number }>`
        select r.media_type, r.duration_ms, jsonb_array_length(r.peaks -> 'agent') as loud,
          (select count(*) from ingest_events where connection_id = ${own.id} and audio is not null) as audio
        from recordings r where r.call_id = ${call.id}`.execute(db),
    );
    expect(rows).toEqual([{ media_type: 'audio/wav', duration_ms: 500, audio: 0, loud: 160 }]);
  });

  test('finds what nobody can read, and has it read again after a fix', async () => {
    const own = await connect(app, client, 'generic', { 'night-desk': await agent() });
    await own.send('{"event": "call.finished", "call": {');
    await own.send({ event: 'call.weather' });
    await own.send({ event: 'call.finished', call: { id: 'no-start', agent: 'night-desk' } });
    await own.send({
      event: 'call.finished',
      call: { agent: 'night-desk', startedAt: '2025-11-11T10:00:00Z' },
    });
    const found = (await failures()).filter(({ connection }) => connection?.id === own.id);
    expect(found.map(({ reason, subject }) => `${reason}: ${subject}`).toSorted()).toEqual([
      'not_json: null',
      'unknown_event: call.weather',
      'unreadable: call.startedAt',
      'unreadable: the id of the call',
    ]);
    const api = await console();
    const one = found.find(({ reason }) => reason === 'unknown_event');
    expect(
      await api.replayIngestFailures({ params: { clientId: client }, body: { failureId: one?.id ?? '' } }),
    ).toEqual({ replayed: 1 });
    expect((await failures()).map(({ id }) => id)).toContain(one?.id);
    const all = await failures();
    expect(all.length).toBeGreaterThanOrEqual(4);
    expect(await api.replayIngestFailures({ params: { clientId: client }, body: {} })).toEqual({
      replayed: all.length,
    });
    expect(
      await api.replayIngestFailures({
        params: { clientId: client },
        body: { failureId: crypto.randomUUID() },
      }),
    ).toEqual({ replayed: 0 });
  });

  test('is told of an event over which something of ours breaks, and nothing else waits for it', async () => {
    let broken = true;
    const own = await createTestApp({
      engine,
      detector: {
        detect: async (call) => {
          if (broken && call.some(({ text }) => text.includes('explode'))) throw new TypeError('as it does');
          return call.map(() => []);
        },
      },
    });
    try {
      const connection = await connect(own, client, 'generic', { 'night-desk': await agent() });
      const bad = { ...plain, call: { ...plain.call, id: 'bad', summary: 'explode' } };
      await connection.send(bad);
      for (let n = 0; n < 3; n += 1)
        await connection.send({ ...plain, call: { ...plain.call, id: `good-${n}` } });
      await own.app.settleIngest();
      const states = async () => {
        const { rows } = await own.db.withSystem((db) =>
          sql<{
            state: string;
          }>`select state from ingest_events where connection_id = ${connection.id} order by 1`.execute(db),
        );
        return rows.map(({ state }) => state);
      };
      expect(await states()).toEqual(['done', 'done', 'done', 'waiting']);
      for (let n = 0; n < 6; n += 1) {
        own.clock.advance(61 * MINUTE);
        await own.app.settleIngest();
      }
      expect(await states()).toEqual(['done', 'done', 'done', 'failed']);
      expect(own.log.join('\n')).not.toContain('explode');
      broken = false;
      const api = consoleOf(await own.signIn('larkspur-agency'));
      const { items } = await api.listIngestFailures({ params: { clientId: client } });
      expect(items.filter((item) => item.connection?.id === connection.id)).toMatchObject([
        { reason: 'internal', tries: 6 },
      ]);
      await api.replayIngestFailures({ params: { clientId: client }, body: {} });
      await own.app.settleIngest();
      expect(await states()).toEqual(['done', 'done', 'done', 'done']);
    } finally {
      await own.close();
    }
  });

  test('is the only one to see or change any of it', async () => {
    const own = await connect(app, client, 'generic');
    const path = `/api/clients/${client}/connections`;
    const statuses = await Promise.all(
      ['brightwater-admin', 'oakfield-admin', 'tidewell-agency'].map(async (key) => {
        const person = await app.signIn(key);
        const put = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' };
        return [(await person.fetch(path)).status, (await person.fetch(`${path}/${own.id}`, put)).status];
      }),
    );
    expect(statuses).toEqual([
      [403, 403],
      [403, 403],
      [404, 404],
    ]);
  });
});
