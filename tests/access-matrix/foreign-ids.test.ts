import { createTestApp, ENGINES, json, persona, type TestApp, type TestPerson } from '@foyer/server/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutRequestId } from './answer.ts';
import { ENDPOINT_NAMES, sampleRequest, type Ids, type MadeIds } from './sample-requests.ts';
import { differenceInTime } from './time-apart.ts';

// Whoever asks for what another client has, and for what nobody has, is answered with the same bytes, and as fast.

const NOWHERE = '00000000-0000-4000-8000-000000000000';
type AllIds = Ids & MadeIds;
const WHO = ['larkspur-agency', 'brightwater-admin', 'brightwater-manager', 'brightwater-staff'] as const;

describe.each(ENGINES)('foreign ids, on %s', (engine) => {
  let test: TestApp;
  let own: AllIds;
  let foreign: AllIds;
  const people = new Map<string, TestPerson>();

  beforeAll(async () => {
    test = await createTestApp({ engine });
    for (const who of WHO) people.set(who, await test.signIn(who));
    own = await recordsOf(test, 'brightwater-manager', people.get('larkspur-agency')!);
    foreign = await recordsOf(test, 'copperline-manager', await test.signIn('tidewell-agency'));
    await test.db.withOwner((owner) =>
      owner.exec(`
        update client_policies set enabled = true where tenant_id = '${own.clientId}' and policy like '%recording%';
        update client_entitlements set included = true where tenant_id = '${own.clientId}';
        update memberships set all_projects = false where person_id = '${own.personId}';
        insert into membership_projects (tenant_id, person_id, project_id) values ('${own.clientId}', '${own.personId}', '${own.projectId}');`),
    );
    await people
      .get('larkspur-agency')!
      .fetch('/api/session/client', json({ clientId: own.clientId }, 'PUT'));
  }, 120_000);
  afterAll(() => test.close());

  /** The answer to a request with one id changed, as bytes but for the request's own id and the id that was sent. */
  async function answerTo(who: string, name: EndpointName, ids: AllIds, sent: string) {
    const { method, path, body } = sampleRequest(name, ids);
    const answer = await people.get(who)!.fetch(path, body === undefined ? { method } : json(body, method));
    const whole = { status: answer.status, headers: answer.headers, text: await answer.text() };
    return { status: answer.status, bytes: withoutRequestId(whole).replaceAll(sent, '<the id sent>') };
  }

  const takesId = (name: EndpointName, id: keyof AllIds): boolean => {
    const { path, body } = sampleRequest(name, own);
    return [path, JSON.stringify(body ?? null)].some((text) => text.includes(own[id]));
  };
  const cases = (Object.keys(EMPTY) as (keyof AllIds)[]).map((id) => ({ id }));

  // Tagging many calls answers how many of them it passed over, whosever they are: apps/server/src/call-notes/call-notes.test.ts.
  it.each(cases)('another client’s $id and one that there is not are answered alike', async ({ id }) => {
    const names = ENDPOINT_NAMES.filter((name) => takesId(name, id) && name !== 'tagCalls');
    expect(names.length).toBeGreaterThan(0);
    for (const who of WHO)
      for (const name of names) {
        const [theirs, nobodys] = [
          await answerTo(who, name, { ...own, [id]: foreign[id] }, foreign[id]),
          await answerTo(who, name, { ...own, [id]: NOWHERE }, NOWHERE),
        ];
        expect([who, name, theirs.bytes]).toEqual([who, name, nobodys.bytes]);
        // Without a signature it isn’t even said whether there is such a connection.
        const unsigned = name === 'receiveCall' ? [401] : [];
        const refusals =
          name === 'startViewAs' || who !== 'larkspur-agency'
            ? [403, 404, 422, ...unsigned]
            : [404, 422, ...unsigned];
        expect([who, name, refusals.includes(theirs.status)]).toEqual([who, name, true]);
      }
  });

  it.each(OF_ONE_PERSON.map((id) => ({ id })))(
    'what a colleague made is answered like what there is not: $id',
    async ({ id }) => {
      for (const who of WHO.filter((one) => one !== 'brightwater-manager'))
        for (const name of ENDPOINT_NAMES.filter((one) => takesId(one, id) && !DECIDES.has(one))) {
          const [theirs, nobodys] = [
            await answerTo(who, name, own, own[id]),
            await answerTo(who, name, { ...own, [id]: NOWHERE }, NOWHERE),
          ];
          expect([who, name, theirs.bytes]).toEqual([who, name, nobodys.bytes]);
          expect([who, name, [403, 404].includes(theirs.status)]).toEqual([who, name, true]);
        }
    },
  );

  it.each(['brightwater-manager', 'brightwater-staff'])(
    'a call of a project that %s hasn’t any more is answered like none, with all that they made there',
    async (who) => {
      const closed = await recordsElsewhere(test, own, who);
      for (const id of ['callId', 'agentId'] as const)
        for (const name of ENDPOINT_NAMES.filter((one) => takesId(one, id) && one !== 'tagCalls')) {
          const ids = id === 'callId' ? closed : { ...own, agentId: closed.agentId };
          const [there, nowhere] = [
            await answerTo(who, name, ids, ids[id]),
            await answerTo(who, name, { ...ids, [id]: NOWHERE }, NOWHERE),
          ];
          expect([who, name, there.bytes]).toEqual([who, name, nowhere.bytes]);
          const status = NOT_FOR[who]?.includes(name) ? 403 : 404;
          expect([who, name, there.status]).toEqual([who, name, status]);
        }
    },
  );

  it('the requests are such that the own ids would be answered', async () => {
    for (const name of [
      'getClient',
      'getPermissions',
      'listPeople',
      'listPersonSessions',
      'getCall',
    ] as const) {
      const { path } = sampleRequest(name, own);
      expect([name, (await people.get('larkspur-agency')!.fetch(path)).status]).toEqual([name, 200]);
    }
    for (const [name, status] of [
      ['getCallExport', 200],
      ['saveCallNote', 412],
      ['saveCallView', 412],
    ] as const) {
      const { path, method, body } = sampleRequest(name, own);
      const asked = body === undefined ? { method } : json(body, method);
      expect([name, (await people.get('brightwater-manager')!.fetch(path, asked)).status]).toEqual([
        name,
        status,
      ]);
    }
    for (const name of ['renameClient', 'savePermissions', 'changePerson'] as const) {
      const { path, method, body } = sampleRequest(name, own);
      const answer = await people.get('larkspur-agency')!.fetch(path, json(body, method));
      expect([name, answer.status]).toEqual([name, 412]);
    }
  });

  it.runIf(process.env.FOYER_CAMPAIGN === 'all').each([
    ['larkspur-agency', 'getClient', 'clientId'],
    ['larkspur-agency', 'getPermissions', 'clientId'],
    ['larkspur-agency', 'listPeople', 'clientId'],
    ['larkspur-agency', 'changePerson', 'personId'],
    ['larkspur-agency', 'listPersonSessions', 'personId'],
    ['brightwater-admin', 'getCall', 'callId'],
    ['brightwater-staff', 'getCall', 'callId'],
    ['brightwater-staff', 'getTranscript', 'callId'],
    ['brightwater-admin', 'getAgent', 'agentId'],
  ] as const)(
    'how long %s waits for %s does not tell whose the %s is',
    async (who, name, id) => {
      const ask = (sent: string) => () => answerTo(who, name, { ...own, [id]: sent }, sent);
      const { z, medians } = await differenceInTime(ask(foreign[id]), ask(NOWHERE), 600);
      console.info(
        `${engine}: ${who}, ${name}: z = ${z.toFixed(2)}, medians ${medians.map((ms) => ms.toFixed(2)).join(' and ')} ms`,
      );
      // One in fifteen thousand by chance alone.
      expect(Math.abs(z)).toBeLessThan(4);
    },
    300_000,
  );
});

type EndpointName = (typeof ENDPOINT_NAMES)[number];

const EMPTY: AllIds = {
  clientId: '',
  personId: '',
  projectId: '',
  callId: '',
  agentId: '',
  sessionId: '',
  invitationId: '',
  requestId: '',
  connectionId: '',
  exportId: '',
  unlockId: '',
  noteId: '',
  correctionId: '',
  viewId: '',
};

/** What these roles may do with no call at all, nor with an agent. */
const NOT_FOR: Readonly<Record<string, readonly string[]>> = {
  'brightwater-manager': ['decideCorrection', 'setConnectionAgent'],
  'brightwater-staff': [
    'proposeCorrection',
    'decideCorrection',
    'getRecordingFileFacts',
    'getRecordingFile',
    'getCallUnlocks',
    'requestUnlock',
    'endUnlock',
    'getAgent',
    'setConnectionAgent',
  ],
};

/** What belongs to one person of a client, whoever else may see the call. */
const OF_ONE_PERSON = ['exportId', 'unlockId', 'noteId', 'viewId'] as const;
/** What the agency decides on belongs to whoever asked. */
const DECIDES: ReadonlySet<string> = new Set(['approveUnlock', 'declineUnlock']);

/** What somebody makes of a call, written as their requests would. */
async function make(test: TestApp, clientId: string, personId: string, callId: string): Promise<MadeIds> {
  const ids = {
    exportId: crypto.randomUUID(),
    unlockId: crypto.randomUUID(),
    noteId: crypto.randomUUID(),
    correctionId: crypto.randomUUID(),
    viewId: crypto.randomUUID(),
  };
  const by = `'${clientId}', '${personId}', gen_random_uuid()`;
  await test.db.withOwner((owner) =>
    owner.exec(`
      insert into call_exports (tenant_id, person_id, key, id, session_id, address, filters, sort, columns, reader, time_zone, file_name, state,
        total, claimed_until, created_at, settled_at, expires_at)
        values (${by}, '${ids.exportId}', gen_random_uuid(), '', '{}', 'started_at', '{id}', '{}', 'UTC', 'calls.csv', 'done', 1, now(), now(),
          now(), now() + interval '1 day');
      insert into call_views (tenant_id, owner_id, key, id, name, search, created_at) values (${by}, '${ids.viewId}', 'Mine', '', now());
      insert into call_notes (tenant_id, author_id, key, id, call_id, author_name, text, spans, saw_caller, created_at)
        values (${by}, '${ids.noteId}', '${callId}', 'Somebody', 'words', '[]', false, now());
      insert into call_corrections (tenant_id, author_id, key, id, call_id, segment_id, author_name, text, spans, words, proposed_at)
        values (${by}, '${ids.correctionId}', '${callId}', gen_random_uuid(), 'Somebody', 'words', '[]', '{}', now());
      insert into pii_unlocks (tenant_id, person_id, id, call_id, scope, justification, created_at)
        values ('${clientId}', '${personId}', '${ids.unlockId}', '${callId}', 'summary', 'because', now());`),
  );
  return ids;
}

/** A call and an agent of a project that somebody hasn’t any more, and what they made there while they had it. */
async function recordsElsewhere(test: TestApp, own: AllIds, who: string): Promise<AllIds> {
  const { id: personId } = persona(who);
  const call = await test.db.withOwner(({ db }) =>
    db
      .selectFrom('calls')
      .select(['id', 'agent_id', 'project_id'])
      .where('tenant_id', '=', own.clientId)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('membership_projects as m')
              .select('m.project_id')
              .where('m.person_id', '=', personId)
              .whereRef('m.project_id', '=', 'calls.project_id'),
          ),
        ),
      )
      .executeTakeFirstOrThrow(),
  );
  const made = await make(test, own.clientId, personId, call.id);
  return { ...own, ...made, callId: call.id, agentId: call.agent_id, projectId: call.project_id };
}

/** Something of everything that a client has. */
async function recordsOf(test: TestApp, who: string, agency: TestPerson): Promise<AllIds> {
  const { id: personId, clientId } = persona(who);
  if (clientId === null) throw new Error(`${who} is of no client.`);
  const person = await test.signIn(who);
  await person.fetch('/api/access-requests', json({ capability: 'integration_secrets' }));
  const asked = await person.fetch('/api/access-requests');
  const requestId = ((await asked.json()) as { items: { id: string }[] }).items[0]!.id;
  const invited = await agency.fetch(
    `/api/clients/${clientId}/invitations`,
    json({ email: `new@${who}.example`, name: 'New', role: 'client_staff', projects: 'all' }),
  );
  const { id: invitationId } = (await invited.json()) as { id: string };
  const connected = await agency.fetch(
    `/api/clients/${clientId}/connections`,
    json({ vendor: 'generic', name: who, consent: 'pending', retentionDays: 30 }),
  );
  const { id: connectionId } = ((await connected.json()) as { connection: { id: string } }).connection;
  const ids: Ids = await test.db.withOwner(async ({ db }) => {
    const call = await db
      .selectFrom('calls')
      .select(['id', 'agent_id', 'project_id'])
      .where('tenant_id', '=', clientId)
      .executeTakeFirstOrThrow();
    const session = await db
      .selectFrom('sessions')
      .select('id')
      .where('user_id', '=', personId)
      .executeTakeFirstOrThrow();
    return {
      clientId,
      personId,
      projectId: call.project_id,
      callId: call.id,
      agentId: call.agent_id,
      sessionId: session.id,
      invitationId,
      requestId,
      connectionId,
    };
  });
  return { ...ids, ...(await make(test, clientId, personId, ids.callId)) };
}
