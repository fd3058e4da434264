import type { RemoteAddress } from '@foyer/federation/document';
import type { RegistrySigner } from '@foyer/federation/registry-signature';
import type { Database } from '../db/database.ts';
import type { Log } from '../platform/dependencies.ts';
import { readReleases, readRevision, type Releases } from './releases.ts';

/** Milliseconds for which `recent` asks nobody. */
const RECENT = 1_000;

/**
 * What is released, kept in memory. The database counts every change, and each session's facts carry that count: `at` makes what is remembered
 * new exactly when it is old, without a query of its own in between. Nothing here rejects: where the database doesn't say, there is no remote.
 */
export interface Registry {
  /** As new as `revision` at least. Null when the database doesn't say: then nothing is offered. */
  at(revision: number): Promise<Releases | null>;
  /** As the database has it now. */
  latest(): Promise<Releases | null>;
  /** Not older than a second while the database answers; the last that was known while it doesn't. */
  recent(): Promise<Releases | null>;
  /** The signature over what a session is told; null without a key. */
  sign(remotes: readonly RemoteAddress[]): Promise<string | null>;
}

export interface RegistryParts {
  readonly db: Database;
  readonly log: Log;
  readonly clock: { now(): Date };
  readonly signer: RegistrySigner | null;
}

export function createRegistry({ db, log, clock, signer }: RegistryParts): Registry {
  let known: Releases | null = null;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  let looking: Promise<Releases | null> | null = null;
  let signatures = new Map<string, Promise<string>>();

  const read = async (): Promise<void> => {
    const fresh = await readReleases(db);
    // Two readers may overtake each other; what is remembered never goes back.
    if (known && known.revision >= fresh.revision) return;
    known = fresh;
    signatures = new Map();
  };
  const isKnown = (revision: number): boolean => known !== null && known.revision >= revision;

  const at = async (revision: number): Promise<Releases | null> => {
    // A reading that was under way may have begun before the change.
    for (let tries = 0; !isKnown(revision) && tries < 2; tries += 1) {
      reading ??= read().finally(() => {
        reading = null;
      });
      await reading;
    }
    return isKnown(revision) ? known : null;
  };

  const attempt = async (work: () => Promise<Releases | null>, otherwise: () => Releases | null) => {
    try {
      return await work();
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : typeof error }, 'no registry of remotes');
      return otherwise();
    }
  };

  return {
    at: (revision) =>
      attempt(
        () => at(revision),
        () => null,
      ),
    latest: () =>
      attempt(
        async () => at(await readRevision(db)),
        () => null,
      ),
    recent: () => {
      const now = clock.now().getTime();
      if (now - checkedAt < RECENT) return Promise.resolve(known);
      // One look for all who ask meanwhile, and none for a second after it, whatever came of it.
      looking ??= attempt(
        async () => at(await readRevision(db)),
        () => known,
      ).finally(() => {
        checkedAt = now;
        looking = null;
      });
      return looking;
    },
    sign: async (remotes) => {
      if (!signer) return null;
      // All else of a version never changes.
      const key = JSON.stringify(
        remotes.map(({ id, version, channel, disabled }) => [id, version, channel, disabled]),
      );
      const signature = signatures.get(key) ?? signer.sign(remotes);
      signatures.set(key, signature);
      return signature;
    },
  };
}
