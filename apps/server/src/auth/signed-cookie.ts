/** The value of a cookie in a `cookie` header, decoded. */
export function readCookie(header: string | null, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    try {
      return decodeURIComponent(part.slice(at + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}

/** `value.signature`, as better-auth signs its cookies: HMAC-SHA-256 in base64. */
export async function sign(value: string, key: CryptoKey): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(value));
  return `${value}.${btoa(String.fromCharCode(...new Uint8Array(signature)))}`;
}

/** The value if the signature is right, else null. */
export async function unsign(signed: string | null, key: CryptoKey): Promise<string | null> {
  const dot = signed?.lastIndexOf('.') ?? -1;
  if (!signed || dot < 1) return null;
  const value = signed.slice(0, dot);
  try {
    const signature = Uint8Array.from(atob(signed.slice(dot + 1)), (char) => char.charCodeAt(0));
    const right = await crypto.subtle.verify('HMAC', key, signature, new TextEncoder().encode(value));
    return right ? value : null;
  } catch {
    return null;
  }
}

/** The key of better-auth's cookies: its secret as it is. */
export const cookieKey = (secret: string): Promise<CryptoKey> => hmacKey(new TextEncoder().encode(secret));

/** A key of our own for one purpose, derived from the secret. */
export async function derivedKey(secret: string, purpose: string): Promise<CryptoKey> {
  const root = await hmacKey(new TextEncoder().encode(secret));
  return hmacKey(await crypto.subtle.sign('HMAC', root, new TextEncoder().encode(`foyer:${purpose}`)));
}

const hmacKey = (bytes: BufferSource): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
