import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientId } from '../seed/demo.ts';
import { connect, type TestConnection } from '../testing/ingest.ts';
import { createTestApp, ENGINES, json, type TestApp } from '../testing/test-app.ts';

describe.each(ENGINES)('tags that tell of the caller, on %s,', (engine) => {
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

  test('are left out of what a platform sends: staff find them on no call, in no file and among no suggestions', async () => {
    const caller = { name: 'Zenobia Quill', number: '+12125550142' };
    const tags = ['vip', 'Zenobia', 'for mrs QUILL', '+1 212 555 0142', 'ends 0142', 'z.quill@mail.example'];
    await told('call.finished', { id: 'tagged', durationMs: 9_000, caller, tags });
    const staff = await app.signIn('brightwater-staff');
    const { items } = await staff.api.listCalls({ query: { limit: 1 } });
    expect(items[0]?.details?.tags).toEqual(['vip']);
    const known = await (await staff.fetch('/api/calls/tags')).text();
    for (const word of ['Zenobia', 'QUILL', '0142', 'z.quill']) expect(known).not.toContain(word);
  });

  test('are taken off when the platform tells later who called, and nothing else is', async () => {
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
});
