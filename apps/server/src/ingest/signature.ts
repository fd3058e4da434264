/** A request that claims to come from a vendor. */
export interface SignedRequest {
  readonly headers: Headers;
  /** As it came. */
  readonly body: Uint8Array<ArrayBuffer>;
  readonly now: Date;
}

/** Milliseconds that a signature may be old, or ahead of our clock. */
export const REPLAY_WINDOW = 5 * 60_000;

const encoder = new TextEncoder();

const keyOf = (secret: string, usage: 'sign' | 'verify') =>
  crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [usage]);

function joined(before: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = encoder.encode(before);
  const all = new Uint8Array(head.byteLength + body.byteLength);
  all.set(head);
  all.set(body, head.byteLength);
  return all;
}

/** HMAC-SHA-256 in hex of some text followed by a body. */
export async function signBody(secret: string, before: string, body: Uint8Array): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await keyOf(secret, 'sign'), joined(before, body));
  return Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether a hex signature is that; in a time that doesn't depend on how much of it is right. */
export async function bodyIsSigned(
  secret: string,
  before: string,
  body: Uint8Array,
  signature: string,
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/i.test(signature)) return false;
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.verify('HMAC', await keyOf(secret, 'verify'), bytes, joined(before, body));
}

/** Whether two texts are equal, in a time that depends on neither: their MACs under a key of the moment are compared. */
export async function sameText(a: string, b: string): Promise<boolean> {
  const key = await crypto.subtle.importKey(
    'raw',
    crypto.getRandomValues(new Uint8Array(32)),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  );
  return crypto.subtle.verify(
    'HMAC',
    key,
    await crypto.subtle.sign('HMAC', key, encoder.encode(a)),
    encoder.encode(b),
  );
}

/** Whether a count of seconds or milliseconds since 1970, as a header has it, lies within the window. */
export function isRecent(timestamp: string, now: Date, window = REPLAY_WINDOW): boolean {
  if (!/^\d{1,15}$/.test(timestamp)) return false;
  const value = Number(timestamp);
  const ms = value > 100_000_000_000 ? value : value * 1000;
  return Math.abs(now.getTime() - ms) <= window;
}

/** The parts of a header such as `t=1,v1=2`, by name. */
export function headerParts(header: string | null): ReadonlyMap<string, string> {
  return new Map(
    (header ?? '').split(',').flatMap((part) => {
      const at = part.indexOf('=');
      return at > 0 ? [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const] : [];
    }),
  );
}
