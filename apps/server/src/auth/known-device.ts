import { readCookie, sign, unsign } from './signed-cookie.ts';

const NAME = 'foyer.device';
/** Seconds: a browser that signed a person in is recognised for so long. */
const LASTS = 180 * 24 * 3600;

/** Recognises browsers that have signed in before. The cookie holds no person: an id, bound to an account by its signature. */
export interface KnownDevices {
  /** The id of the device if this browser has signed in to the account before. */
  recognise(cookies: string | null, accountKey: string): Promise<string | null>;
  /** The `set-cookie` line for a browser that has just signed in. */
  remember(id: string, accountKey: string): Promise<string>;
}

export function knownDevices(key: Promise<CryptoKey>, secure: boolean): KnownDevices {
  const name = secure ? `__Host-${NAME}` : NAME;
  return {
    recognise: async (cookies, accountKey) => {
      const [id, signature] = (readCookie(cookies, name) ?? '').split('|');
      if (!id || !signature) return null;
      return (await unsign(`${id}|${accountKey}.${signature}`, await key)) === null ? null : id;
    },
    remember: async (id, accountKey) => {
      const bound = `${id}|${accountKey}`;
      const signature = (await sign(bound, await key)).slice(bound.length + 1);
      const value = encodeURIComponent(`${id}|${signature}`);
      return `${name}=${value}; Max-Age=${LASTS}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
    },
  };
}
