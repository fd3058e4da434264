import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { NestingGuard } from './nesting-guard.ts';
import type { Schema } from './schema.ts';

/** `withTenant`, `withAgency` and `withSystem` over any dialect. Role and tenant are local to the transaction: they never leak through a pooler. */
export function transactions(
  kysely: Kysely<Schema>,
  guard: NestingGuard,
): Pick<Database, 'withTenant' | 'withAgency' | 'withSystem'> {
  return {
    withTenant: (scope, work) =>
      kysely.transaction().execute(async (db) => {
        await sql`select set_config('role', 'foyer_app', true), set_config('app.tenant_id', ${scope.clientId}, true)`.execute(
          db,
        );
        return guard.inside(() => work(db));
      }),
    withAgency: (scope, work) =>
      kysely.transaction().execute(async (db) => {
        await sql`select set_config('role', 'foyer_agency', true), set_config('app.agency_id', ${scope.agencyId}, true)`.execute(
          db,
        );
        return guard.inside(() => work(db));
      }),
    withSystem: (work) =>
      kysely.transaction().execute(async (db) => {
        await sql`select set_config('role', 'foyer_system', true)`.execute(db);
        return guard.inside(() => work(db));
      }),
  };
}
