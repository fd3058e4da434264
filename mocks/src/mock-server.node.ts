import { createClient, type Client } from '@foyer/contract';
import type { HttpHandler } from 'msw/http';
import { seededArchive } from '@foyer/server/testing';
import { createHandlers } from './handlers.ts';
import { createMockApp, type MockApp } from './mock-app.ts';
import { recording } from './prepared-database.node.ts';
import { persona as personaOf, type Persona } from '@foyer/server/personas';

export interface MockServer {
  readonly persona: Persona;
  /** Where the server pretends to be. */
  readonly origin: string;
  /** The typed client, signed in as the persona. */
  readonly api: Client;
  /** Answers any request of the interface with the persona's session. */
  fetch(request: Request): Promise<Response>;
  /** For MSW's `setupServer`, where the code under test makes its own requests. */
  readonly handlers: HttpHandler[];
}

// What jsdom's pages have as their address, so that relative requests fit.
const ORIGIN = 'http://localhost:3000';

// One database for all tests of a process: starting it costs more than a whole file of tests.
let app: Promise<MockApp> | undefined;

/**
 * The real server app over a seeded database of its own, signed in as a demo person: for tests of components in Node.
 * All servers of a process share the database, each has its own session.
 *
 * @param key a persona of the demo, e.g. `brightwater-staff`
 * @throws RangeError for an unknown persona.
 * @example const { api } = await createMockServer('brightwater-admin'); const session = await api.getSession();
 */
export async function createMockServer(key: string): Promise<MockServer> {
  const persona = personaOf(key);
  app ??= seededArchive().then((archive) => createMockApp({ archive, recording, origin: ORIGIN }));
  const carrier = (await app).carrier();
  await carrier.signIn(persona.email, persona.password);
  return {
    persona,
    origin: ORIGIN,
    api: createClient({ baseUrl: ORIGIN, fetch: carrier.answer }),
    fetch: carrier.answer,
    handlers: createHandlers(carrier.answer),
  };
}

/** Forgets the database: the next server begins with the demo as it was seeded. For the end of a file whose tests write. */
export async function forgetMockDatabase(): Promise<void> {
  const was = app;
  app = undefined;
  await (await was)?.close();
}
