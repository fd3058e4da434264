/** A token for a link or a cookie: 256 random bits in base64url. Only its hash is kept. */
export function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** SHA-256 in hex. A token has too many bits to be guessed, so that it needs no slower hash and no salt. */
export async function hashOf(token: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))));
}

/** Of `text` under a key: for what has few bits, and must not be found by trying all of it. */
export async function keyedHash(key: CryptoKey, text: string, bytes = 32): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)));
  return hex(hash.slice(0, bytes));
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
