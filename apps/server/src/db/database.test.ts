import { AbortedTransactionError, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyId, clientId, DEMO_CLIENTS } from '../seed/demo.ts';
import { createTestApp, ENGINES, persona, personas, type TestApp } from '../testing/test-app.ts';
import { NestedUse } from './database.ts';
import { migrate, missingMigrations } from './migrate.ts';

describe.each(ENGINES)('the database on %s', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ engine });
  });
  afterAll(() => test.close());

  const brightwater = { clientId: persona('brightwater-admin').clientId ?? '' };
  const copperline = { clientId: persona('copperline-admin').clientId ?? '' };

  it('reads numbers, dates and JSON alike on both engines', async () => {
    const { rows } =
      await sql`select count(*) as count, 9007199254740991::bigint as big, 1.5::numeric as decimal,
      date '2026-03-29' as day, timestamptz '2026-03-29 00:00:00.5Z' as instant, '{"a":[1]}'::jsonb as json,
      array['a','b'] as texts`.execute(test.db.kysely);
    expect(rows).toEqual([
      {
        count: 1,
        big: Number.MAX_SAFE_INTEGER,
        decimal: 1.5,
        day: '2026-03-29',
        instant: new Date('2026-03-29T00:00:00.500Z'),
        json: { a: [1] },
        texts: ['a', 'b'],
      },
    ]);
  });

  it('shows a transaction of one client that client’s rows alone, whatever it asks for', async () => {
    const clients = await test.db.withTenant(brightwater, (db) =>
      db.selectFrom('calls').select('tenant_id').distinct().execute(),
    );
    expect(clients).toEqual([{ tenant_id: brightwater.clientId }]);
    const foreign = await test.db.withTenant(brightwater, (db) =>
      db.selectFrom('calls').select('id').where('tenant_id', '=', copperline.clientId).execute(),
    );
    expect(foreign).toEqual([]);
  });

  it('lets it change no other client’s rows', async () => {
    const { numUpdatedRows } = await test.db.withTenant(brightwater, (db) =>
      db
        .updateTable('agents')
        .set({ name: 'taken' })
        .where('tenant_id', '=', copperline.clientId)
        .executeTakeFirst(),
    );
    expect(numUpdatedRows).toBe(0n);
    await expect(
      test.db.withTenant(brightwater, (db) =>
        db.insertInto('agents').values(agentOf(copperline.clientId)).execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  describe('in a transaction of one agency', () => {
    const larkspur = { agencyId: agencyId('larkspur') };
    const mine = DEMO_CLIENTS.filter(({ agency }) => agency === 'larkspur').map(({ key }) => clientId(key));

    it('shows that agency’s rows and its clients’ alone, whatever it asks for', async () => {
      const seen = await test.db.withAgency(larkspur, async (db) => ({
        clients: await db.selectFrom('clients').select('id').execute(),
        calls: await db.selectFrom('calls').select('tenant_id').distinct().execute(),
        agencies: await db.selectFrom('agencies').select('id').execute(),
        defaults: await db.selectFrom('permission_defaults').select('agency_id').distinct().execute(),
        people: await db.selectFrom('people').select('email').execute(),
      }));
      expect(seen.clients.map(({ id }) => id).sort()).toEqual([...mine].sort());
      expect(seen.calls.map(({ tenant_id }) => tenant_id).sort()).toEqual([...mine].sort());
      expect(seen.agencies).toEqual([{ id: larkspur.agencyId }]);
      expect(seen.defaults).toEqual([{ agency_id: larkspur.agencyId }]);
      const own = personas.filter(({ agency }) => agency === persona('larkspur-agency').agency);
      expect(seen.people.map(({ email }) => email).sort()).toEqual(own.map(({ email }) => email).sort());
    });

    it('shows nothing at all without an agency', async () => {
      const seen = await test.db.withAgency({ agencyId: '' }, async (db) => [
        ...(await db.selectFrom('clients').select('id').execute()),
        ...(await db.selectFrom('people').select('id').execute()),
        ...(await db.selectFrom('audit_entries').select('id').execute()),
      ]);
      expect(seen).toEqual([]);
    });

    it('changes and makes nothing of another agency’s', async () => {
      const touched = await test.db.withAgency(larkspur, async (db) => [
        await db
          .updateTable('clients')
          .set({ name: 'taken' })
          .where('id', '=', copperline.clientId)
          .execute(),
        await db
          .updateTable('memberships')
          .set({ role: 'client_staff' })
          .where('tenant_id', '=', copperline.clientId)
          .execute(),
        await db.deleteFrom('client_addresses').where('tenant_id', '=', copperline.clientId).execute(),
      ]);
      expect(touched.flat().map((one) => Object.values(one)[0])).toEqual([0n, 0n, 0n]);
      const foreign = { tenant_id: copperline.clientId, id: crypto.randomUUID(), name: 'planted' };
      await expect(
        test.db.withAgency(larkspur, (db) => db.insertInto('projects').values(foreign).execute()),
      ).rejects.toThrow(/row-level security/);
      await expect(
        test.db.withAgency(larkspur, (db) =>
          db
            .updateTable('clients')
            .set({ agency_id: agencyId('tidewell') })
            .where('id', '=', brightwater.clientId)
            .execute(),
        ),
      ).rejects.toThrow(/permission denied/);
    });

    it.each(['accounts', 'sign_in_attempts', 'outbox', 'verifications', 'branding'] as const)(
      'keeps %s from it altogether',
      async (table) => {
        await expect(
          test.db.withAgency(larkspur, (db) => db.selectFrom(table).selectAll().execute()),
        ).rejects.toThrow(/permission denied/);
      },
    );
  });

  it.each(['people', 'accounts', 'sessions', 'agency_members', 'sign_in_attempts'] as const)(
    'keeps %s from it altogether',
    async (table) => {
      await expect(
        test.db.withTenant(brightwater, (db) => db.selectFrom(table).selectAll().execute()),
      ).rejects.toThrow(/permission denied/);
    },
  );

  it('leaves no tenant and no role behind for the next transaction', async () => {
    await test.db.withTenant(brightwater, async () => {});
    const { rows } = await sql<{ tenant: string | null; role: string }>`
      select current_setting('app.tenant_id', true) as tenant, current_user as role`.execute(test.db.kysely);
    expect(rows[0]?.tenant ?? '').toBe('');
    expect(rows[0]?.role).toBe('foyer_system');
  });

  it('rolls back what was done before a rejection', async () => {
    const name = () =>
      test.db.withTenant(brightwater, (db) =>
        db.selectFrom('agents').select('name').orderBy('id').limit(1).executeTakeFirstOrThrow(),
      );
    const before = await name();
    await expect(
      test.db.withTenant(brightwater, async (db) => {
        await db.updateTable('agents').set({ name: 'half-way' }).execute();
        throw new Error('stopped');
      }),
    ).rejects.toThrow('stopped');
    expect(await name()).toEqual(before);
  });

  it('does not take a failed statement’s transaction for a commit', async () => {
    await expect(
      test.db.withTenant(brightwater, async (db) => {
        await sql`select 1 / 0`.execute(db).catch(() => {});
      }),
    ).rejects.toThrow(AbortedTransactionError);
  });

  it('throws when it is used inside an open transaction, where it would wait for itself', async () => {
    for (const use of [
      () => test.db.kysely.selectFrom('agencies').selectAll().execute(),
      () => test.db.withTenant(copperline, async () => {}),
      () => test.db.withAgency({ agencyId: agencyId('larkspur') }, async () => {}),
      () => test.db.prepared('nested', 'select 1', []),
    ]) {
      await expect(test.db.withSystem(use as () => Promise<unknown>)).rejects.toThrow(NestedUse);
    }
  });

  it('serves many at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 25 }, (_, i) =>
        test.db.withTenant(i % 2 ? brightwater : copperline, async (db) => {
          const { id } = await db.selectFrom('clients').select('id').executeTakeFirstOrThrow();
          return id;
        }),
      ),
    );
    expect(all.every((id, i) => id === (i % 2 ? brightwater : copperline).clientId)).toBe(true);
  });

  it('is up to date after its migrations, and applies them once', async () => {
    expect(await missingMigrations(test.db)).toEqual([]);
    expect(await migrate(test.db)).toEqual([]);
  });

  it('keeps nothing of a migration that fails', async () => {
    const broken = { name: '9999_broken', text: 'create table half_done (id int); select 1 / 0;' };
    await expect(migrate(test.db, [broken])).rejects.toThrow('9999_broken');
    const { rows } = await sql`select from pg_tables where tablename = 'half_done'`.execute(test.db.kysely);
    expect(rows).toEqual([]);
  });
});

const agentOf = (tenant_id: string) => ({
  tenant_id,
  id: crypto.randomUUID(),
  project_id: crypto.randomUUID(),
  name: 'planted',
  status: 'live' as const,
  greeting: '',
  prompt: '',
  voice: '',
  language: 'en',
  interruptible: true,
  silence_timeout_seconds: 5,
  end_call_phrases: [],
});
