import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** The role that every request works as. It owns nothing and row-level security holds for it; the migrations create it. */
export const APP_ROLE = 'foyer_app';

/** Whose rows a transaction may see: the agency, and the client once one is chosen. It comes from the session, never from input. */
export type TenantScope = Readonly<{ agencyId: string; clientId: string | null }>;

/** An open transaction in which `app.agency_id` and `app.tenant_id` are set; both end with it. */
export type TenantDb = Transaction<Schema>;

/** A transaction without a tenant: row-level security shows it no client's rows. */
export type SystemDb = Transaction<Schema>;

/** One connection of the owner, not in a transaction: open one with `db.transaction()`. */
export interface Owner {
  readonly db: Kysely<Schema>;
  /** Runs several statements at once, without parameters. */
  exec(text: string): Promise<void>;
}

/** The database as requests use it: always as `APP_ROLE`. */
export interface Database {
  /** Single statements without a tenant. Never while a transaction of the same request is open: that throws. */
  readonly kysely: Kysely<Schema>;
  /** Runs `work` in one transaction that sees the rows of `scope` and nothing else; a rejection rolls it back. */
  withTenant<T>(scope: TenantScope, work: (db: TenantDb) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction without a tenant, for look-ups that come before one is known. */
  withSystem<T>(work: (db: SystemDb) => Promise<T>): Promise<T>;
  /** As the owner of the tables, past row-level security: migrations and the seed, never a request. */
  withOwner<T>(work: (owner: Owner) => Promise<T>): Promise<T>;
  /** Rejects when the database doesn't answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Why a query had no answer: the database is away. Answered as 503 `unavailable`. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('The database does not answer.', { cause });
    this.name = 'DatabaseUnavailable';
  }
}
