import { createClient, type Client } from '@foyer/contract';

/** A connection each: one that is kept may be closed by the server just as a test that was busy with the browser takes it up again. */
export const ONCE = { connection: 'close' };

export interface SignedIn {
  readonly api: Client;
  /** Sends any request with the person's session, for what the typed client can't say. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Signs a person in over HTTP, as a script would: the cookie is kept here. Rejects with the server's problem. */
export async function signInOverHttp(origin: string, email: string, password: string): Promise<SignedIn> {
  const response = await fetch(`${origin}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, ...ONCE },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`Sign-in of ${email}: ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

  const withSession = (request: Request) => {
    const headers = new Headers(request.headers);
    headers.set('cookie', cookie);
    headers.set('origin', origin);
    headers.set('connection', ONCE.connection);
    return fetch(new Request(request, { headers }));
  };
  return {
    api: createClient({ baseUrl: origin, fetch: withSession }),
    fetch: (path, init) => withSession(new Request(new URL(path, origin), init)),
  };
}
