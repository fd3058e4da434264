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
        -- Writes into the chain that it is told; that a tenant's transaction reaches its own alone is in audit/audit.test.ts.
        and p.proname <> 'record_audit'`);
    expect(found.map(({ name }) => name)).toContain('search_calls');
    expect(found.filter(({ fit }) => !fit)).toEqual([]);
    const [may] = await rows(
      sql<{ create: boolean }>`select has_schema_privilege('foyer_app', 'public', 'create') as create`,
    );
    expect(may).toEqual({ create: false });
  });
});
