import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, ENGINES, type TestApp } from '../testing/test-app.ts';

describe.each(ENGINES)('the second wall, on %s,', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ engine });
  });
  afterAll(() => test.close());

  const rows = <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
    test.db.withSystem(async (db) => (await query.execute(db)).rows);

  it('stands before every table that holds a tenant’s rows, its owner included', async () => {
    const open = await rows(sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
        and (c.relname = 'clients' or exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'))
        and not (c.relrowsecurity and c.relforcerowsecurity and exists (
          select from pg_policies p where p.tablename = c.relname and 'foyer_app' = any(p.roles)
            and p.qual like '%current_tenant()%' and p.with_check like '%current_tenant()%'))`);
    expect(open).toEqual([]);
  });

  it('stands before every table that the console reaches, too: its rows are those of one agency', async () => {
    const open = await rows(sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
        and has_any_column_privilege('foyer_agency', c.oid, 'select, update')
        and not (c.relrowsecurity and c.relforcerowsecurity and exists (
          select from pg_policies p where p.tablename = c.relname and p.roles = '{foyer_agency}'
            and (p.qual like '%current_agency()%' or p.qual like '%FROM people p%')))`);
    expect(open).toEqual([]);
    const letters = await rows(sql<{ reads: boolean }>`
      select has_any_column_privilege('foyer_agency', 'outbox', 'select') as reads`);
    expect(letters).toEqual([{ reads: false }]);
  });

  it('leaves foyer_app no table without a tenant', async () => {
    const open = await rows(sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm') and not c.relrowsecurity
        and has_table_privilege('foyer_app', c.oid, 'select, insert, update, delete')`);
    expect(open).toEqual([]);
  });

  it('holds in the functions with their owner’s rights: they take no tenant, no path of names, and not everybody', async () => {
    const found = await rows(sql<{ name: string; fit: boolean }>`
      select p.proname as name, p.proconfig[1] = 'search_path=pg_catalog, public, pg_temp'
        and not has_function_privilege('public', p.oid, 'execute') and not 'tenant' = any(p.proargnames)
        and p.prosrc like '%tenant constant uuid := current_tenant();%' and p.prosrc like '%s.tenant_id = tenant%' as fit
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef
        -- Write into the chain that they are told; that a transaction reaches its own alone is in audit/audit.test.ts. Of an address no more is
        -- told than that it is somebody's.
        and p.proname not in ('record_audit', 'record_refusal', 'settle_refusals', 'belongs_somewhere')`);
    expect(found.map(({ name }) => name)).toContain('search_calls');
    expect(found.filter(({ fit }) => !fit)).toEqual([]);
    const [may] = await rows(
      sql<{ create: boolean }>`select has_schema_privilege('foyer_app', 'public', 'create') as create`,
    );
    expect(may).toEqual({ create: false });
  });
});
