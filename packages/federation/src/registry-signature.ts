import type { RemoteAddress } from './manifest.ts';

/*
 * Ed25519 over what the session says of its remotes: whoever can change the answer on its way, or write the database, but hasn't the key, can't
 * have the shell load other code, because the hash of every file is part of what is signed. WebCrypto alone, for the browser and for Node.
 */

const ALGORITHM = 'Ed25519';

/** What is signed: the JSON of the remotes with sorted keys, in UTF-8, so that nothing hangs on the order in which a field was written. */
export function registryBytes(remotes: readonly RemoteAddress[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(sorted(remotes)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Whether `remotes`, as the session gave them, are signed by the holder of the key that belongs to `publicKey`.
 * No signature, a key that isn't one, a browser that doesn't know Ed25519: false, never a rejection.
 *
 * @param signature base64, the session's `remotesSignature`
 * @param publicKey base64, of the 32 bytes of the key itself or of its SPKI form
 */
export async function verifyRegistry(
  remotes: readonly RemoteAddress[],
  signature: string | null,
  publicKey: string,
): Promise<boolean> {
  if (signature === null) return false;
  try {
    const bytes = fromBase64(publicKey);
    const format = bytes.length === 32 ? 'raw' : 'spki';
    const key = await crypto.subtle.importKey(format, bytes, ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(ALGORITHM, key, fromBase64(signature), registryBytes(remotes));
  } catch {
    return false;
  }
}

/** Signs what a session says of its remotes; holds the private key. */
export type RegistrySigner = Readonly<{
  /** Base64 of the 32 bytes of the public key. */
  publicKey: string;
  /** Base64 of the signature over `registryBytes(remotes)`. */
  sign: (remotes: readonly RemoteAddress[]) => Promise<string>;
}>;

/**
 * @param privateKey an Ed25519 key in PKCS8, as PEM (`openssl genpkey -algorithm ed25519`) or as the base64 of its DER form
 * @throws TypeError when it isn't one
 */
export async function registrySigner(privateKey: string): Promise<RegistrySigner> {
  try {
    // Where a variable can't hold lines, PEM comes with `\n` written out.
    const der = fromBase64(privateKey.replace(/-----[A-Z ]+-----/g, '').replace(/\\n|\s+/g, ''));
    const key = await crypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']);
    const { x = '' } = await crypto.subtle.exportKey('jwk', key);
    return {
      publicKey: toBase64(fromBase64(x.replaceAll('-', '+').replaceAll('_', '/'))),
      sign: async (remotes) => toBase64(await crypto.subtle.sign(ALGORITHM, key, registryBytes(remotes))),
    };
  } catch (cause) {
    throw new TypeError('The key is not an Ed25519 private key in PKCS8.', { cause });
  }
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

const toBase64 = (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)));
