import type { decideAll } from '@foyer/access';
import type { Auth } from '../auth/auth.ts';
import type { Database } from '../db/database.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { ExportWork } from '../exports/export-work.ts';
import type { IngestWork } from '../ingest/ingest-work.ts';
import type { SpanDetector } from '../ingest/spans/span-detector.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { Presence } from '../permissions/presence.ts';
import type { Operator } from '../releases/operators.ts';
import type { Registry } from '../releases/registry.ts';
import type { Site } from '../site/site.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** Where recordings lie. Keys come from the database, never from a caller. */
export interface MediaStore {
  /** The stored file, or null when it isn't there. */
  open(key: string): Promise<StoredMedia | null>;
  /** Keeps a file, whole or not at all. What is there already under the key has the same content. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
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
  /** What decides what endpoints need. */
  readonly policy: typeof decideAll;
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
  /** What is built and served: the shell, and remotes that this origin serves. */
  readonly site: Site;
  /** Which version of which remote is live for whom. */
  readonly registry: Registry;
  /** Who may change that. */
  readonly operators: readonly Operator[];
  /** Goes into the document, for the shell. */
  readonly shellFacts: ShellFacts;
  /** Files of calls on their way. */
  readonly exports: ExportWork;
  /** What came in from voice platforms, on its way to being calls. */
  readonly ingest: IngestWork;
  /** Finds what is sensitive in what people write of calls. */
  readonly detector: SpanDetector;
  /** Letters on their way. */
  readonly mail: Outbox;
  /** Whether they stay here, to be read at /dev/mailbox. */
  readonly mailbox: boolean;
  /** Who has which place open. */
  readonly presence: Presence;
  /** The open pages that are told of changes. */
  readonly events: EventHub;
  /** What pages tell of themselves. */
  readonly telemetry: Telemetry;
}

/** What the document tells the shell of the server's configuration. */
export interface ShellFacts {
  /** Base64 of the public key by which the shell verifies the session's remotes; null: they aren't signed. */
  readonly registryKey: string | null;
  /** Whether whoever is signed in may have a remote loaded from their own machine. */
  readonly overrides: boolean;
}
