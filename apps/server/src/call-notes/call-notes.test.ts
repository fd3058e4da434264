import { ApiError } from '@foyer/contract';
import { clientBeside } from '@foyer/contract';
import type { CallNoteContract } from '@foyer/contract/call-notes';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientId, projectId } from '../seed/demo.ts';
import { createTestApp, ENGINES, json, type TestApp, type TestPerson } from '../testing/test-app.ts';
import { forgetDeletedNotes } from './notes.ts';

const ROUTES = {
  tagCalls: 'POST /api/calls/tags',
  getKnownTags: 'GET /api/calls/tags',
  getCallTags: 'GET /api/calls/:callId/tags',
  saveCallTags: 'PUT /api/calls/:callId/tags',
  getCallTimeline: 'GET /api/calls/:callId/timeline',
  listCallNotes: 'GET /api/calls/:callId/notes',
  addCallNote: 'POST /api/calls/:callId/notes',
  saveCallNote: 'PUT /api/calls/:callId/notes/:noteId',
  deleteCallNote: 'DELETE /api/calls/:callId/notes/:noteId',
  restoreCallNote: 'POST /api/calls/:callId/notes/:noteId/restore',
  listCorrections: 'GET /api/calls/:callId/corrections',
  proposeCorrection: 'POST /api/calls/:callId/corrections',
  decideCorrection: 'PUT /api/calls/:callId/corrections/:correctionId',
  getRecordingFileFacts: 'GET /api/calls/:callId/recording/file-facts',
} as const;

const NOWHERE = '00000000-0000-4000-8000-000000000000';

describe.each(ENGINES)('what people add to a call, on %s', (engine) => {
  let app: TestApp;
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const media = {
    open: async (name: string) => {
      const bytes = files.get(name);
      return bytes
        ? { size: bytes.byteLength, read: async (from: number, to: number) => bytes.slice(from, to + 1) }
        : null;
    },
    put: async () => {},
  };
  let people: Record<'admin' | 'manager' | 'staff' | 'agency', TestPerson>;
  /** A call of the project that the member of staff has, with a caller and words. */
  let mine: { id: string; name: string; number: string };
  let elsewhere: string;

  const api = (who: keyof typeof people) =>
    clientBeside<Omit<CallNoteContract, 'getRecordingFile'>>(people[who].api, ROUTES);
  const rowsOf = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
    app.db.withSystem(async (db) => (await query.execute(db)).rows);
  const failure = async (asked: Promise<unknown>): Promise<ApiError> => {
    try {
      await asked;
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
    throw new Error('it was answered');
  };
  const key = () => crypto.randomUUID();

  beforeAll(async () => {
    app = await createTestApp({ engine, media });
    const [admin, manager, staff, agency] = await Promise.all(
      ['brightwater-admin', 'brightwater-manager', 'brightwater-staff', 'larkspur-agency'].map((one) =>
        app.signIn(one),
      ),
    );
    people = { admin: admin!, manager: manager!, staff: staff!, agency: agency! };
    const [call] = await rowsOf(
      sql<{ id: string; name: string; number: string }>`
        select c.id, c.caller_name as name, c.caller_number as number from calls c
        join call_texts t on t.tenant_id = c.tenant_id and t.call_id = c.id and jsonb_array_length(t.segments) > 4
        where c.tenant_id = ${clientId('brightwater')} and c.project_id = ${projectId('brightwater', 'harbor')}
          and c.caller_name is not null and c.caller_number is not null
        order by c.started_at desc, c.id limit 1`,
    );
    mine = call!;
    const [other] = await rowsOf(
      sql<{ id: string }>`select id from calls where tenant_id = ${clientId('brightwater')}
        and project_id <> ${projectId('brightwater', 'harbor')} limit 1`,
    );
    elsewhere = other!.id;
  });
  afterAll(() => app.close());

  describe('notes', () => {
    test('an admin’s note with the caller in it reaches staff masked, and the admin as it was written', async () => {
      const text = `${mine.name} asked again. Ring ${mine.number} or mail a.guest@mail.example before noon.`;
      const params = { callId: mine.id };
      const note = await api('admin').addCallNote({ params, body: { key: key(), text } });
      expect(note).toMatchObject({ text: [{ text }], own: true, version: 1, changedAt: null });
      const seen = await people.staff.fetch(`/api/calls/${mine.id}/notes`);
      const words = await seen.text();
      for (const detail of [mine.name, ...mine.name.split(' '), mine.number, 'a.guest'])
        expect(words).not.toContain(detail);
      expect(words).toContain('asked again');
      expect(words).toContain('"masked":"caller_name"');
      const forManager = await api('manager').listCallNotes({ params });
      expect(forManager.items.at(-1)).toMatchObject({ text: [{ text }], own: false });
    });

    test('staff write notes, have them back as they wrote them, and learn nothing of the caller by it', async () => {
      const params = { callId: mine.id };
      const right = await api('staff').addCallNote({
        params,
        body: { key: key(), text: `Is it ${mine.name}?` },
      });
      const wrong = await api('staff').addCallNote({
        params,
        body: { key: key(), text: 'Is it Ottoline Vane?' },
      });
      expect(right.text).toEqual([{ text: `Is it ${mine.name}?` }]);
      expect(wrong.text).toEqual([{ text: 'Is it Ottoline Vane?' }]);
    });

    test('staff who try numbers in a note don’t learn from a colleague which one was masked', async () => {
      const params = { callId: mine.id };
      const right = mine.number.slice(-4);
      const wrong = right === '9876' ? '6789' : '9876';
      const text = `${wrong} or ${right} or nine eight double seven?`;
      const note = await api('staff').addCallNote({ params, body: { key: key(), text } });
      const role = (to: string) =>
        app.db.withOwner((owner) =>
          owner.exec(
            `update memberships set role = '${to}' where person_id = '${people.manager.persona.id}'`,
          ),
        );
      await role('client_staff');
      const { items } = await api('manager').listCallNotes({ params });
      await role('client_manager');
      const masked = { masked: 'phone_number' };
      expect(items.find(({ id }) => id === note.id)?.text).toEqual([
        masked,
        { text: ' or ' },
        masked,
        { text: ' or ' },
        masked,
        { text: '?' },
      ]);
    });

    test('who wrote as an admin and is staff since doesn’t read the caller in their own note', async () => {
      const params = { callId: mine.id };
      await api('manager').addCallNote({ params, body: { key: key(), text: `For ${mine.name}` } });
      const role = (to: string) =>
        app.db.withOwner((owner) =>
          owner.exec(
            `update memberships set role = '${to}' where person_id = '${people.manager.persona.id}'`,
          ),
        );
      await role('client_staff');
      const { items } = await api('manager').listCallNotes({ params });
      await role('client_manager');
      const own = items.filter((one) => one.own);
      expect(own).toHaveLength(1);
      expect(JSON.stringify(own)).not.toContain(mine.name.split(' ')[0]);
    });

    test('a form that is sent twice writes one note', async () => {
      const params = { callId: mine.id };
      const body = { key: key(), text: 'only once' };
      const [one, two] = await Promise.all([
        api('staff').addCallNote({ params, body }),
        api('staff').addCallNote({ params, body }),
      ]);
      expect(two.id).toBe(one.id);
      const elsewhereSameKey = await failure(
        api('admin')
          .addCallNote({ params: { callId: elsewhere }, body: { key: key(), text: 'here' } })
          .then(() => api('staff').addCallNote({ params: { callId: elsewhere }, body })),
      );
      // Of another project: as if it weren't there.
      expect(elsewhereSameKey.status).toBe(404);
    });

    test('one form that is sent for two calls at once is no note on the second', async () => {
      const { items } = await people.staff.api.listCalls({ query: { limit: 2 } });
      const body = { key: key(), text: 'for one of them' };
      const sent = items.map(({ id }) => people.staff.fetch(`/api/calls/${id}/notes`, json(body)));
      const statuses = (await Promise.all(sent)).map(({ status }) => status);
      expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409]);
    });

    test('one’s own note is changed and deleted and had back for ten minutes; nobody else’s', async () => {
      const params = { callId: mine.id };
      const note = await api('staff').addCallNote({
        params,
        body: { key: key(), text: 'parks at the back' },
      });
      const at = { callId: mine.id, noteId: note.id };
      for (const other of ['admin', 'manager'] as const) {
        const refused = [
          api(other).saveCallNote({ params: at, body: { version: 1, text: 'x' } }),
          api(other).deleteCallNote({ params: at }),
          api(other).restoreCallNote({ params: at }),
        ];
        const statuses = (await Promise.all(refused.map(failure))).map(({ status }) => status);
        expect(statuses).toEqual([404, 404, 404]);
      }
      const changed = await api('staff').saveCallNote({
        params: at,
        body: { version: 1, text: 'parks in front' },
      });
      expect(changed).toMatchObject({ text: [{ text: 'parks in front' }], version: 2 });
      expect(changed.changedAt).not.toBeNull();
      const stale = await failure(
        api('staff').saveCallNote({ params: at, body: { version: 1, text: 'parks elsewhere' } }),
      );
      expect([stale.status, stale.problem?.current]).toEqual([
        412,
        expect.objectContaining({ version: 2, text: [{ text: 'parks in front' }] }),
      ]);
      await api('staff').deleteCallNote({ params: at });
      const ids = async () => (await api('staff').listCallNotes({ params })).items.map(({ id }) => id);
      expect(await ids()).not.toContain(note.id);
      await api('staff').restoreCallNote({ params: at });
      expect(await ids()).toContain(note.id);

      await api('staff').deleteCallNote({ params: at });
      app.clock.advance(10 * 60_000);
      expect((await failure(api('staff').restoreCallNote({ params: at }))).status).toBe(404);
      await forgetDeletedNotes(app.db, app.clock.now());
      expect(await rowsOf(sql`select id from call_notes where id = ${note.id}`)).toEqual([]);
    });

    test('the log says that it was done, and nothing of what was written', async () => {
      const params = { callId: mine.id };
      await api('admin').addCallNote({ params, body: { key: key(), text: 'zanzibar' } });
      const rows = await rowsOf(
        sql<{ action: string; row: string }>`select action, audit_entries::text as row from audit_entries
          where tenant_id = ${clientId('brightwater')} and action like 'call.%'`,
      );
      expect(new Set(rows.map(({ action }) => action))).toEqual(
        new Set(['call.note_added', 'call.note_changed', 'call.note_deleted', 'call.note_restored']),
      );
      expect(rows.map(({ row }) => row).join()).not.toContain('zanzibar');
    });

    test('nobody writes with somebody else’s eyes', async () => {
      await people.agency.fetch(
        '/api/session/view-as',
        json({
          clientId: clientId('brightwater'),
          as: { kind: 'role', role: 'client_admin' },
          reason: 'a question',
        }),
      );
      const params = { callId: mine.id };
      const notes = await api('agency').listCallNotes({ params });
      expect(notes.items.some(({ own }) => own)).toBe(false);
      const writes = [
        api('agency').addCallNote({ params, body: { key: key(), text: 'x' } }),
        api('agency').tagCalls({ body: { ids: [mine.id], add: ['VIP'] } }),
        api('agency').saveCallTags({ params, body: { version: 'x', tags: [] } }),
        api('agency').proposeCorrection({ params, body: { key: key(), segmentId: NOWHERE, words: ['x'] } }),
      ];
      const codes = (await Promise.all(writes.map(failure))).map(({ code }) => code);
      expect(codes).toEqual(['view_as', 'view_as', 'view_as', 'view_as']);
      await people.agency.fetch('/api/session/view-as', { method: 'DELETE' });
    });
  });

  describe('tags', () => {
    test('an admin replaces the tags of a call; who comes late is told what stands there', async () => {
      const params = { callId: mine.id };
      const { version, tags } = await api('admin').getCallTags({ params });
      const saved = await api('admin').saveCallTags({
        params,
        body: { version, tags: [...tags, '  call   back ', 'CALL BACK'] },
      });
      expect(saved.tags).toEqual([...tags, 'call back']);
      const late = await failure(api('manager').saveCallTags({ params, body: { version, tags: [] } }));
      expect([late.status, late.problem?.current]).toEqual([412, saved]);
      expect((await api('admin').getKnownTags()).tags).toContain('call back');
    });

    test.each([
      ['a phone number', () => '+44 20 7946 0018'],
      ['the end of a number', () => `no ${mine.number.slice(-5)}`],
      ['an e-mail address', () => 'guest@mail.example'],
      ['the caller’s name', () => `for ${mine.name.toLowerCase()}`],
    ])('a tag with %s is refused with words, in one call and in many', async (_, tag) => {
      const params = { callId: mine.id };
      const { version, tags } = await api('admin').getCallTags({ params });
      const one = await failure(
        api('admin').saveCallTags({ params, body: { version, tags: [...tags, tag()] } }),
      );
      const many = await failure(api('admin').tagCalls({ body: { ids: [mine.id], add: ['fine', tag()] } }));
      expect([one.status, many.status]).toEqual([422, 422]);
      expect(many.problem?.fields?.[0]).toMatchObject({
        field: 'body.add',
        message: expect.stringContaining('Everybody who may open the call reads its tags'),
      });
      expect((await api('admin').getCallTags({ params })).tags).toEqual(tags);
    });

    test('the log has the tags that were taken off, and no words that are on no call or tell of its caller', async () => {
      await app.db.withOwner((owner) =>
        owner.exec(`update calls set tags = '{Parking,"+12125550142"}' where id = '${mine.id}'`),
      );
      const asked = { ids: [mine.id], remove: ['parking', '+12125550142', 'Ottoline Vane'] };
      expect((await api('admin').tagCalls({ body: asked })).changed).toEqual([{ id: mine.id, tags: [] }]);
      const [entry] = await rowsOf(
        sql<{
          after: unknown;
        }>`select after from audit_entries where action = 'call.tags_changed' order by seq desc limit 1`,
      );
      expect(entry?.after).toEqual({ added: [], removed: ['Parking'], calls: 1 });
    });

    test('staff use the tags that there are; whether a word is the caller’s name they are not told', async () => {
      const params = { callId: mine.id };
      const known = await api('staff').getKnownTags();
      expect(known.mayAddNew).toBe(false);
      expect(known.tags.length).toBeGreaterThan(2);
      const { version, tags } = await api('staff').getCallTags({ params });
      const add = known.tags.find((tag) => !tags.includes(tag))!;
      const saved = await api('staff').saveCallTags({ params, body: { version, tags: [...tags, add] } });
      expect(saved.tags).toEqual([...tags, add]);
      const asked = [mine.name, 'Ottoline Vane'].map((tag) =>
        failure(api('staff').tagCalls({ body: { ids: [mine.id], add: [tag] } })),
      );
      const [right, wrong] = await Promise.all(asked);
      const said = ({ status, problem }: ApiError, tag: string) => [
        status,
        problem?.fields?.[0]?.message.replace(tag, '…'),
      ];
      expect(said(right!, mine.name)).toEqual(said(wrong!, 'Ottoline Vane'));
      expect(right!.status).toBe(422);
    });

    test('many calls are tagged at once; those out of reach are passed over, alike', async () => {
      const { items } = await people.staff.api.listCalls({ query: { limit: 20 } });
      const ids = items.map(({ id }) => id);
      const { tags: known } = await api('staff').getKnownTags();
      const foreign = await rowsOf(
        sql<{ id: string }>`select id from calls where tenant_id = ${clientId('copperline')} limit 1`,
      );
      const done = await api('staff').tagCalls({
        body: { ids: [...ids, elsewhere, foreign[0]!.id, NOWHERE], add: [known[0]!] },
      });
      expect(done.missing).toBe(3);
      expect(done.changed.every(({ id, tags }) => ids.includes(id) && tags.includes(known[0]!))).toBe(true);
      const undone = await api('staff').tagCalls({ body: { ids, remove: [known[0]!.toUpperCase()] } });
      expect(undone.changed.every(({ tags }) => !tags.includes(known[0]!))).toBe(true);
      expect((await api('staff').tagCalls({ body: { ids, remove: [known[0]!] } })).changed).toEqual([]);
    });

    test('a platform’s tag that could be a number is suggested to nobody', async () => {
      await app.db.withOwner((owner) =>
        owner.exec(`update calls set tags = array_append(tags, '+12125550142') where id = '${mine.id}'`),
      );
      expect((await api('staff').getKnownTags()).tags).not.toContain('+12125550142');
      await app.db.withOwner((owner) =>
        owner.exec(`update calls set tags = array_remove(tags, '+12125550142') where id = '${mine.id}'`),
      );
    });
  });

  describe('corrections', () => {
    const transcript = () => people.admin.api.getTranscript({ params: { callId: mine.id } });
    const plainSegment = async () => {
      const { segments } = await transcript();
      const found = segments.find(({ parts }) => parts.length === 1 && 'text' in parts[0]!);
      if (!found) throw new Error('every segment has a mask');
      return found;
    };
    const found = async (text: string, who: keyof typeof people = 'admin') =>
      (await people[who].api.listCalls({ query: { text, limit: 100 } })).items.some(
        ({ id }) => id === mine.id,
      );

    test('a manager proposes, an admin accepts, and then the call is found by the new words; the original stays', async () => {
      const params = { callId: mine.id };
      const segment = await plainSegment();
      const words = ['We will bring the quokka on Friday.'];
      const proposed = await api('manager').proposeCorrection({
        params,
        body: { key: key(), segmentId: segment.id, words },
      });
      expect(proposed).toMatchObject({ state: 'open', parts: [{ text: words[0] }], decided: null });
      expect(await found('quokka')).toBe(false);
      const at = { callId: mine.id, correctionId: proposed.id };
      for (const who of ['manager', 'staff'] as const)
        expect(
          await failure(api(who).decideCorrection({ params: at, body: { state: 'accepted' } })),
        ).toMatchObject({
          status: 403,
          code: 'denied',
        });
      const accepted = await api('admin').decideCorrection({ params: at, body: { state: 'accepted' } });
      expect(accepted).toMatchObject({ state: 'accepted', decided: { name: people.admin.persona.name } });
      expect(await found('quokka')).toBe(true);
      expect(await found('quokka', 'staff')).toBe(true);
      expect((await transcript()).segments).toContainEqual(segment);
      const again = await failure(api('admin').decideCorrection({ params: at, body: { state: 'declined' } }));
      expect(again.code).toBe('conflict');

      app.clock.advance(1_000);
      // The next correction is of the words that stand there now, and takes their place in the search.
      const next = await api('admin').proposeCorrection({
        params,
        body: { key: key(), segmentId: segment.id, words: ['We will bring the wombat on Friday.'] },
      });
      await api('admin').decideCorrection({
        params: { callId: mine.id, correctionId: next.id },
        body: { state: 'accepted' },
      });
      expect([await found('quokka'), await found('wombat')]).toEqual([false, true]);
      // Whoever writes the call's document anew.
      await app.db.withOwner((owner) =>
        owner.exec(`update call_search s set document = call_document(c, array['plain'])
          from calls c where c.tenant_id = s.tenant_id and c.id = s.call_id and c.id = '${mine.id}'`),
      );
      expect(await found('wombat')).toBe(true);
    });

    test('what is sensitive in proposed words is masked and can’t be found by staff', async () => {
      const params = { callId: mine.id };
      const segment = await plainSegment();
      const words = ['Send it to peregrine.falk@mail.example, card 4242 4242 4242 4242.'];
      const proposed = await api('admin').proposeCorrection({
        params,
        body: { key: key(), segmentId: segment.id, words },
      });
      expect(proposed.parts).toContainEqual({ masked: 'card_number' });
      app.clock.advance(1_000);
      await api('admin').decideCorrection({
        params: { callId: mine.id, correctionId: proposed.id },
        body: { state: 'accepted' },
      });
      const seen = await (await people.staff.fetch(`/api/calls/${mine.id}/corrections`)).text();
      expect(seen).not.toContain('peregrine');
      expect(seen).not.toContain('4242');
      expect([await found('peregrine'), await found('peregrine', 'staff')]).toEqual([true, false]);
    });

    test('staff may read them, and propose none', async () => {
      const params = { callId: mine.id };
      expect(await api('staff').listCorrections({ params })).toMatchObject({
        mayPropose: false,
        mayDecide: false,
      });
      expect(await api('manager').listCorrections({ params })).toMatchObject({
        mayPropose: true,
        mayDecide: false,
      });
      expect(await api('admin').listCorrections({ params })).toMatchObject({
        mayPropose: true,
        mayDecide: true,
      });
      const segment = await plainSegment();
      const refused = await failure(
        api('staff').proposeCorrection({
          params,
          body: { key: key(), segmentId: segment.id, words: ['x'] },
        }),
      );
      expect(refused).toMatchObject({ status: 403, code: 'denied' });
    });

    test('words over a mask, for a part that isn’t there, or the same again are refused', async () => {
      const params = { callId: mine.id };
      const { segments } = await transcript();
      const segment = segments.findLast(({ parts }) => parts.length === 1 && 'text' in parts[0]!)!;
      const propose = (segmentId: string, words: string[]) =>
        failure(api('admin').proposeCorrection({ params, body: { key: key(), segmentId, words } }));
      expect((await propose(segment.id, ['one', 'two', 'three', 'four'])).code).toBe('conflict');
      expect((await propose(NOWHERE, ['one'])).code).toBe('invalid');
      expect((await propose(segment.id, ['  '])).code).toBe('invalid');
    });
  });

  test('what happened during a call is told without a number, and its destination not to staff where it is the caller’s', async () => {
    const { id } = mine;
    await app.db.withOwner((owner) =>
      owner.exec(`delete from call_events where call_id = '${id}';
        insert into call_events (tenant_id, call_id, seq, at_ms, kind, name, outcome, destination)
        values ('${clientId('brightwater')}', '${id}', 0, 900, 'tool', 'check_free_times', 'done', null),
          ('${clientId('brightwater')}', '${id}', 1, 4000, 'transfer', null, 'done', '${mine.name.replaceAll("'", "''")}')`),
    );
    const params = { callId: id };
    const events = async (who: keyof typeof people) => (await api(who).getCallTimeline({ params })).events;
    expect(await events('admin')).toEqual([
      {
        atMs: 900,
        durationMs: null,
        kind: 'tool',
        name: 'check_free_times',
        outcome: 'done',
        destination: null,
      },
      { atMs: 4000, durationMs: null, kind: 'transfer', name: null, outcome: 'done', destination: mine.name },
    ]);
    expect((await events('staff')).map(({ destination }) => destination)).toEqual([null, null]);
  });

  test('a recording is downloaded with an entry in the log, by those who may', async () => {
    const [row] = await rowsOf(
      sql<{
        id: string;
        content_key: string;
      }>`select c.id, r.content_key from calls c join recordings r on r.tenant_id = c.tenant_id
        and r.call_id = c.id and r.media = 'available' and r.consent = 'granted' and not r.compliance_hold and r.retain_until > now() + interval '1 day'
        where c.tenant_id = ${clientId('brightwater')} order by c.started_at desc limit 1`,
    );
    await app.db.withOwner((owner) =>
      owner.exec(`update client_policies set enabled = true where policy = 'recording_download';
        update client_entitlements set included = true where entitlement = 'recording_download'`),
    );
    const path = `/api/calls/${row!.id}/recording/file`;
    // The file isn't there yet.
    expect((await people.admin.fetch(path)).status).toBe(404);
    files.set(row!.content_key, new Uint8Array([1, 2, 3, 4, 5]));
    const facts = await api('admin').getRecordingFileFacts({ params: { callId: row!.id } });
    expect(facts).toMatchObject({ bytes: 5, mediaType: 'audio/mpeg' });
    const answer = await people.admin.fetch(path);
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      `attachment; filename="${facts.fileName}"`,
    ]);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3, 4, 5]));
    expect((await people.staff.fetch(path)).status).toBe(403);
    const entries = await rowsOf(
      sql`select target_id from audit_entries where action = 'recording.downloaded' and tenant_id = ${clientId('brightwater')}`,
    );
    expect(entries).toEqual([{ target_id: row!.id }]);
  });
});
