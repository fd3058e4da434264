import { CookieJar } from './cookie-jar.ts';
import { createApp, embeddedDatabase, openEngine, type Database } from '@foyer/server';

export interface MockAppOptions {
  /** The prepared database: migrated and seeded. */
  readonly archive: Blob;
  /** The bytes of a recording, or null. */
  readonly recording: (key: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** Where the page is; the app takes changes from its own origin only. */
  readonly origin: string;
}

/** The server app over a database of its own, with a session carrier for whoever can't carry cookies. */
export interface MockApp {
  /** Where everything is kept: for changes that no endpoint makes. */
  readonly db: Database;
  /** A new carrier: starts signed out. */
  carrier(): Carrier;
  close(): Promise<void>;
}

export interface Carrier {
  /** Signs in as a demo person, through the interface. Rejects when the server refuses. */
  signIn(email: string, password: string): Promise<void>;
  /** Answers as the server does, with the carrier's session. */
  answer(request: Request): Promise<Response>;
}

/** Starts the server app on a prepared database, here in this thread. */
export async function createMockApp({ archive, recording, origin }: MockAppOptions): Promise<MockApp> {
  const db = embeddedDatabase(await openEngine({ archive }));
  // What comes in while the page is open, gone with it.
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const app = createApp({
    db,
    // Signs what only this page or test will ever see.
    secret: 'mocks-have-no-secrets-but-need-32-characters',
    log: { info: () => {}, warn: () => {}, error: (fields, message) => console.error(message, fields) },
    media: {
      open: async (key) => {
        const bytes = kept.get(key) ?? (await recording(key));
        return bytes && { size: bytes.length, read: async (start, end) => bytes.slice(start, end + 1) };
      },
      put: async (key, bytes) => {
        kept.set(key, bytes);
      },
    },
  });

  function carrier(): Carrier {
    const cookies = new CookieJar();
    const answer = async (request: Request): Promise<Response> => {
      const headers = new Headers(request.headers);
      headers.set('cookie', cookies.header());
      // A browser adds these beyond the reach of pages, and hides them from service workers.
      headers.set('origin', origin);
      headers.set('sec-fetch-site', 'same-origin');
      const response = await app.fetch(new Request(request, { headers }));
      cookies.take(response);
      return response;
    };
    const signIn = async (email: string, password: string): Promise<void> => {
      cookies.clear();
      const response = await answer(
        new Request(`${origin}/api/sign-in`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email, password }),
        }),
      );
      if (!response.ok) throw new Error(`${email} could not sign in: ${await response.text()}`);
    };
    return { signIn, answer };
  }

  return { db, carrier, close: () => db.close() };
}
