import { Secret, TOTP } from 'otpauth';

/** Seconds that a code is shown. */
const PERIOD = 30;
/** Steps to either side that are taken too: clocks differ, and people type slowly. */
const WINDOW = 1;

// What every authenticator understands (RFC 6238): six digits of HMAC-SHA-1 over steps of thirty seconds.
const totp = (secret: string, names: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({ ...names, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD });

/** A new secret in base32, 160 bits. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator reads from the square of dots. */
export const enrolmentUri = (secret: string, issuer: string, label: string): string =>
  totp(secret, { issuer, label }).toString();

/** The step that a code belongs to, or null: wrong, or of another time than about now. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : TOTP.counter({ period: PERIOD, timestamp }) + delta;
}
