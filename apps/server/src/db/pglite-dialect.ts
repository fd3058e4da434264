import {
  AbortedTransactionError,
  CompiledQuery,
  PGliteAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import { DatabaseUnavailable } from './database.ts';
import type { NestingGuard } from './nesting-guard.ts';
import type { Engine } from './pglite-engine.ts';

// Milliseconds to wait for the one connection: longer than any query of ours takes, shorter than a caller waits.
const PATIENCE = 15_000;

interface CommandRow {
  readonly command: string;
}

/** Kysely over the embedded database. One holder of the connection at a time; a transaction holds it from begin to end. */
export class EmbeddedDialect implements Dialect {
  readonly #engine: Engine;
  readonly #guard: NestingGuard;

  constructor(engine: Engine, guard: NestingGuard) {
    this.#engine = engine;
    this.#guard = guard;
  }

  createAdapter(): PGliteAdapter {
    return new EmbeddedAdapter();
  }

  createDriver(): Driver {
    return new EmbeddedDriver(this.#engine, this.#guard);
  }

  createIntrospector(...[db]: Parameters<Dialect['createIntrospector']>): PostgresIntrospector {
    return new PostgresIntrospector(db);
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler();
  }
}

/** The driver queues by itself, so that nested use is told from waiting; Kysely's own queue can't tell. */
class EmbeddedAdapter extends PGliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class EmbeddedDriver implements Driver {
  readonly #connection: DatabaseConnection;
  readonly #guard: NestingGuard;
  readonly #waiting: (() => void)[] = [];
  #held = false;

  constructor(engine: Engine, guard: NestingGuard) {
    this.#guard = guard;
    this.#connection = {
      async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
        const { rows, affectedRows, command } = await engine.query(query.sql, query.parameters);
        if (command === 'COMMIT' || command === 'ROLLBACK') return { rows: [{ command }] as Row[] };
        return {
          rows: rows as Row[],
          ...(affectedRows !== undefined && { numAffectedRows: BigInt(affectedRows) }),
        };
      },
      // eslint-disable-next-line require-yield
      async *streamQuery() {
        throw new Error('The embedded database has one connection: it does not stream.');
      },
    };
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#guard.check();
    if (!this.#held) {
      this.#held = true;
      return this.#connection;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        reject(new DatabaseUnavailable(new Error('The connection stayed busy.')));
      }, PATIENCE);
      this.#waiting.push(turn);
    });
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#held = false;
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    // `commit` of a failed transaction rolls back without an error; only its command tag tells.
    const result = await connection.executeQuery<CommandRow>(CompiledQuery.raw('commit'));
    if (result.rows[0]?.command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {}
}
