import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderMedia } from '../platform/folder-media.node.ts';
import { clientId, projectId } from '../seed/demo.ts';
import { createTestApp, ENGINES, type TestApp, type TestPerson } from '../testing/test-app.ts';

const AUDIO = join(import.meta.dirname, '../seed/audio');

describe.each(ENGINES)('recordings on the %s database', (engine) => {
  let app: TestApp;
  let admin: TestPerson;

  beforeAll(async () => {
    app = await createTestApp({ engine, media: folderMedia(AUDIO) });
    admin = await app.signIn('brightwater-admin');
  });
  afterAll(() => app.close());

  const callWhere = async (client: string, where: string): Promise<string> => {
    const { rows } = await app.db.withSystem((db) =>
      sql<{
        id: string;
      }>`select c.id from calls c left join recordings r on r.tenant_id = c.tenant_id and r.call_id = c.id
        where c.tenant_id = ${clientId(client)} and ${sql.raw(where)} order by c.started_at desc limit 1`.execute(
        db,
      ),
    );
    if (!rows[0]) throw new Error(`no call of ${client} where ${where}`);
    return rows[0].id;
  };
  const PLAYABLE = `r.media = 'available' and r.consent = 'granted' and not r.compliance_hold and r.retain_until > now()`;
  const change = (statement: string) =>
    app.db.withSystem(async (db) => {
      await sql.raw(statement).execute(db);
    });

  test('can be played, with a waveform and the length that was spoken', async () => {
    const callId = await callWhere('brightwater', PLAYABLE);
    const recording = await admin.api.getRecording({ params: { callId } });
    expect(recording.mediaType).toBe('audio/mpeg');
    expect(recording.peaks.agent).toHaveLength(recording.peaks.caller.length);
    const whole = await admin.fetch(recording.url);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      'content-disposition': 'inline',
      'content-type': 'audio/mpeg',
    });
    const bytes = await whole.arrayBuffer();
    expect(bytes.byteLength).toBe(Number(whole.headers.get('content-length')));
    // 24 kbit/s, constant: as long as the transcript says.
    expect(Math.abs((bytes.byteLength / 3000) * 1000 - recording.durationMs)).toBeLessThan(300);
    const { segments } = await admin.api.getTranscript({ params: { callId } });
    expect(segments.at(-1)?.endMs).toBeLessThanOrEqual(recording.durationMs);
  });

  test('arrive in the parts that are asked for', async () => {
    const callId = await callWhere('brightwater', PLAYABLE);
    const { url } = await admin.api.getRecording({ params: { callId } });
    const whole = new Uint8Array(await (await admin.fetch(url)).arrayBuffer());
    const part = await admin.fetch(url, { headers: { range: 'bytes=1000-1999' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 1000-1999/${whole.length}`);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.slice(1000, 2000));
    const open = await admin.fetch(url, { headers: { range: 'bytes=0-' } });
    expect(open.status).toBe(206);
    expect((await open.arrayBuffer()).byteLength).toBe(64 * 1024);
    const beyond = await admin.fetch(url, { headers: { range: `bytes=${whole.length}-` } });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe(`bytes */${whole.length}`);
    expect(await beyond.json()).toMatchObject({ code: 'range_not_satisfiable' });
  });

  test.each([
    ['consent', 'consent_pending', `r.consent = 'pending'`],
    ['consent', 'consent_denied', `r.consent = 'denied'`],
    ['consent', 'consent_withdrawn', `r.consent = 'withdrawn'`],
    ['compliance', 'compliance_hold', 'r.compliance_hold'],
    ['media', 'media_processing', `r.media = 'processing'`],
    ['media', 'media_missing', `r.media = 'missing'`],
    ['media', 'media_none', 'r.call_id is null'],
    ['retention', 'retention_over', `r.media = 'available' and r.retain_until < now()`],
  ])('are closed to everybody by %s: %s', async (layer, code, where) => {
    const callId = await callWhere('brightwater', where);
    const agency = await app.signIn('larkspur-agency');
    await agency.api.chooseClient({ body: { clientId: clientId('brightwater') } });
    for (const person of [admin, agency]) {
      const answer = await person.fetch(`/api/calls/${callId}/recording`);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ denials: [{ layer, code }] });
      const { recording } = await person.api.getCall({ params: { callId } });
      expect(recording.playback).toMatchObject({ level: 'none', denials: [{ layer, code }] });
    }
  });

  test('that outlived their retention say both that it is over and that the sound is gone', async () => {
    const callId = await callWhere('brightwater', `r.media = 'expired'`);
    const { recording } = await admin.api.getCall({ params: { callId } });
    expect(recording.media).toBe('expired');
    expect(recording.playback.denials.map(({ code }) => code)).toEqual(['media_expired', 'retention_over']);
  });

  test('need no consent where none is asked for', async () => {
    const callId = await callWhere('brightwater', `r.consent = 'not_required'`);
    expect((await admin.fetch(`/api/calls/${callId}/recording`)).status).toBe(200);
  });

  test("are closed by the plan, before any look-up, and by the client's policy for staff", async () => {
    const noPlan = await app.signIn('fernhill-admin');
    const callId = await callWhere('fernhill', PLAYABLE);
    for (const id of [callId, '00000000-0000-4000-8000-000000000000']) {
      const answer = await noPlan.fetch(`/api/calls/${id}/recording`);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ denials: [{ layer: 'entitlement' }] });
    }
    const inHarbor = await callWhere(
      'brightwater',
      `${PLAYABLE} and c.project_id = '${projectId('brightwater', 'harbor')}'`,
    );
    const closed = await app.signIn('brightwater-staff');
    const answer = await closed.fetch(`/api/calls/${inHarbor}/recording`);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ denials: [{ layer: 'policy', code: 'staff_playback_off' }] });
    const open = await app.signIn('copperline-staff');
    const own = await callWhere(
      'copperline',
      `${PLAYABLE} and c.project_id = '${projectId('copperline', 'residential')}'`,
    );
    expect((await open.fetch(`/api/calls/${own}/recording`)).status).toBe(200);
    const others = await callWhere(
      'copperline',
      `${PLAYABLE} and c.project_id = '${projectId('copperline', 'commercial')}'`,
    );
    expect((await open.fetch(`/api/calls/${others}/recording`)).status).toBe(404);
  });

  test('may be downloaded as plan, policy and role say', async () => {
    const download = async (key: string) => {
      const person = await app.signIn(key);
      const client = key.split('-')[0] ?? '';
      const callId = await callWhere(client, `${PLAYABLE} and c.project_id = '${projectOf[client]}'`);
      const { recording } = await person.api.getCall({ params: { callId } });
      return recording.download.denials.map(({ layer }) => layer);
    };
    const projectOf: Record<string, string> = {
      brightwater: projectId('brightwater', 'harbor'),
      keystone: projectId('keystone', 'maintenance'),
      copperline: projectId('copperline', 'residential'),
    };
    expect(await download('brightwater-admin')).toEqual([]);
    expect(await download('keystone-admin')).toEqual(['entitlement']);
    expect(await download('copperline-staff')).toEqual(['role']);
  });

  describe('a link', () => {
    test('is of no use to another person, in another session, altered, or after five minutes', async () => {
      const callId = await callWhere('brightwater', PLAYABLE);
      const { url, expiresAt } = await admin.api.getRecording({ params: { callId } });
      expect(Date.parse(expiresAt) - app.clock.now().getTime()).toBe(5 * 60_000);
      const manager = await app.signIn('brightwater-manager');
      const again = await app.signIn('brightwater-admin');
      expect((await manager.fetch(url)).status).toBe(404);
      expect((await again.fetch(url)).status).toBe(404);
      expect((await admin.fetch(`${url.slice(0, -1)}${url.endsWith('0') ? '1' : '0'}`)).status).toBe(404);
      expect((await app.fetch(url)).status).toBe(401);
      expect((await admin.fetch(url)).status).toBe(200);
      app.clock.advance(5 * 60_000);
      expect((await admin.fetch(url)).status).toBe(404);
    });

    test('stops at the next part when consent, a grant or a policy is taken back', async () => {
      const staff = await app.signIn('copperline-staff');
      const tenant = clientId('copperline');
      const callId = await callWhere(
        'copperline',
        `${PLAYABLE} and c.project_id = '${projectId('copperline', 'residential')}'`,
      );
      const { url } = await staff.api.getRecording({ params: { callId } });
      const part = async () => (await staff.fetch(url, { headers: { range: 'bytes=0-99' } })).status;
      expect(await part()).toBe(206);
      for (const [off, on] of [
        [
          `update recordings set consent = 'withdrawn' where call_id = '${callId}'`,
          `update recordings set consent = 'granted' where call_id = '${callId}'`,
        ],
        [
          `update client_policies set enabled = false where tenant_id = '${tenant}' and policy = 'staff_recording_playback'`,
          `update client_policies set enabled = true where tenant_id = '${tenant}' and policy = 'staff_recording_playback'`,
        ],
        [
          `update client_grants set override_value = false, overridden_at = now() where tenant_id = '${tenant}' and grant_name = 'view_calls'`,
          `update client_grants set override_value = null where tenant_id = '${tenant}' and grant_name = 'view_calls'`,
        ],
      ] as const) {
        await change(off);
        expect(await part()).toBe(403);
        await change(on);
        expect(await part()).toBe(206);
      }
      await staff.api.signOut();
      expect(await part()).toBe(401);
    });
  });
});
