import type { CallReading, EventLabel, Unreadable } from '../call-facts.ts';
import type { SignedRequest } from '../signature.ts';

/** How one vendor signs what it sends, and what it says. */
export interface VendorReader {
  /** Whether the request is signed with the secret, and not long ago. */
  isSigned(request: SignedRequest, secret: string): Promise<boolean>;
  /** What a replay of the body would send with it. */
  sign(body: Uint8Array, secret: string, now: Date): Promise<Readonly<Record<string, string>>>;
  /** Which event of which call it is. `ignored`: one of those that say neither that a call began nor what became of it. */
  label(payload: unknown): EventLabel | 'ignored';
  /** What it tells. Only asked for what has a label with a call. */
  read(payload: unknown): CallReading | Unreadable;
  /** The audio within an event, in base64; null where there is none. */
  audioIn(payload: unknown): string | null;
  /** The same event without it. */
  withoutAudio(payload: unknown): unknown;
}
