import { decideAll } from '@foyer/access';
import { createClient, type Client, type ClientOf } from '@foyer/contract';
import { createReleaseClient, type ReleaseContract } from '@foyer/contract/releases';
import { appWithPolicy, type App, type AppOptions } from '../app.ts';
import type { Database } from '../db/database.ts';
import type { Log, MediaStore } from '../platform/dependencies.ts';
import { hashOfToken } from '../releases/operators.ts';
import { persona, type Persona } from '../seed/personas.ts';
import { testDatabase, type TestEngine } from './test-database.ts';

export { listen } from '../platform/listen.node.ts';
export { persona, personas, type Persona } from '../seed/personas.ts';
export { parseCsv } from './parse-csv.ts';
export { baseOf, manifestOf, releaseRemote } from './release-remote.ts';
export { agencyId } from '../seed/demo.ts';
export { withoutAgencyCheck } from './without-agency-check.ts';
export { ENGINES, seededArchive, type TestEngine } from './test-database.ts';

/** The address under which the app believes to be asked. */
export const ORIGIN = 'http://portal.test';
/** The token of the test's operator. */
export const OPERATOR_TOKEN = 'for-tests-only-ada';
export const TEST_SECRET = 'for tests only, and long enough for every check';

export interface TestPerson {
  readonly persona: Persona;
  readonly api: Client;
  /** The value of the `cookie` header. */
  readonly cookie: string;
  /** Sends any request with the person's session, from a page of the portal; for what the typed client can't say. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export interface TestApp {
  readonly app: App;
  readonly db: Database;
  /** Stands still until it is told to go on. */
  readonly clock: { now(): Date; advance(ms: number): void };
  /** Every line that was logged, as JSON. */
  readonly log: readonly string[];
  /** Sends a request from a page of the portal, without a session. */
  fetch(path: string, init?: RequestInit, address?: string): Promise<Response>;
  /** The endpoints of operators, asked with the token of one who is called `ada`. */
  readonly operator: ClientOf<ReleaseContract>;
  /** Signs one of the seeded people in. */
  signIn(key: string): Promise<TestPerson>;
  close(): Promise<void>;
}

export interface TestAppOptions extends Partial<Omit<AppOptions, 'db' | 'log' | 'clock'>> {
  readonly engine?: TestEngine;
  /** Port on this machine through which Postgres is reached instead of its own. */
  readonly through?: number;
  /** Stands before the app's database, e.g. to make it fail. */
  readonly database?: (db: Database) => Database;
  /** Decides in place of the policy what endpoints need, e.g. to take its check away. */
  readonly policy?: typeof decideAll;
}

/** The server app over a database of its own, filled with the demo. One a test file is the rule: it starts in under a second. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { engine = 'embedded', through, database = (db) => db, policy = decideAll, ...rest } = options;
  const own = await testDatabase(engine, through);
  const db = database(own.db);
  const clock = stoppedClock();
  const { log, lines } = collectedLog();
  const operators = [{ name: 'ada', tokenHash: await hashOfToken(OPERATOR_TOKEN) }];
  const app = appWithPolicy(
    {
      secret: TEST_SECRET,
      publicUrl: ORIGIN,
      media: memoryMedia(),
      operators,
      mail: { kind: 'mailbox' },
      ...rest,
      db,
      log,
      clock,
    },
    policy,
  );
  const send = (request: Request, address = '192.0.2.1') => app.fetch(request, { address });

  const request = (path: string, init: RequestInit = {}): Request => {
    const headers = new Headers(init.headers);
    if (!headers.has('origin')) headers.set('origin', new URL(rest.publicUrl ?? ORIGIN).origin);
    return new Request(new URL(path, rest.publicUrl ?? ORIGIN), { ...init, headers });
  };

  const signIn = async (key: string): Promise<TestPerson> => {
    const who = persona(key);
    const answer = await send(request('/api/sign-in', json({ email: who.email, password: who.password })));
    if (!answer.ok) throw new Error(`${key} could not sign in: ${await answer.text()}`);
    const cookie = cookiesOf(answer);
    const sendAsPerson = (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set('cookie', cookie);
      return send(request(path, { ...init, headers }));
    };
    const api = createClient({
      baseUrl: ORIGIN,
      fetch: async (one) =>
        sendAsPerson(one.url, {
          method: one.method,
          headers: one.headers,
          ...(one.body && { body: await one.text() }),
        }),
    });
    return { persona: who, api, cookie, fetch: sendAsPerson };
  };

  return {
    app,
    db,
    clock,
    log: lines,
    fetch: (path, init, address) => send(request(path, init), address),
    operator: createReleaseClient({ baseUrl: ORIGIN, token: OPERATOR_TOKEN, fetch: (one) => send(one) }),
    signIn,
    close: async () => {
      app.close();
      await own.close();
    },
  };
}

/** What sends a value as JSON. */
export const json = (value: unknown, method = 'POST'): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** The cookies that an answer sets, as a browser would send them back. */
export const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

/** Recordings in memory: none at first. */
function memoryMedia(): MediaStore {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    open: async (key) => {
      const bytes = kept.get(key);
      return bytes
        ? { size: bytes.byteLength, read: async (start, end) => bytes.slice(start, end + 1) }
        : null;
    },
    put: async (key, bytes) => {
      kept.set(key, bytes);
    },
  };
}

function stoppedClock(): TestApp['clock'] {
  let now = Date.now();
  return {
    now: () => new Date(now),
    advance: (ms) => {
      now += ms;
    },
  };
}

function collectedLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const add = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    lines.push(JSON.stringify({ level, ...fields, message }));
  };
  return { log: { info: add('info'), warn: add('warn'), error: add('error') }, lines };
}
