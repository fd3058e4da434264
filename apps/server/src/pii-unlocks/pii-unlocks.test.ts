import type { CallDetail, Transcript } from '@foyer/contract';
import type { DecidedUnlock, OwnUnlock, QueuedUnlock, UnlockScope } from '@foyer/contract/pii-unlocks';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, ENGINES, json, persona, type TestApp, type TestPerson } from '../testing/test-app.ts';

const NOWHERE = '00000000-0000-4000-8000-000000000000';
const DAY = 24 * 60 * 60 * 1000;
const CARD = '4929 1234 5678 9012';
const BORN = '4 May 1988';
const WHY = 'The caller disputes a charge and asks us to read it back.';
const clientId = persona('brightwater-manager').clientId!;

describe.each(ENGINES)('masked words of a call, on %s,', (engine) => {
  let test: TestApp;
  const people = new Map<string, TestPerson>();
  let callId = '';
  let otherCall = '';
  beforeAll(async () => {
    test = await createTestApp({ engine });
    for (const key of [
      'brightwater-admin',
      'brightwater-manager',
      'brightwater-staff',
      'larkspur-agency',
      'tidewell-agency',
      'copperline-manager',
    ])
      people.set(key, await test.signIn(key));
    [callId = '', otherCall = ''] = await plant();
  }, 120_000);
  afterAll(() => test.close());
  beforeEach(async () => {
    test.clock.advance(60_000);
    await change(
      sql`update pii_unlocks set ended_at = now(), ended_because = 'person', told_at = now() where ended_at is null`,
    );
  });

  const as = (key: string): TestPerson => people.get(key)!;
  const manager = () => as('brightwater-manager');
  const agency = () => as('larkspur-agency');
  const change = (statement: ReturnType<typeof sql>) =>
    test.db.withSystem((db) => statement.execute(db)).then(() => undefined);

  /** Two calls of the client whose summary and transcript hold a card's number and a date of birth. */
  async function plant(): Promise<string[]> {
    const text = `Card ${CARD}, born ${BORN}.`;
    const spans = JSON.stringify([
      { kind: 'card_number', start: 5, end: 5 + CARD.length },
      { kind: 'date_of_birth', start: text.indexOf(BORN), end: text.indexOf(BORN) + BORN.length },
    ]);
    const segments = JSON.stringify([
      { id: NOWHERE, speaker: 'caller', startMs: 0, endMs: 900, text, spans: JSON.parse(spans) as unknown },
    ]);
    const { rows } = await test.db.withSystem((db) =>
      sql<{
        call_id: string;
      }>`update call_texts set summary = ${text}, summary_spans = ${spans}::jsonb, segments = ${segments}::jsonb
        where tenant_id = ${clientId} and call_id in (
          select c.id from calls c join recordings r on r.tenant_id = c.tenant_id and r.call_id = c.id
          where c.tenant_id = ${clientId} and r.consent = 'granted' and c.project_id in (
            select project_id from membership_projects where tenant_id = ${clientId}
              and person_id = ${persona('brightwater-staff').id})
          order by c.started_at desc, c.id limit 2) returning call_id`.execute(db),
    );
    return rows.map((row) => row.call_id);
  }

  const ask = (who: TestPerson, scope: UnlockScope = 'transcript', call = callId, justification = WHY) =>
    who.fetch(`/api/calls/${call}/unlocks`, json({ scope, justification }));
  const made = async (answer: Promise<Response>): Promise<OwnUnlock> => {
    const response = await answer;
    expect(response.status).toBe(200);
    return (await response.json()) as OwnUnlock;
  };
  const own = async (who: TestPerson, call = callId) =>
    ((await (await who.fetch(`/api/calls/${call}/unlocks`)).json()) as { items: OwnUnlock[] }).items;
  const queue = async (who = agency()) =>
    ((await (await who.fetch('/api/unlock-requests')).json()) as { items: QueuedUnlock[] }).items;
  const decideIt = (what: 'approve' | 'decline', id: string, who = agency(), client = clientId) =>
    who.fetch(
      `/api/clients/${client}/unlock-requests/${id}/${what}`,
      what === 'decline' ? json({ reason: 'Ask the caller' }) : { method: 'POST' },
    );
  const end = (who: TestPerson, id: string, call = callId) =>
    who.fetch(`/api/calls/${call}/unlocks/${id}/end`, { method: 'POST' });
  const said = async (who: TestPerson, call = callId): Promise<string> =>
    (await who.fetch(`/api/calls/${call}/transcript`)).text();
  const summary = async (who: TestPerson, call = callId): Promise<string> =>
    (await who.fetch(`/api/calls/${call}`)).text();
  const sees = (text: string): boolean => text.includes(CARD) && text.includes(BORN);
  /** One that holds from now on. */
  const unlocked = async (scope: UnlockScope = 'transcript', who = manager()): Promise<string> => {
    const { id } = await made(ask(who, scope));
    expect((await decideIt('approve', id)).status).toBe(204);
    return id;
  };
  const audit = async (action: string) =>
    test.db.withSystem((db) =>
      db
        .selectFrom('audit_entries')
        .selectAll()
        .where('action', '=', action as 'unlock.viewed')
        .where('tenant_id', '=', clientId)
        .execute(),
    );

  it.each([
    ['brightwater-admin', 200, 200],
    ['brightwater-manager', 200, 200],
    ['brightwater-staff', 403, 403],
    ['copperline-manager', 404, 404],
    ['tidewell-agency', 403, 403],
  ])('%s who looks after their own requests is answered %i, who asks %i', async (key, looks, asks) => {
    expect((await as(key).fetch(`/api/calls/${otherCall}/unlocks`)).status).toBe(looks);
    const answer = await ask(as(key), 'summary', otherCall);
    expect(answer.status).toBe(asks);
    if (asks !== 200) return;
    const { id, state } = (await answer.json()) as OwnUnlock;
    expect(state).toBe('waiting');
    expect((await end(as(key), id, otherCall)).status).toBe(204);
  });

  it.each([
    [19, 422],
    [20, 200],
    [2000, 200],
    [2001, 422],
  ])('a justification of %i characters is answered %i', async (length, status) => {
    const answer = await ask(manager(), 'summary', otherCall, 'x'.repeat(length));
    expect(answer.status).toBe(status);
    if (status === 200) await end(manager(), ((await answer.json()) as OwnUnlock).id, otherCall);
  });

  it('nothing is asked for before it is looked up, nor where nothing is masked', async () => {
    expect((await ask(manager(), 'summary', NOWHERE, 'short')).status).toBe(404);
    const { rows } = await test.db.withSystem((db) =>
      sql<{ id: string }>`select call_id as id from call_texts where tenant_id = ${clientId}
        and summary_spans = '[]' and call_id not in (select call_id from recordings where consent not in ('granted', 'not_required')) limit 1`.execute(
        db,
      ),
    );
    expect((await ask(manager(), 'summary', rows[0]!.id)).status).toBe(409);
  });

  it('asks once for a part, however often and from however many tabs, and for each part by itself', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => made(ask(manager()))));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    test.clock.advance(1);
    const other = await made(ask(manager(), 'summary'));
    expect(other.id).not.toBe(answers[0]!.id);
    const [first, second, ...rest] = await queue();
    expect(rest).toEqual([]);
    expect([first!.scope, second!.scope]).toEqual(['transcript', 'summary']);
    expect(first).toMatchObject({
      client: { id: clientId },
      person: { id: manager().persona.id, role: 'client_manager' },
      justification: WHY,
      decision: { level: 'edit', denials: [] },
    });
    expect(Object.keys(first!.call).sort()).toEqual(['agent', 'startedAt', 'timeZone']);
    expect(sees(await said(manager()))).toBe(false);
    for (const { id } of [answers[0]!, other]) expect((await end(manager(), id)).status).toBe(204);
    expect(await queue()).toEqual([]);
    expect((await own(manager())).map(({ state, endedBecause }) => [state, endedBecause])).toEqual([
      ['ended', 'person'],
      ['ended', 'person'],
    ]);
  });

  it('opens the part that was asked for to who asked, and nothing else to anybody else', async () => {
    const before = await manager().api.getSession();
    const id = await unlocked('transcript');
    const after = await manager().api.getSession();
    expect([after.access === before.access, after.news]).toEqual([false, 1]);
    const { segments } = JSON.parse(await said(manager())) as Transcript;
    expect(segments[0]!.parts).toEqual([
      { text: 'Card ' },
      { unlocked: 'card_number', text: CARD },
      { text: ', born ' },
      { unlocked: 'date_of_birth', text: BORN },
      { text: '.' },
    ]);
    const detail = JSON.parse(await summary(manager())) as CallDetail;
    expect(detail.details?.summary[1]).toEqual({ masked: 'card_number' });
    expect(sees(await said(manager(), otherCall))).toBe(false);
    for (const key of ['brightwater-admin', 'brightwater-staff', 'copperline-manager', 'tidewell-agency'])
      expect([key, sees(await said(as(key)))]).toEqual([key, false]);
    const words = encodeURIComponent(BORN);
    for (const path of ['/api/calls?limit=100', `/api/calls?text=${words}`, '/api/events'])
      if (path !== '/api/events') expect(sees(await (await manager().fetch(path)).text())).toBe(false);
    const news = (await (await manager().fetch('/api/unlock-decisions')).json()) as {
      items: { id: string }[];
    };
    expect(news.items).toMatchObject([{ id, callId, scope: 'transcript', state: 'approved' }]);
    expect((await manager().fetch(`/api/unlock-decisions/${id}/seen`, { method: 'POST' })).status).toBe(204);
    expect((await manager().api.getSession()).news).toBe(0);
    expect(
      (await as('brightwater-admin').fetch(`/api/unlock-decisions/${id}/seen`, { method: 'POST' })).status,
    ).toBe(404);
    expect((await made(ask(manager()))).id).toBe(id);
    expect((await end(as('brightwater-admin'), id)).status).toBe(404);
    expect((await end(manager(), id)).status).toBe(204);
    expect((await end(manager(), id)).status).toBe(204);
    expect(sees(await said(manager()))).toBe(false);
  });

  it('opens the summary in the same way, in its own shape', async () => {
    const id = await unlocked('summary');
    expect(sees(await summary(manager()))).toBe(true);
    expect(sees(await said(manager()))).toBe(false);
    expect(sees(await summary(as('brightwater-admin')))).toBe(false);
    await end(manager(), id);
  });

  it('lasts 24 hours to the millisecond', async () => {
    const id = await unlocked();
    expect((await own(manager())).find((one) => one.id === id)).toMatchObject({
      state: 'unlocked',
      leftMs: DAY,
    });
    test.clock.advance(DAY - 1);
    expect(sees(await said(manager()))).toBe(true);
    expect((await own(manager())).find((one) => one.id === id)).toMatchObject({
      state: 'unlocked',
      leftMs: 1,
    });
    test.clock.advance(1);
    expect(sees(await said(manager()))).toBe(false);
    expect((await own(manager())).find((one) => one.id === id)).toMatchObject({
      state: 'ended',
      leftMs: 0,
      endedBecause: 'time',
    });
    expect((await end(manager(), id)).status).toBe(204);
    expect((await made(ask(manager()))).id).not.toBe(id);
  }, 30_000);

  it('writes down each view that is served, and none after the end', async () => {
    const count = async () => (await audit('unlock.viewed')).length;
    const id = await unlocked();
    const before = await count();
    await Promise.all([said(manager()), said(manager())]);
    expect(await count()).toBe(before + 2);
    await said(manager());
    expect(await count()).toBe(before + 3);
    await end(manager(), id);
    await said(manager());
    expect(await count()).toBe(before + 3);
    const entry = (await audit('unlock.viewed')).at(-1)!;
    expect(entry).toMatchObject({ person_id: manager().persona.id, target_kind: 'call', target_id: callId });
    for (const action of ['unlock.requested', 'unlock.approved', 'unlock.ended'])
      expect([action, (await audit(action)).length > 0]).toEqual([action, true]);
    const whole = JSON.stringify(
      await test.db.withSystem((db) => db.selectFrom('audit_entries').selectAll().execute()),
    );
    for (const secret of [CARD, BORN, WHY])
      expect([whole.includes(secret), test.log.join().includes(secret)]).toEqual([false, false]);
  });

  const member = sql`tenant_id = ${clientId} and person_id = ${persona('brightwater-manager').id}`;
  const grant = (name: string, on: boolean) =>
    sql`update client_grants set override_value = ${on}, overridden_at = now() where tenant_id = ${clientId} and grant_name = ${name}`;
  const consent = (word: string) =>
    sql`update recordings set consent = ${word} where tenant_id = ${clientId} and call_id = ${callId}`;
  it.each([
    [
      'the role',
      () => sql`update memberships set role = 'client_staff' where ${member}`,
      () => sql`update memberships set role = 'client_manager' where ${member}`,
    ],
    [
      'the membership',
      () => sql`update memberships set disabled_at = now() where ${member}`,
      () => sql`update memberships set disabled_at = null where ${member}`,
    ],
    ['the grant', () => grant('view_call_details', false), () => grant('view_call_details', true)],
    ['the grant above it', () => grant('view_calls', false), () => grant('view_calls', true)],
    ['the consent', () => consent('withdrawn'), () => consent('granted')],
  ])('ends at once when %s is lost, and does not come back with it', async (_, lose, regain) => {
    const id = await unlocked();
    expect(sees(await said(manager()))).toBe(true);
    await change(lose());
    expect(sees(await said(manager()))).toBe(false);
    await change(regain());
    people.set('brightwater-manager', await test.signIn('brightwater-manager'));
    expect(sees(await said(manager()))).toBe(false);
    expect((await own(manager())).find((one) => one.id === id)).toMatchObject({
      state: 'ended',
      endedBecause: 'right',
    });
  });

  it('a request that waits ends with the right, too', async () => {
    const { id } = await made(ask(manager()));
    await change(grant('view_call_details', false));
    expect(await queue()).toEqual([]);
    await change(grant('view_call_details', true));
    const late = await decideIt('approve', id);
    expect(late.status).toBe(412);
    expect(((await late.json()) as { current: DecidedUnlock }).current).toMatchObject({
      state: 'withdrawn',
      by: null,
    });
  });

  it.each(['pending', 'denied', 'withdrawn'])(
    'with consent %s, the gate is named and nothing is asked',
    async (word) => {
      await change(consent(word));
      const answer = await manager().fetch(`/api/calls/${callId}/unlocks`);
      expect(await answer.json()).toMatchObject({
        decision: { level: 'none', denials: [{ layer: 'consent', code: `consent_${word}` }] },
      });
      const asked = await ask(manager());
      expect(asked.status).toBe(403);
      expect(await asked.json()).toMatchObject({ code: 'denied', denials: [{ layer: 'consent' }] });
      await change(consent('granted'));
    },
  );

  it('of two decisions at once one counts, and the other is shown it', async () => {
    const { id } = await made(ask(manager()));
    const answers = await Promise.all([
      decideIt('approve', id),
      decideIt('decline', id),
      decideIt('approve', id),
    ]);
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([204, 412, 412]);
    const loser = answers.find(({ status }) => status === 412)!;
    const { current } = (await loser.json()) as { current: DecidedUnlock };
    expect(['approved', 'declined']).toContain(current.state);
    expect(current.by).toBe(agency().persona.name);
    await end(manager(), id);
  });

  it('ended while requests run: each is answered whole or masked, and those after the end are masked', async () => {
    const id = await unlocked();
    const running = Array.from({ length: 8 }, () => said(manager()));
    const ending = end(manager(), id);
    const amid = Array.from({ length: 8 }, () => said(manager()));
    expect((await ending).status).toBe(204);
    const after = await Promise.all(Array.from({ length: 4 }, () => said(manager())));
    for (const text of await Promise.all([...running, ...amid]))
      expect([sees(text), text.includes('"masked":"card_number"')]).toContain(true);
    expect(after.map(sees)).toEqual([false, false, false, false]);
  });

  it('a grant taken while requests run: none that begins after the save shows anything', async () => {
    await unlocked();
    const running = Array.from({ length: 8 }, () => said(manager()));
    await change(grant('view_call_details', false));
    const after = await Promise.all(Array.from({ length: 4 }, () => said(manager())));
    expect(after.map(sees)).toEqual([false, false, false, false]);
    await Promise.all(running);
    await change(grant('view_call_details', true));
  });

  it('is told why not, with words of the agency', async () => {
    const { id } = await made(ask(manager()));
    expect(
      (await agency().fetch(`/api/clients/${clientId}/unlock-requests/${id}/decline`, json({ reason: ' ' })))
        .status,
    ).toBe(422);
    expect((await decideIt('decline', id)).status).toBe(204);
    expect((await audit('unlock.declined')).at(-1)).toMatchObject({ target_id: callId });
    expect((await own(manager())).find((one) => one.id === id)).toMatchObject({
      state: 'declined',
      reason: 'Ask the caller',
    });
    expect((await manager().api.getSession()).news).toBe(1);
    await manager().fetch(`/api/unlock-decisions/${id}/seen`, { method: 'POST' });
  });

  it('is decided by the agency alone: nobody of the client, no other agency, and nobody for themselves', async () => {
    const { id } = await made(ask(manager()));
    for (const key of ['brightwater-admin', 'brightwater-manager', 'brightwater-staff'])
      expect([key, (await decideIt('approve', id, as(key))).status]).toEqual([key, 403]);
    const foreign = await decideIt('approve', id, as('tidewell-agency'));
    expect(foreign.status).toBe(404);
    expect((await queue(as('tidewell-agency'))).map((one) => one.id)).not.toContain(id);
    expect((await decideIt('approve', id, agency(), persona('copperline-manager').clientId!)).status).toBe(
      404,
    );
    expect((await decideIt('approve', NOWHERE)).status).toBe(404);
    await end(manager(), id);

    const look = { clientId, as: { kind: 'person', personId: manager().persona.id }, reason: 'a question' };
    await unlocked();
    expect((await agency().fetch('/api/session/view-as', json(look))).status).toBe(204);
    expect(sees(await said(agency()))).toBe(false);
    expect(await own(agency())).toEqual([]);
    const asked = await ask(agency(), 'summary');
    expect([asked.status, ((await asked.json()) as { code: string }).code]).toEqual([403, 'view_as']);
    expect((await agency().fetch('/api/unlock-requests')).status).toBe(403);
    expect((await decideIt('approve', NOWHERE)).status).toBe(403);
    expect((await agency().fetch('/api/session/view-as', { method: 'DELETE' })).status).toBe(204);

    expect((await agency().fetch('/api/session/client', json({ clientId }, 'PUT'))).status).toBe(204);
    const mine = await made(ask(agency(), 'summary'));
    const shown = (await queue()).find((one) => one.id === mine.id);
    expect(shown).toMatchObject({
      person: { role: 'agency_admin' },
      decision: { level: 'none', denials: [{ code: 'own_request' }] },
    });
    for (const what of ['approve', 'decline'] as const) {
      const refused = await decideIt(what, mine.id);
      expect([
        refused.status,
        ((await refused.json()) as { denials: { code: string }[] }).denials[0]?.code,
      ]).toEqual([403, 'own_request']);
    }
    expect((await agency().fetch('/api/session/client', json({ clientId: null }, 'PUT'))).status).toBe(204);
  });
});
