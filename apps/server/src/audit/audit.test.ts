import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyId, clientId } from '../seed/demo.ts';
import { createTestApp, ENGINES, persona, type TestApp } from '../testing/test-app.ts';
import { record, recordRefusal, type AuditNote, type AuditWho } from './record.ts';
import { verifyAudit } from './verify-audit.node.ts';

describe.each(ENGINES)('the audit log, on %s,', (engine) => {
  let test: TestApp;
  let who: AuditWho;
  const brightwater = clientId('brightwater');
  const copperline = clientId('copperline');

  beforeAll(async () => {
    test = await createTestApp({ engine });
    who = {
      personId: persona('brightwater-admin').id,
      personName: 'Zoë “Ω” Example',
      as: { mode: 'view_as', role: 'client_staff', reason: 'A question, 1:2,3' },
      requestId: 'r',
      at: test.clock.now(),
    };
  });
  afterAll(() => test.close());

  const agencyOf = async (client: string): Promise<string> =>
    (
      await test.db.kysely
        .selectFrom('clients')
        .select('agency_id')
        .where('id', '=', client)
        .executeTakeFirstOrThrow()
    ).agency_id;
  const noteFor = async (client: string): Promise<AuditNote> => ({
    chain: { agencyId: await agencyOf(client), clientId: client },
    action: 'client.opened',
    target: { kind: 'client', id: client, label: 'A “client”, 7:é' },
    before: { b: [1, { c: null }], a: 'ü' },
    outcome: 'done',
  });
  const brokenOf = async (chain: string) =>
    (await verifyAudit(test.db)).find((report) => report.chain === chain)?.broken;
  const asOwner = (text: string) => test.db.withOwner(({ exec }) => exec(text));

  it('is one chain a client and one an agency, each of which an auditor finds whole', async () => {
    const note = await noteFor(brightwater);
    const ofAgency = { ...note, chain: { ...note.chain, clientId: null } };
    for (let i = 0; i < 3; i += 1) {
      await test.db.withSystem((db) => record(db, who, note));
      await test.db.withTenant({ clientId: brightwater }, (db) => record(db, { ...who, as: null }, note));
      await test.db.withSystem((db) => record(db, { ...who, personId: null }, ofAgency));
    }
    const reports = await verifyAudit(test.db);
    expect(reports.map(({ chain }) => chain)).toEqual(
      expect.arrayContaining([brightwater, note.chain.agencyId]),
    );
    expect(reports.find(({ chain }) => chain === brightwater)?.entries).toBeGreaterThanOrEqual(6);
    expect(reports.filter(({ broken }) => broken)).toEqual([]);
  });

  it('has one order, however many write at once, and nothing of what was rolled back', async () => {
    const note = await noteFor(brightwater);
    const before = (await verifyAudit(test.db)).find(({ chain }) => chain === brightwater)?.entries ?? 0;
    const done = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        test.db.withSystem(async (db) => {
          await record(db, who, note);
          if (i % 2 === 1) throw new Error('the work itself failed');
        }),
      ),
    );
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const after = (await verifyAudit(test.db)).find(({ chain }) => chain === brightwater);
    expect(after).toMatchObject({ entries: before + 10, broken: null });
  });

  it('takes no word back: no role of the server changes, deletes or inserts a row by itself', async () => {
    for (const table of ['audit_entries', 'audit_heads', 'audit_refusals']) {
      for (const statement of [
        sql`update ${sql.table(table)} set tenant_id = tenant_id`,
        sql`delete from ${sql.table(table)}`,
        sql`insert into ${sql.table(table)} select * from ${sql.table(table)}`,
        sql`truncate ${sql.table(table)}`,
      ]) {
        await expect(test.db.withSystem((db) => statement.execute(db))).rejects.toMatchObject({
          code: '42501',
        });
        await expect(
          test.db.withTenant({ clientId: brightwater }, (db) => statement.execute(db)),
        ).rejects.toMatchObject({ code: '42501' });
        await expect(
          test.db.withAgency({ agencyId: agencyId('larkspur') }, (db) => statement.execute(db)),
        ).rejects.toMatchObject({ code: '42501' });
      }
    }
  });

  it('lets a client’s transaction write into its own chain alone, and read no other', async () => {
    const foreign = await noteFor(copperline);
    const ofAgency = { ...foreign, chain: { ...foreign.chain, clientId: null } };
    for (const note of [foreign, ofAgency]) {
      await expect(
        test.db.withTenant({ clientId: brightwater }, (db) => record(db, who, note)),
      ).rejects.toMatchObject({ code: '42501' });
    }
    await test.db.withSystem((db) => record(db, who, foreign));
    const seen = await test.db.withTenant({ clientId: brightwater }, (db) =>
      db.selectFrom('audit_entries').select('tenant_id').distinct().execute(),
    );
    expect(seen).toEqual([{ tenant_id: brightwater }]);
  });

  it('lets an agency’s transaction write into its own chain and its clients’, and into no other’s', async () => {
    const scope = { agencyId: agencyId('larkspur') };
    const own = await noteFor(brightwater);
    const ofAgency = { ...own, chain: { ...own.chain, clientId: null } };
    for (const note of [own, ofAgency]) await test.db.withAgency(scope, (db) => record(db, who, note));
    const foreign = await noteFor(copperline);
    const ofOther = { ...foreign, chain: { ...foreign.chain, clientId: null } };
    for (const note of [foreign, ofOther]) {
      await expect(test.db.withAgency(scope, (db) => record(db, who, note))).rejects.toMatchObject({
        code: '42501',
      });
    }
    await expect(test.db.withAgency(scope, (db) => recordRefusal(db, who, foreign))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('refuses a client under another agency’s name', async () => {
    const note = await noteFor(brightwater);
    const other = await agencyOf(clientId('fernhill'));
    expect(other).not.toBe(note.chain.agencyId);
    await expect(
      test.db.withSystem((db) => record(db, who, { ...note, chain: { ...note.chain, agencyId: other } })),
    ).rejects.toMatchObject({ code: '23503' });
  });

  it.each([
    [
      'a word',
      `update audit_entries set target_label = 'another' where tenant_id = '$' and seq = 2`,
      2,
      'altered',
    ],
    [
      'the moment',
      `update audit_entries set at = at + interval '1 ms' where tenant_id = '$' and seq = 3`,
      3,
      'altered',
    ],
    ['as whom', `update audit_entries set acting_as = null where tenant_id = '$' and seq = 1`, 1, 'altered'],
    ['a row in the middle', `delete from audit_entries where tenant_id = '$' and seq = 4`, 4, 'missing'],
    [
      'the last row',
      `delete from audit_entries where tenant_id = '$' and seq = (select seq from audit_heads where tenant_id = '$')`,
      null,
      'cut_off',
    ],
    [
      'a row with its own hash made anew',
      `update audit_entries set action = 'client.closed', hash = 'f' || substr(hash, 2) where tenant_id = '$' and seq = 2`,
      2,
      'altered',
    ],
    ['the head', `delete from audit_heads where tenant_id = '$'`, null, 'unlocked'],
  ] as const)(
    'tells an auditor that somebody with more rights changed %s',
    async (_what, tampering, seq, why) => {
      const note = await noteFor(copperline);
      for (let i = 0; i < 5; i += 1) await test.db.withSystem((db) => record(db, who, note));
      expect(await brokenOf(copperline)).toBe(null);
      await asOwner(`create table kept as table audit_entries; create table kept_heads as table audit_heads`);
      await asOwner(tampering.replaceAll('$', copperline));
      const broken = await brokenOf(copperline);
      expect(broken).toMatchObject({ why, ...(seq !== null && { seq }) });
      expect(await brokenOf(brightwater)).toBe(null);
      await asOwner(
        `delete from audit_entries; delete from audit_heads; insert into audit_entries table kept;
       insert into audit_heads table kept_heads; drop table kept, kept_heads`,
      );
    },
  );
});
