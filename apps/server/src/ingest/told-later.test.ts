import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientId } from '../seed/demo.ts';
import { connect, type TestConnection } from '../testing/ingest.ts';
import { createTestApp, ENGINES, json, type TestApp, type TestPerson } from '../testing/test-app.ts';

describe.each(ENGINES)('who a caller was, on %s,', (engine) => {
  let app: TestApp;
  let platform: TestConnection;
  beforeAll(async () => {
    app = await createTestApp({ engine });
    const { rows } = await app.db.withSystem((db) =>
      sql<{
        id: string;
      }>`select a.id from agents a join projects p on p.tenant_id = a.tenant_id and p.id = a.project_id
        where a.tenant_id = ${clientId('brightwater')} and p.name = 'Harbor Street' limit 1`.execute(db),
    );
    platform = await connect(app, clientId('brightwater'), 'generic', { theirs: rows[0]!.id });
  });
  afterAll(() => app.close());

  const told = async (event: string, call: Record<string, unknown>) => {
    const all = { agent: 'theirs', startedAt: app.clock.now().toISOString(), ...call };
    expect((await platform.send({ event, call: all })).status).toBe(200);
    await app.app.settleIngest();
  };

  test('stands in none of the tags that a platform sends: staff find it on no call and among no suggestions', async () => {
    const caller = { name: 'Zenobia Quill', number: '+12125550142' };
    const tags = ['vip', 'Zenobia', 'for mrs QUILL', '+1 212 555 0142', 'ends 0142', 'z.quill@mail.example'];
    await told('call.finished', { id: 'tagged', durationMs: 9_000, caller, tags });
    const staff = await app.signIn('brightwater-staff');
    const { items } = await staff.api.listCalls({ query: { limit: 1 } });
    expect(items[0]?.details?.tags).toEqual(['vip']);
    const known = await (await staff.fetch('/api/calls/tags')).text();
    for (const word of ['Zenobia', 'QUILL', '0142', 'z.quill']) expect(known).not.toContain(word);
  });

  test('stands in no reason for the end of a call that staff read', async () => {
    const staff = await app.signIn('brightwater-staff');
    const admin = await app.signIn('brightwater-admin');
    const caller = { name: 'Zenobia Quill', number: '+12125550142' };
    for (const [endReason, forStaff] of [
      ['handed over to Zenobia', null],
      ['forwarded to 12125550142', null],
      ['caller hung up', 'caller_hung_up'],
    ]) {
      app.clock.advance(1_000);
      await told('call.finished', { id: endReason, durationMs: 9_000, caller, endReason });
      const { id } = (await staff.api.listCalls({ query: { limit: 1 } })).items[0]!;
      const reasonFor = async (who: TestPerson) =>
        (await who.api.getCall({ params: { callId: id } })).details?.endReason;
      expect([endReason, await reasonFor(staff)]).toEqual([endReason, forStaff]);
      expect(await reasonFor(admin)).toBe(endReason?.replaceAll(' ', '_').toLowerCase());
    }
  });

  test('takes tags off when it is told later, and nothing else', async () => {
    app.clock.advance(1_000);
    await told('call.started', { id: 'later' });
    const admin = await app.signIn('brightwater-admin');
    const { items } = await admin.api.listCalls({ query: { limit: 1 } });
    const id = items[0]!.id;
    expect(items[0]?.status).toBe('in_progress');
    await admin.fetch('/api/calls/tags', json({ ids: [id], add: ['Ottokar', 'call back'] }));
    await told('call.finished', {
      id: 'later',
      durationMs: 9_000,
      caller: { name: 'Ottokar Finn' },
      tags: ['new'],
    });
    const call = await admin.api.getCall({ params: { callId: id } });
    expect(call.details?.tags).toEqual(['call back', 'new']);
    const staff = await app.signIn('brightwater-staff');
    expect(await (await staff.fetch('/api/calls/tags')).text()).not.toContain('Ottokar');
  });

  test('is found by nobody who may not know it, in what was corrected before it was told', async () => {
    app.clock.advance(1_000);
    const line = { speaker: 'caller', startMs: 0, endMs: 900, text: 'Say that sebulon rang.' };
    await told('call.finished', { id: 'corrected', durationMs: 9_000, transcript: [line] });
    const admin = await app.signIn('brightwater-admin');
    const staff = await app.signIn('brightwater-staff');
    const id = (await admin.api.listCalls({ query: { limit: 1 } })).items[0]!.id;
    const { segments } = await admin.api.getTranscript({ params: { callId: id } });
    const words = ['Say that zebulon rang.'];
    const form = { key: crypto.randomUUID(), segmentId: segments[0]!.id, words };
    const proposed = await admin.fetch(`/api/calls/${id}/corrections`, json(form));
    const correction = ((await proposed.json()) as { id: string }).id;
    await admin.fetch(`/api/calls/${id}/corrections/${correction}`, json({ state: 'accepted' }, 'PUT'));
    const found = async (who: TestPerson) =>
      (await who.api.listCalls({ query: { text: 'zebulon' } })).items.map((call) => call.id);
    expect(await found(staff)).toEqual([id]);
    await told('call.updated', { id: 'corrected', caller: { name: 'Zebulon Crane' } });
    expect(await found(admin)).toEqual([id]);
    expect(await found(staff)).toEqual([]);
    const read = await (await staff.fetch(`/api/calls/${id}/corrections`)).text();
    expect(read.toLowerCase()).not.toContain('zebulon');
  });
});
