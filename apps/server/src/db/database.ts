import type { Kysely, Transaction } from 'kysely';
import type { Notices } from './notices.ts';
import type { Schema } from './schema.ts';

/** Whose rows a transaction may see. It comes from the session, never from input; a `Tenant` will do. */
export type TenantScope = Readonly<{ clientId: string }>;

/** An open transaction as `foyer_app`, in which `app.tenant_id` is set; both end with it. */
export type TenantDb = Transaction<Schema>;

/** Whose console it is. It comes from the session, never from input. */
export type AgencyScope = Readonly<{ agencyId: string }>;

/** An open transaction as `foyer_agency`, in which `app.agency_id` is set; both end with it. */
export type AgencyDb = Transaction<Schema>;

/** An open transaction as `foyer_system`: sees all tenants, for what comes before a session is known, and for upkeep. */
export type SystemDb = Transaction<Schema>;

/** One connection of the owner, not in a transaction: open one with `db.transaction()`. */
export interface Owner {
  readonly db: Kysely<Schema>;
  /** Runs several statements at once, without parameters. */
  exec(text: string): Promise<void>;
}

/**
 * The database as the app uses it. Each of its members takes a connection of its own: calling one while a transaction of the same
 * request is open rejects with `NestedUse` (the embedded database has one connection, and would wait for itself for ever).
 */
export interface Database extends Notices {
  /** Single statements as `foyer_system`. */
  readonly kysely: Kysely<Schema>;
  /** One statement as `foyer_system` that is prepared once a connection under `name`. */
  prepared<Row>(name: string, text: string, values: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` in one transaction that sees the rows of one client and nothing else; a rejection rolls it back. */
  withTenant<T>(scope: TenantScope, work: (db: TenantDb) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction that sees the rows of one agency and of its clients, and nothing else. */
  withAgency<T>(scope: AgencyScope, work: (db: AgencyDb) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction that sees every tenant. */
  withSystem<T>(work: (db: SystemDb) => Promise<T>): Promise<T>;
  /** As the owner of the tables: migrations, the seed and upkeep, never a request. */
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

/** A defect of ours: the database was used while a transaction of the same request was open. */
export class NestedUse extends Error {
  constructor() {
    super('The database was used inside an open transaction: use the `db` that the transaction gave you.');
    this.name = 'NestedUse';
  }
}
