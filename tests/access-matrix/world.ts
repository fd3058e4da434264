import { randomUUID } from 'node:crypto';
import pg from 'pg';
import {
  connectPostgres,
  createApp,
  createSeedMedia,
  embeddedDatabase,
  migrate,
  openEngine,
  type App,
  type Database,
} from './server.ts';
import { agentId, clientId, persona, projectId, seedDemo } from './server.ts';
import type { Answer } from './answer.ts';
import { GRANTS, type GrantSet } from './grant-sets.ts';

const postgresUrl = process.env.FOYER_TEST_DATABASE_URL;

/** The embedded database always, Postgres too where it answers (vite.config.ts looks; CI fails without one). */
export const WORLDS = ['PGlite', ...(postgresUrl ? (['Postgres'] as const) : [])] as const;

type Engine = 'PGlite' | 'Postgres';

// The demo's client on which all grants and gates can be tried, and its neighbours.
const CLIENT = 'brightwater';
const NEIGHBOUR = 'copperline';
const PEOPLE = {
  client_admin: 'brightwater-admin',
  client_manager: 'brightwater-manager',
  client_staff: 'brightwater-staff',
  agency_admin: 'larkspur-agency',
  other_agency_admin: 'tidewell-agency',
} as const;

const ORIGIN = 'http://portal.test';

export interface Visitor {
  /** One request with the session that this person was given at sign-in. */
  send(
    method: string,
    path: string,
    init?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
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
  /** Writes the client's grants, as the agency's console would. */
  setGrants(set: GrantSet): Promise<void>;
  set(switches: Switches): Promise<void>;
  /** Writes the facts of the recording of `ids.call`. */
  setRecording(facts: RecordingFacts): Promise<void>;
  close(): Promise<void>;
}

/** The server app over a seeded database, with everything about the client's recordings open to begin with. */
export async function openWorld(engine: Engine): Promise<World> {
  const { db, drop } = engine === 'PGlite' ? await embedded() : await onPostgres();
  await migrate(db);
  await seedDemo(db, { now: new Date(), callsPerClient: 400 });
  const app = createApp({
    db,
    secret: 'the access matrix signs with these 32 characters',
    log: { info: () => {}, warn: () => {}, error: (fields, message) => console.error(message, fields) },
    media: createSeedMedia(),
  });
  const client = clientId(CLIENT);
  const harbor = projectId(CLIENT, 'harbor');
  const elm = projectId(CLIENT, 'elm');
  const ids: World['ids'] = {
    client,
    call: await recordedCall(db, client, harbor),
    agent: agentId(CLIENT, 'mia'),
    otherProject: elm,
    otherProjectCall: await recordedCall(db, client, elm),
    otherProjectAgent: agentId(CLIENT, 'ada'),
    foreignClient: clientId(NEIGHBOUR),
    foreignProject: projectId(NEIGHBOUR, 'residential'),
    foreignCall: await recordedCall(db, clientId(NEIGHBOUR), projectId(NEIGHBOUR, 'residential')),
    foreignAgent: agentId(NEIGHBOUR, 'hank'),
  };

  const write = (statement: string) => db.withOwner((owner) => owner.exec(statement));
  const world: World = {
    ids,
    callerDetails: await callersOf(db, client),
    signIn: (who) => signIn(app, persona(PEOPLE[who])),
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
    close: async () => {
      await db.close();
      await drop();
    },
  };
  await world.set({
    entitlements: { recording_playback: true, recording_download: true },
    policies: { staff_recording_playback: true, recording_download: true },
  });
  await world.setRecording({ consent: 'granted', hold: false, media: 'available', retained: true });
  return world;
}

interface Opened {
  readonly db: Database;
  drop(): Promise<void>;
}

async function embedded(): Promise<Opened> {
  return { db: embeddedDatabase(await openEngine({})), drop: async () => {} };
}

async function onPostgres(): Promise<Opened> {
  const name = `foyer_matrix_${randomUUID().replaceAll('-', '')}`;
  const administer = async (statement: string): Promise<void> => {
    const connection = new pg.Client({ connectionString: postgresUrl });
    await connection.connect();
    await connection.query(statement);
    await connection.end();
  };
  await administer(`create database ${name}`);
  const url = new URL(postgresUrl ?? '');
  url.pathname = `/${name}`;
  return {
    db: connectPostgres({ url: url.href, ownerUrl: url.href, assumeRole: true }),
    drop: () => administer(`drop database ${name} with (force)`),
  };
}

const list = (names: Iterable<string>): string => `array[${[...names].map((name) => `'${name}'`)}]::text[]`;

/** The newest call of a project whose recording can be heard. */
async function recordedCall(db: Database, client: string, project: string): Promise<string> {
  const [call] = await db.prepared<{ id: string }>(
    'recorded-call',
    `select c.id from calls c join recordings r on r.tenant_id = c.tenant_id and r.call_id = c.id
    where c.tenant_id = $1 and c.project_id = $2 and r.content_key is not null order by c.started_at desc limit 1`,
    [client, project],
  );
  if (!call) throw new Error(`The project ${project} has no recorded call.`);
  return call.id;
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

async function signIn(
  app: App,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Visitor> {
  let cookie = '';
  const ask = (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) =>
    app.fetch(
      new Request(new URL(path, ORIGIN), {
        method,
        headers: {
          cookie,
          ...(method === 'GET' ? {} : { origin: ORIGIN, 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const entered = await ask('POST', '/api/sign-in', { email, password });
  if (!entered.ok) throw new Error(`${email} could not sign in: ${await entered.text()}`);
  cookie = entered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return {
    async send(method, path, { body, headers } = {}) {
      const response = await ask(method, path, body, headers);
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
  };
}
