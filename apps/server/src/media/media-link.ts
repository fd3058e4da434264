import { derivedKey } from '../auth/signed-cookie.ts';

const LIFE_MS = 5 * 60_000;

/** Whom a link is for. It is of no use to anybody else, nor after the session. */
export interface LinkHolder {
  readonly sessionId: string;
  readonly personId: string;
  readonly clientId: string;
}

export interface MediaLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/** A link to a call's recording: names the call and when it ends, and is signed together with its holder, who isn't named in it. */
export async function signLink(
  callId: string,
  holder: LinkHolder,
  now: Date,
  secret: string,
): Promise<MediaLink> {
  const expiresAt = new Date(now.getTime() + LIFE_MS);
  const payload = `${callId.replaceAll('-', '')}.${expiresAt.getTime().toString(36)}`;
  const signature = await crypto.subtle.sign('HMAC', await keyFrom(secret), signed(payload, holder));
  return { token: `${payload}.${hex(new Uint8Array(signature))}`, expiresAt };
}

/** The call that a link is good for, or null: malformed, altered, run out, or somebody else's. */
export async function openLink(
  token: string,
  holder: LinkHolder,
  now: Date,
  secret: string,
): Promise<string | null> {
  const match =
    /^(([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.([0-9a-z]{1,11}))\.([0-9a-f]{64})$/.exec(
      token,
    );
  if (!match) return null;
  const [, payload = '', a, b, c, d, e, ends = '', signature = ''] = match;
  const right = await crypto.subtle.verify(
    'HMAC',
    await keyFrom(secret),
    bytes(signature),
    signed(payload, holder),
  );
  if (!right || Number.parseInt(ends, 36) <= now.getTime()) return null;
  return `${a}-${b}-${c}-${d}-${e}`;
}

const keyFrom = (secret: string): Promise<CryptoKey> => derivedKey(secret, 'media-link');

const signed = (payload: string, { sessionId, personId, clientId }: LinkHolder) =>
  new TextEncoder().encode([payload, sessionId, personId, clientId].join('\n'));

const hex = (given: Uint8Array): string =>
  Array.from(given, (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytes = (given: string) =>
  Uint8Array.from(given.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
