import type { Auth } from '../auth/auth.ts';
import type { Database } from '../db/database.ts';
import type { Site } from '../site/site.ts';

/** Where recordings lie. Keys come from the database, never from a caller. */
export interface MediaStore {
  /** The stored file, or null when it isn't there. */
  open(key: string): Promise<StoredMedia | null>;
}

export interface StoredMedia {
  /** Bytes. */
  readonly size: number;
  /** The bytes from `start` to `end`, both inclusive. */
  read(
    start: number,
    end: number,
  ): Promise<Uint8Array<ArrayBuffer>> | ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Structured logging. Fields must never hold a secret, a caller's details, a body or a query string. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What the app is given and handlers may use. */
export interface Dependencies {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly log: Log;
  readonly media: MediaStore;
  /** A new id, UUID. */
  readonly newId: () => string;
  /** At least 32 characters. Derive a key of your own from it with a label; never use it as it is for two purposes. */
  readonly secret: string;
  /** The portal's address as browsers see it; null: whatever address it is asked under (never in production). */
  readonly publicUrl: string | null;
  /** The product's version, for the interface's document. */
  readonly version: string;
  readonly auth: Auth;
  /** What is built and served: the shell and the remotes. */
  readonly site: Site;
}
