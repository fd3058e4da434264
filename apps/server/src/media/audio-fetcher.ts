import type { FailureReason } from '@foyer/contract/ingest';

/** Bytes that a recording may have: ten hours of what vendors send. */
export const LARGEST_AUDIO = 200 * 1024 * 1024;

/** Brings audio from where a vendor keeps it. */
export interface AudioFetcher {
  /** @throws AudioFailure saying why it can't be had */
  fetch(url: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** Why audio can't be had. Its words name no address: they go into the log. */
export class AudioFailure extends Error {
  readonly reason: FailureReason;
  /** Whether trying again can help. */
  readonly passing: boolean;

  constructor(reason: FailureReason, passing: boolean) {
    super(`No audio: ${reason}.`);
    this.name = 'AudioFailure';
    this.reason = reason;
    this.passing = passing;
  }
}
