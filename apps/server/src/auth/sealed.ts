/** Keeps texts that must not be read from the database alone: AES-GCM, with a key that is derived from the server's secret. */
export interface Seal {
  close(text: string): Promise<string>;
  /** @throws when it was sealed with another key, or changed since. */
  open(sealed: string): Promise<string>;
}

/** Bytes. */
const NONCE = 12;

/** A seal for one purpose: what is sealed for one can't be opened for another. */
export function createSeal(secret: string, purpose: string): Seal {
  const key = keyOf(secret, purpose);
  return {
    close: async (text) => {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
      const closed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv: nonce },
        await key,
        new TextEncoder().encode(text),
      );
      return toBase64(new Uint8Array([...nonce, ...new Uint8Array(closed)]));
    },
    open: async (sealed) => {
      const bytes = Uint8Array.from(atob(sealed), (char) => char.charCodeAt(0));
      const text = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: bytes.subarray(0, NONCE) },
        await key,
        bytes.subarray(NONCE),
      );
      return new TextDecoder().decode(text);
    },
  };
}

async function keyOf(secret: string, purpose: string): Promise<CryptoKey> {
  const encoder = new TextEncoder();
  const root = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(`foyer:${purpose}`) },
    root,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
