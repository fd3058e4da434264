import type { Database, MediaStore } from '@foyer/server';
import {
  createTestApp,
  json,
  listen,
  ORIGIN,
  persona,
  releaseRemote,
  type TestApp,
  type TestEngine,
} from '@foyer/server/testing';
import type { Answer } from './answer.ts';
import { GRANTS, type GrantSet } from './grant-sets.ts';

// The demo's client on which everything is tried, and its neighbour of another agency.
const PEOPLE = {
  client_admin: 'brightwater-admin',
  client_manager: 'brightwater-manager',
  client_staff: 'brightwater-staff',
  agency_admin: 'larkspur-agency',
  other_agency_admin: 'tidewell-agency',
} as const;
const NEIGHBOUR = 'copperline-staff';

/** What is live of each remote. */
export const VERSION = '1.0.0-a';

export interface Visitor {
  /** One request with the session that this person was given at sign-in. */
  send(
    method: string,
    path: string,
    init?: { readonly body?: unknown; readonly headers?: Record<string, string> },
  ): Promise<Answer>;
}

export interface RecordingFacts {
  readonly consent: 'granted' | 'not_required' | 'pending' | 'denied' | 'withdrawn';
  readonly hold: boolean;
  readonly media: 'available' | 'processing' | 'missing' | 'expired' | 'none';
  readonly retained: boolean;
}

export interface Switches {
  readonly entitlements: Readonly<Record<'recording_playback' | 'recording_download', boolean>>;
  readonly policies: Readonly<Record<'staff_recording_playback' | 'recording_download', boolean>>;
}

export interface World {
  readonly ids: Readonly<
    Record<
      | 'client'
      | 'person'
      | 'call'
      | 'agent'
      | 'otherProject'
      | 'otherProjectCall'
      | 'otherProjectAgent'
      | 'foreignClient'
      | 'foreignProject'
      | 'foreignCall'
      | 'foreignAgent',
      string
    >
  >;
  /** Names and numbers of the client's callers: nothing of it may ever reach staff. */
  readonly callerDetails: readonly string[];
  signIn(who: keyof typeof PEOPLE): Promise<Visitor>;
  /** Somebody without a session. */
  readonly stranger: Visitor;
  /** Writes the client's grants, as the agency's console would. */
  setGrants(set: GrantSet): Promise<void>;
  set(switches: Switches): Promise<void>;
  /** Writes the facts of the recording of `ids.call`. */
  setRecording(facts: RecordingFacts): Promise<void>;
  /** Has the exports written that were asked for: nobody has many at once. */
  writeExports(): Promise<void>;
  close(): Promise<void>;
}

/** The server app over a seeded database, with everything about the client's recordings open to begin with. */
export async function openWorld(engine: TestEngine, over: 'memory' | 'http' = 'memory'): Promise<World> {
  const app = await createTestApp({ engine, media: silence });
  const listening = over === 'http' ? await listen(app.app, { port: 0, host: '127.0.0.1' }) : null;
  for (const remote of ['calls', 'agents']) await releaseRemote(app.operator, remote, VERSION);
  const { db } = app;
  const client = persona(PEOPLE.client_staff).clientId ?? '';
  const foreignClient = persona(NEIGHBOUR).clientId ?? '';
  const mine = await recordedCall(db, client, 'in', PEOPLE.client_staff);
  const others = await recordedCall(db, client, 'not in', PEOPLE.client_staff);
  const foreign = await recordedCall(db, foreignClient, 'in', NEIGHBOUR);
  const ids: World['ids'] = {
    client,
    person: persona(PEOPLE.client_staff).id,
    call: mine.id,
    agent: mine.agent_id,
    otherProject: others.project_id,
    otherProjectCall: others.id,
    otherProjectAgent: others.agent_id,
    foreignClient,
    foreignProject: foreign.project_id,
    foreignCall: foreign.id,
    foreignAgent: foreign.agent_id,
  };

  const write = (statement: string) => db.withOwner((owner) => owner.exec(statement));
  const world: World = {
    ids,
    callerDetails: await callersOf(db, client),
    signIn: async (who) => {
      const person = await app.signIn(PEOPLE[who]);
      return visitorBy(listening ? overHttp(listening.port, person.cookie) : person.fetch);
    },
    stranger: visitorBy(app.fetch),
    setGrants: (set) =>
      write(`update client_grants set overridden_at = now(), override_value = grant_name = any(${list(set)})
        where tenant_id = '${client}' and grant_name = any(${list(GRANTS)})`),
    set: async ({ entitlements, policies }) => {
      for (const [name, on] of Object.entries(entitlements))
        await write(
          `update client_entitlements set included = ${on} where tenant_id = '${client}' and entitlement = '${name}'`,
        );
      for (const [name, on] of Object.entries(policies))
        await write(
          `update client_policies set enabled = ${on} where tenant_id = '${client}' and policy = '${name}'`,
        );
    },
    setRecording: ({ consent, hold, media, retained }) =>
      write(`update recordings set consent = '${consent}', compliance_hold = ${hold}, media = '${media}',
        retain_until = now() + interval '${retained ? '9 days' : '-1 day'}'
        where tenant_id = '${client}' and call_id = '${ids.call}'`),
    writeExports: () => app.app.writeExports(),
    close: async () => {
      await listening?.close(1_000);
      await app.close();
    },
  };
  await world.set({
    entitlements: { recording_playback: true, recording_download: true },
    policies: { staff_recording_playback: true, recording_download: true },
  });
  await world.setRecording({ consent: 'granted', hold: false, media: 'available', retained: true });
  return world;
}

const list = (names: Iterable<string>): string => `array[${[...names].map((name) => `'${name}'`)}]::text[]`;

interface CallRow {
  readonly id: string;
  readonly project_id: string;
  readonly agent_id: string;
}

/** The newest call with sound that lies in, or not in, the projects of a member of staff. */
async function recordedCall(
  db: Database,
  client: string,
  where: 'in' | 'not in',
  staff: string,
): Promise<CallRow> {
  const [call] = await db.prepared<CallRow>(
    `recorded-call-${where}`,
    `select c.id, c.project_id, c.agent_id from calls c
    join recordings r on r.tenant_id = c.tenant_id and r.call_id = c.id and r.content_key is not null
    where c.tenant_id = $1 and c.project_id ${where} (
      select m.project_id from membership_projects m where m.tenant_id = $1 and m.person_id = $2)
    order by c.started_at desc limit 1`,
    [client, persona(staff).id],
  );
  if (!call) throw new Error(`There is no recorded call ${where} the projects of ${staff}.`);
  return call;
}

async function callersOf(db: Database, client: string): Promise<string[]> {
  const rows = await db.prepared<{ detail: string }>(
    'callers',
    `select caller_name as detail from calls where tenant_id = $1 and caller_name is not null
    union select caller_number from calls where tenant_id = $1 and caller_number is not null`,
    [client],
  );
  return rows.map(({ detail }) => detail);
}

function visitorBy(fetch: TestApp['fetch']): Visitor {
  return {
    async send(method, path, { body, headers } = {}) {
      const init = body === undefined ? { method, ...(headers && { headers }) } : json(body, method);
      const response = await fetch(path, init);
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
  };
}

/** A recording's bytes don't matter here, only who is given them. */
const silence: MediaStore = {
  open: async () => ({ size: 4_000, read: async (start, end) => new Uint8Array(end - start + 1) }),
  put: async () => {},
};

/** The same requests over a socket of this machine. */
const overHttp =
  (port: number, cookie: string): TestApp['fetch'] =>
  (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    headers.set('origin', ORIGIN);
    return fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers });
  };
