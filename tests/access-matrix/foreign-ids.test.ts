import { createTestApp, ENGINES, json, persona, type TestApp, type TestPerson } from '@foyer/server/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutRequestId } from './answer.ts';
import { ENDPOINT_NAMES, sampleRequest, type Ids } from './sample-requests.ts';
import { differenceInTime } from './time-apart.ts';

// Whoever asks for what another client has, and for what nobody has, is answered with the same bytes, and as fast.

const NOWHERE = '00000000-0000-4000-8000-000000000000';
const WHO = ['larkspur-agency', 'brightwater-admin', 'brightwater-manager', 'brightwater-staff'] as const;

describe.each(ENGINES)('foreign ids, on %s', (engine) => {
  let test: TestApp;
  let own: Ids;
  let foreign: Ids;
  const people = new Map<string, TestPerson>();

  beforeAll(async () => {
    test = await createTestApp({ engine });
    for (const who of WHO) people.set(who, await test.signIn(who));
    own = await recordsOf(test, 'brightwater-manager', people.get('larkspur-agency')!);
    foreign = await recordsOf(test, 'copperline-manager', await test.signIn('tidewell-agency'));
    await people
      .get('larkspur-agency')!
      .fetch('/api/session/client', json({ clientId: own.clientId }, 'PUT'));
  }, 120_000);
  afterAll(() => test.close());

  /** The answer to a request with one id changed, as bytes but for the request's own id and the id that was sent. */
  async function answerTo(who: string, name: (typeof ENDPOINT_NAMES)[number], ids: Ids, sent: string) {
    const { method, path, body } = sampleRequest(name, ids);
    const answer = await people.get(who)!.fetch(path, body === undefined ? { method } : json(body, method));
    const whole = { status: answer.status, headers: answer.headers, text: await answer.text() };
    return { status: answer.status, bytes: withoutRequestId(whole).replaceAll(sent, '<the id sent>') };
  }

  const takesId = (name: (typeof ENDPOINT_NAMES)[number], id: keyof Ids): boolean => {
    const { path, body } = sampleRequest(name, own);
    return [path, JSON.stringify(body ?? null)].some((text) => text.includes(own[id]));
  };
  const cases = (Object.keys(EMPTY) as (keyof Ids)[]).map((id) => ({ id }));

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

const EMPTY: Ids = {
  clientId: '',
  personId: '',
  projectId: '',
  callId: '',
  agentId: '',
  sessionId: '',
  invitationId: '',
  requestId: '',
  connectionId: '',
};

/** Something of everything that a client has. */
async function recordsOf(test: TestApp, who: string, agency: TestPerson): Promise<Ids> {
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
  return test.db.withOwner(async ({ db }) => {
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
}
