import { betterAuth } from 'better-auth';
import type { Database } from '../db/database.ts';

export interface AuthOptions {
  readonly db: Database;
  readonly secret: string;
  /** The portal's address as browsers see it; with https the cookies are Secure. */
  readonly publicUrl: string | null;
  readonly newId: () => string;
  /** Told of what the library finds worth saying; its words hold no addresses of people. */
  readonly warn: (message: string) => void;
}

/** Seconds. */
export const SESSION_LASTS = 7 * 24 * 3600;
/** Seconds of age after which a session that is used is prolonged. */
export const SESSION_RENEWED_AFTER = 24 * 3600;

/** Carries the caller's address to the library; set by us alone, on headers made for it. */
const ADDRESS_HEADER = 'x-foyer-address';

/** Passwords and sessions by better-auth, on our own tables. Its routes are not mounted: our handlers call it. */
export function createAuth({ db, secret, publicUrl, newId, warn }: AuthOptions) {
  const secure = publicUrl?.startsWith('https:') ?? false;
  return betterAuth({
    secret,
    baseURL: publicUrl ?? 'http://localhost',
    database: { db: db.kysely, type: 'postgres' },
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: 256 },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: SESSION_LASTS,
      updateAge: SESSION_RENEWED_AFTER,
      // Each request reads the database, so that a revoked session ends at once.
      cookieCache: { enabled: false },
    },
    user: {
      modelName: 'people',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      cookiePrefix: 'foyer',
      // Secure by our own attribute: the library's switch would put `__Secure-` before the name. `__Host-` says more: no other host of
      // the domain can set the cookie, and with it a session of its own choice.
      useSecureCookies: false,
      defaultCookieAttributes: { secure },
      cookies: { session_token: { name: `${secure ? '__Host-' : ''}foyer.session_token` } },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: newId },
    },
    // Our own limit counts in the database, by account and address: sign-in-limits.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (_level, message) => warn(message),
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** The headers that the library may see of a request: the cookies, the browser's name, and the address as we know it. */
export function authHeaders(request: { headers: Headers; address: string }): Headers {
  const headers = new Headers({ [ADDRESS_HEADER]: request.address });
  for (const name of ['cookie', 'user-agent']) {
    const value = request.headers.get(name);
    // All cookies: a session whose cookie were cut off could not be ended. How much there can be is the listener's to bound.
    if (value !== null) headers.set(name, name === 'cookie' ? value : value.slice(0, 400));
  }
  return headers;
}
