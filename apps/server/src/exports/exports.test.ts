import { ApiError, clientOf, type CallListInput, type CallListItem, type ClientOf } from '@foyer/contract';
import { exportEndpoints, type ExportColumn, type ExportContract } from '@foyer/contract/exports';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientId } from '../seed/demo.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { createTestApp, ENGINES, json, ORIGIN, type TestApp, type TestPerson } from '../testing/test-app.ts';

const OF_ALL: ExportColumn[] = ['started_at', 'agent', 'direction', 'status', 'duration', 'id'];
const OF_DETAILS: ExportColumn[] = ['project', 'outcome', 'sentiment', 'tags'];
const OF_CALLERS: ExportColumn[] = ['caller_name', 'caller_number'];
const EVERYTHING: ExportColumn[] = [...OF_ALL, ...OF_DETAILS, ...OF_CALLERS, 'cost'];
const LEASE = 60_000;

type Asking = Partial<{
  key: string;
  filters: Record<string, string>;
  sort: 'started_at' | '-duration' | '-started_at' | '-cost';
  columns: ExportColumn[];
}>;

describe.each(ENGINES)('exports on the %s database', (engine) => {
  let app: TestApp;
  let admin: TestPerson;
  let staff: TestPerson;
  // What the work does after each part: nothing, unless a test says otherwise.
  let rest: () => Promise<void> = () => Promise.resolve();

  beforeAll(async () => {
    app = await createTestApp({ engine, exportPace: { rows: 20, rest: () => rest() } });
    admin = await app.signIn('brightwater-admin');
    staff = await app.signIn('brightwater-staff');
  });
  afterAll(() => app.close());
  afterEach(async () => {
    rest = () => Promise.resolve();
    app.clock.advance(LEASE);
    await app.app.writeExports();
    await change(`delete from call_exports`);
  });

  const change = (statement: string) =>
    app.db.withSystem(async (db) => {
      await sql.raw(statement).execute(db);
    });
  const grant = (name: string, on: boolean | null, client = 'brightwater') =>
    change(`update client_grants set override_value = ${on}, overridden_at = now()
      where tenant_id = '${clientId(client)}' and grant_name = '${name}'`);
  const partsOf = async (id: string): Promise<number> => {
    const { rows } = await app.db.withSystem((db) =>
      sql<{ n: number }>`select count(*) as n from call_export_parts where export_id = ${id}`.execute(db),
    );
    return rows[0]?.n ?? 0;
  };

  const exportsOf = (person: TestPerson): ClientOf<ExportContract> =>
    clientOf(exportEndpoints, {
      baseUrl: ORIGIN,
      fetch: async (one) =>
        person.fetch(one.url, {
          method: one.method,
          headers: one.headers,
          ...(one.body && { body: await one.text() }),
        }),
    });
  const ask = (
    person: TestPerson,
    { key = crypto.randomUUID(), filters = {}, sort = '-started_at', columns = OF_ALL }: Asking = {},
  ) => exportsOf(person).startCallExport({ body: { key, filters, sort, columns } });
  const get = (person: TestPerson, exportId: string) =>
    exportsOf(person).getCallExport({ params: { exportId } });
  const file = (person: TestPerson, id: string, headers: Record<string, string> = {}) =>
    person.fetch(`/api/call-exports/${id}/file`, { headers });
  const textOf = async (person: TestPerson, asking: Asking = {}): Promise<string> => {
    const { id } = await ask(person, asking);
    await app.app.writeExports();
    const answer = await file(person, id);
    expect(answer.status).toBe(200);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  };
  const rowsOf = async (person: TestPerson, asking: Asking = {}) =>
    parseCsv((await textOf(person, asking)).replace(/^\uFEFF/, ''));
  const walk = async (person: TestPerson, query: CallListInput): Promise<CallListItem[]> => {
    const items: CallListItem[] = [];
    let cursor: string | undefined;
    do {
      const page = await person.api.listCalls({ query: { ...query, limit: 100, ...(cursor && { cursor }) } });
      items.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return items;
  };
  const refusal = async (work: Promise<unknown>): Promise<[number, string, string[]]> => {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof ApiError)) throw new Error('was not refused');
    return [error.status, error.code, (error.problem?.denials ?? []).map(({ layer }) => layer)];
  };
  /** Begins an export and lets it write so many parts before it waits; `goOn` has it write the rest. */
  const heldAfter = async (parts: number, person = admin, asking: Asking = {}) => {
    let goOn = (): void => {};
    const open = new Promise<void>((resolve) => (goOn = resolve));
    let written = 0;
    let reached = (): void => {};
    const there = new Promise<void>((resolve) => (reached = resolve));
    rest = () => {
      written += 1;
      if (written < parts) return Promise.resolve();
      reached();
      return open;
    };
    const { id } = await ask(person, asking);
    await there;
    return { id, goOn: () => (goOn(), app.app.writeExports()) };
  };

  describe('the file', () => {
    test.each<[string, Record<string, string>]>([
      ['everything', {}],
      ['what was missed', { status: 'missed,failed' }],
      ['what was good', { sentiment: 'positive', direction: 'inbound' }],
      ['what has a word', { text: 'appointment' }],
      ['nothing', { status: 'missed', outcome: 'booked' }],
    ])('has exactly the calls that the list has, in its order: %s', async (_, filters) => {
      for (const sort of ['-started_at', 'started_at', '-duration', '-cost'] as const) {
        const listed = await walk(admin, { ...(filters as CallListInput), sort });
        const rows = await rowsOf(admin, { filters, sort, columns: EVERYTHING });
        expect(rows.map((row) => row['Call ID'])).toEqual(listed.map(({ id }) => id));
        for (const [index, call] of listed.entries()) {
          const { details, cost } = call;
          if (details?.level !== 'view' || !cost) throw new Error('an admin sees everything');
          expect(rows[index]).toMatchObject({
            Agent: call.agent.label,
            Project: details.project.name,
            'Caller name': details.caller.name ?? '',
            'Caller number': details.caller.number ? `'${details.caller.number}` : '',
            'Duration (seconds)': String(Math.round(call.durationMs / 1000)),
            Cost: (cost.minor / 100).toFixed(2),
            Currency: cost.currency,
            Tags: details.tags.join('; '),
          });
          expect(Date.parse(rows[index]?.['Started at'] ?? '')).toBe(
            Math.floor(Date.parse(call.startedAt) / 1000) * 1000,
          );
        }
      }
    });

    test('begins with a mark, has a header in words and ends each line as spreadsheets expect', async () => {
      const text = await textOf(admin, { columns: ['cost', 'caller_number', 'started_at', 'started_at'] });
      const lines = text.split('\r\n');
      expect(lines[0]).toBe('\uFEFFStarted at,Caller number,Cost,Currency');
      expect(lines.at(-1)).toBe('');
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      // New York, at this time of the year.
      expect(lines[1]).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}-0[45]:00,/);
    });

    test('has nothing that a spreadsheet would run', async () => {
      const tenant = clientId('brightwater');
      await change(`update agents set name = '=cmd|'' /C calc''!A0, "quoted"' where tenant_id = '${tenant}'
        and id = (select agent_id from calls where tenant_id = '${tenant}' order by started_at desc, id desc limit 1)`);
      await change(`update calls set caller_name = '@SUM(A1)', tags = array['+one', 'two'] where tenant_id = '${tenant}'
        and id = (select id from calls where tenant_id = '${tenant}' order by started_at desc, id desc limit 1)`);
      const [newest] = await rowsOf(admin, { columns: EVERYTHING });
      expect(newest).toMatchObject({
        Agent: `'=cmd|' /C calc'!A0, "quoted"`,
        'Caller name': "'@SUM(A1)",
        Tags: "'+one; two",
      });
      const all = await rowsOf(admin, { columns: EVERYTHING });
      expect(all.length).toBeGreaterThan(100);
      for (const row of all) for (const value of Object.values(row)) expect(value).not.toMatch(/^\s*[=+\-@]/);
    });

    test('is counted first, exactly, and named after the client and the day', async () => {
      const count = await exportsOf(admin).countCallExport({ query: { status: 'completed' as never } });
      const started = await ask(admin, { filters: { status: 'completed' } });
      expect(started).toMatchObject({ state: 'running', total: count.count, rows: 0, bytes: 0 });
      expect(started.fileName).toMatch(/^calls-brightwater-[a-z-]+-\d{4}-\d{2}-\d{2}\.csv$/);
      await app.app.writeExports();
      const done = await get(admin, started.id);
      expect(done).toMatchObject({ state: 'done', rows: count.count });
      const answer = await file(admin, started.id);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="${done.fileName}"`,
        'content-length': String(done.bytes),
        'accept-ranges': 'bytes',
        'cache-control': 'no-store',
      });
      expect((await answer.arrayBuffer()).byteLength).toBe(done.bytes);
    });

    test('comes in parts that together are the whole, whatever their borders', async () => {
      const { id } = await ask(admin, { columns: EVERYTHING });
      await app.app.writeExports();
      const whole = await file(admin, id);
      const etag = whole.headers.get('etag') ?? '';
      const bytes = new Uint8Array(await whole.arrayBuffer());
      expect(await partsOf(id)).toBeGreaterThan(5);
      for (const size of [1_000, 1_777, bytes.length - 1]) {
        const together: number[] = [];
        for (let at = 0; at < bytes.length; at += size) {
          const part = await file(admin, id, { range: `bytes=${at}-${at + size - 1}`, 'if-range': etag });
          expect(part.status).toBe(206);
          const end = Math.min(at + size, bytes.length) - 1;
          expect(part.headers.get('content-range')).toBe(`bytes ${at}-${end}/${bytes.length}`);
          together.push(...new Uint8Array(await part.arrayBuffer()));
        }
        expect(Buffer.compare(Buffer.from(together), Buffer.from(bytes))).toBe(0);
      }
      const last = await file(admin, id, { range: 'bytes=-10' });
      expect(new Uint8Array(await last.arrayBuffer())).toEqual(bytes.slice(-10));
      // Another file's mark: the whole, from the start.
      const other = await file(admin, id, { range: 'bytes=10-', 'if-range': '"another"' });
      expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, bytes.length]);
      const beyond = await file(admin, id, { range: `bytes=${bytes.length}-` });
      expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
      const head = await admin.fetch(`/api/call-exports/${id}/file`, { method: 'HEAD' });
      expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    });
  });

  describe('who may have what', () => {
    test('staff get the calls of their projects, and nothing of any caller', async () => {
      const text = await textOf(staff, { columns: [...OF_ALL, ...OF_DETAILS] });
      const listed = await walk(staff, {});
      expect(parseCsv(text.slice(1)).map((row) => row['Call ID'])).toEqual(listed.map(({ id }) => id));
      const callers = await app.db.withSystem((db) =>
        sql<{
          name: string | null;
          number: string | null;
        }>`select caller_name as name, caller_number as number from calls
          where tenant_id = ${clientId('brightwater')}`.execute(db),
      );
      expect(text).not.toContain('Caller');
      for (const { name, number } of callers.rows) {
        if (name) expect(text).not.toContain(name);
        if (number) expect(text).not.toContain(number);
      }
    });

    test.each<[string, string, Asking, string[]]>([
      ['callers, for staff', 'brightwater-staff', { columns: ['caller_name'] }, ['role']],
      ['their numbers, for staff', 'brightwater-staff', { columns: ['caller_number'] }, ['role']],
      ['costs, for staff', 'brightwater-staff', { columns: ['cost'] }, ['role']],
      ['costs, without billing', 'keystone-manager', { columns: ['cost'] }, ['grant']],
      ['the order by cost, without billing', 'keystone-manager', { sort: '-cost' }, ['grant']],
      ['outcomes, without details', 'aurelia-admin', { columns: ['outcome'] }, ['grant']],
      ['sentiment, without details', 'aurelia-admin', { columns: ['sentiment'] }, ['grant']],
      ['tags, without details', 'aurelia-admin', { columns: ['tags'] }, ['grant']],
      ['projects, without details', 'aurelia-admin', { columns: ['project'] }, ['grant']],
      ['callers, without details', 'aurelia-admin', { columns: ['caller_name'] }, ['grant']],
      [
        'what a word finds, without details',
        'aurelia-admin',
        { filters: { text: 'appointment' } },
        ['grant'],
      ],
      ['an outcome, without details', 'aurelia-admin', { filters: { outcome: 'booked' } }, ['grant']],
      [
        'what a number finds, for staff',
        'brightwater-staff',
        { filters: { text: '+12125550142' } },
        ['policy', 'role'],
      ],
      ['calls, without them', 'oakfield-admin', {}, ['grant']],
    ])('refused, and never begun: %s', async (_, key, asking, layers) => {
      const person = await app.signIn(key);
      expect(await refusal(ask(person, asking))).toEqual([403, 'denied', layers]);
      const { rows } = await app.db.withSystem((db) =>
        sql<{ n: number }>`select count(*) as n from call_exports`.execute(db),
      );
      expect(rows).toEqual([{ n: 0 }]);
    });

    test('counting is refused as the list is', async () => {
      const outline = await app.signIn('aurelia-admin');
      expect(await refusal(exportsOf(outline).countCallExport({ query: { text: 'appointment' } }))).toEqual([
        403,
        'denied',
        ['grant'],
      ]);
      expect(await refusal(exportsOf(staff).countCallExport({ query: { text: '+12125550142' } }))).toEqual([
        403,
        'denied',
        ['policy', 'role'],
      ]);
    });

    test('somebody else’s isn’t there, whoever they are', async () => {
      const { id } = await ask(admin);
      await app.app.writeExports();
      for (const key of ['brightwater-manager', 'brightwater-staff', 'keystone-admin', 'copperline-admin']) {
        const other = await app.signIn(key);
        const nowhere = crypto.randomUUID();
        for (const [method, rest_] of [
          ['GET', ''],
          ['GET', '/file'],
          ['DELETE', ''],
        ] as const) {
          const [theirs, nobodys] = await Promise.all(
            [id, nowhere].map(async (one) => {
              const answer = await other.fetch(`/api/call-exports/${one}${rest_}`, { method });
              const { requestId: __, ...body } = (await answer.json()) as Record<string, unknown>;
              return { status: answer.status, body };
            }),
          );
          expect(theirs).toMatchObject({ status: 404 });
          expect(theirs).toEqual(nobodys);
        }
        expect((await exportsOf(other).listCallExports()).items).toEqual([]);
      }
      expect((await exportsOf(admin).listCallExports()).items.map((one) => one.id)).toEqual([id]);
    });

    test('whoever looks through somebody’s eyes starts none and finds none', async () => {
      const agency = await app.signIn('larkspur-agency');
      await agency.fetch('/api/session/client', json({ clientId: clientId('brightwater') }, 'PUT'));
      const { id } = await ask(agency, { columns: EVERYTHING });
      await app.app.writeExports();
      expect((await file(agency, id)).status).toBe(200);
      const as = { kind: 'role', role: 'client_staff' };
      const viewing = await agency.fetch(
        '/api/session/view-as',
        json({ clientId: clientId('brightwater'), as, reason: 'a question' }),
      );
      expect(viewing.status).toBe(204);
      expect((await refusal(ask(agency))).slice(0, 2)).toEqual([403, 'view_as']);
      expect((await exportsOf(agency).listCallExports()).items).toEqual([]);
      expect((await file(agency, id)).status).toBe(404);
      expect((await refusal(get(agency, id))).slice(0, 2)).toEqual([404, 'not_found']);
    });

    test('a file is closed as soon as one may not see what is in it', async () => {
      const { id } = await ask(admin, { columns: EVERYTHING });
      await app.app.writeExports();
      await grant('view_call_details', false);
      const closed = await file(admin, id);
      expect([
        closed.status,
        ((await closed.json()) as { denials: { layer: string }[] }).denials.map(({ layer }) => layer),
      ]).toEqual([403, ['grant']]);
      await grant('view_calls', false);
      expect((await file(admin, id)).status).toBe(403);
      expect((await admin.fetch('/api/call-exports')).status).toBe(403);
      await grant('view_calls', true);
      await grant('view_call_details', true);
      expect((await file(admin, id)).status).toBe(200);
    });

    test('a download breaks off where the right to it ends', async () => {
      const { id } = await ask(admin, { columns: EVERYTHING });
      await app.app.writeExports();
      const answer = await file(admin, id);
      const reader = answer.body?.getReader();
      expect((await reader?.read())?.value?.byteLength).toBeGreaterThan(100);
      await grant('view_call_details', false);
      await expect(reader?.read()).rejects.toThrow('You may not do this.');
      await grant('view_call_details', true);
    });
  });

  describe('on the way', () => {
    test('it tells how far it is, and can be cancelled', async () => {
      const { id, goOn } = await heldAfter(2);
      expect(await get(admin, id)).toMatchObject({ state: 'running', rows: 40 });
      expect((await file(admin, id)).status).toBe(404);
      await exportsOf(admin).cancelCallExport({ params: { exportId: id } });
      await goOn();
      expect(await get(admin, id)).toMatchObject({ state: 'cancelled', rows: 0, bytes: 0 });
      expect(await partsOf(id)).toBe(0);
      expect((await file(admin, id)).status).toBe(404);
      // Again: nothing more happens.
      await exportsOf(admin).cancelCallExport({ params: { exportId: id } });
      expect((await get(admin, id)).state).toBe('cancelled');
    });

    test.each<[string, () => Promise<void>, () => Promise<void>]>([
      [
        'a grant is taken away',
        () => grant('view_call_details', false),
        () => grant('view_call_details', true),
      ],
      ['calls are taken away', () => grant('view_calls', false), () => grant('view_calls', true)],
      [
        'a grant over nothing in it',
        () => grant('manage_billing', false),
        () => grant('manage_billing', true),
      ],
    ])('it stops when what may be seen is another: %s', async (_, take, giveBack) => {
      const { id, goOn } = await heldAfter(2);
      await take();
      await goOn();
      await giveBack();
      expect(await get(admin, id)).toMatchObject({ state: 'stopped', rows: 0, bytes: 0 });
      expect(await partsOf(id)).toBe(0);
    });

    test('it stops when its session ends', async () => {
      const leaving = await app.signIn('brightwater-manager');
      const { id, goOn } = await heldAfter(2, leaving);
      await leaving.fetch('/api/sign-out', { method: 'POST' });
      await goOn();
      const back = await app.signIn('brightwater-manager');
      expect(await get(back, id)).toMatchObject({ state: 'stopped', rows: 0 });
      expect(await partsOf(id)).toBe(0);
    });

    test('it stops when its person may not come in from there any more', async () => {
      const { id, goOn } = await heldAfter(2);
      await change(
        `insert into client_addresses (tenant_id, range) values ('${clientId('brightwater')}', '198.51.100.0/24')`,
      );
      await goOn();
      await change(
        `delete from client_addresses where tenant_id = '${clientId('brightwater')}' and range = '198.51.100.0/24'`,
      );
      expect(await get(admin, id)).toMatchObject({ state: 'stopped' });
    });

    test('after a crash whoever comes next goes on where it was: no call twice, none left out', async () => {
      const whole = await textOf(admin, { columns: EVERYTHING });
      let written = 0;
      rest = () => {
        written += 1;
        return written === 3 ? Promise.reject(new Error('the process was killed')) : Promise.resolve();
      };
      const { id } = await ask(admin, { columns: EVERYTHING });
      await app.app.writeExports();
      expect(await get(admin, id)).toMatchObject({ state: 'running', rows: 60 });
      // For as long as the one that had it might be at it, nobody else is.
      await app.app.writeExports();
      expect(await get(admin, id)).toMatchObject({ state: 'running', rows: 60 });
      app.clock.advance(LEASE);
      await app.app.writeExports();
      const done = await get(admin, id);
      expect(done).toMatchObject({ state: 'done', rows: done.total });
      const answer = await file(admin, id);
      expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(whole))).toBe(true);
    });

    test('a part that can’t be written is tried again, and given up in the end', async () => {
      const { id, goOn } = await heldAfter(1);
      await change(`update call_exports set sort = 'nonsense' where id = '${id}'`);
      await goOn();
      for (let tries = 1; tries < 5; tries++) {
        expect((await get(admin, id)).state).toBe('running');
        app.clock.advance(LEASE);
        await app.app.writeExports();
      }
      expect(await get(admin, id)).toMatchObject({ state: 'failed', rows: 0, bytes: 0 });
      expect(await partsOf(id)).toBe(0);
      expect(app.log.filter((line) => line.includes('a part of an export was not written'))).toHaveLength(5);
    });

    test('the same form sent again is one export, and three run at once at most', async () => {
      const key = crypto.randomUUID();
      const { id, goOn } = await heldAfter(1, admin, { key });
      const other = crypto.randomUUID();
      const [first, again] = await Promise.all([ask(admin, { key: other }), ask(admin, { key: other })]);
      expect(again.id).toBe(first.id);
      expect((await ask(admin, { key })).id).toBe(id);
      await ask(admin);
      expect((await refusal(ask(admin))).slice(0, 2)).toEqual([429, 'rate_limited']);
      await exportsOf(admin).cancelCallExport({ params: { exportId: first.id } });
      expect((await ask(admin)).state).toBe('running');
      await goOn();
    });

    test('the newest ten are kept, for a day', async () => {
      const ids: string[] = [];
      for (let made = 0; made < 11; made++) {
        ids.unshift((await ask(admin, { filters: { status: 'failed' } })).id);
        await app.app.writeExports();
        app.clock.advance(1);
      }
      const listed = async () => (await exportsOf(admin).listCallExports()).items.map(({ id }) => id);
      expect(await listed()).toEqual(ids.slice(0, 10));
      app.clock.advance(24 * 60 * 60_000);
      admin = await app.signIn('brightwater-admin');
      staff = await app.signIn('brightwater-staff');
      expect(await listed()).toEqual([]);
      expect((await file(admin, ids[0] ?? '')).status).toBe(404);
      await app.app.tidyExports();
      expect(await partsOf(ids[0] ?? '')).toBe(0);
    });
  });

  test('what is done is written down, and never what was searched for', async () => {
    await change(`delete from call_exports`);
    const { id } = await ask(admin, {
      filters: { text: 'Secretname', status: 'completed' },
      columns: OF_ALL,
    });
    await app.app.writeExports();
    const { bytes } = await get(admin, id);
    // All but the mark at the beginning is a download, too.
    await file(admin, id, { range: `bytes=3-${bytes - 1}` });
    await file(admin, id);
    await file(admin, id, { range: `bytes=5-${bytes - 1}` });
    const { id: cancelled, goOn } = await heldAfter(1);
    await exportsOf(admin).cancelCallExport({ params: { exportId: cancelled } });
    await goOn();
    const { rows } = await app.db.withSystem((db) =>
      sql<{ entry: string }>`select e::text as entry from audit_entries e
        where tenant_id = ${clientId('brightwater')} and e::text like any (array[${`%${id}%`}, ${`%${cancelled}%`}]) order by e.at`.execute(
        db,
      ),
    );
    const actions = rows.map(({ entry }) => /calls\.exported|export\.\w+/.exec(entry)?.[0] ?? entry);
    expect(actions.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'calls.exported',
      'calls.exported',
      'export.cancelled',
      'export.downloaded',
      'export.downloaded',
    ]);
    expect(rows.map(({ entry }) => entry).join('\n')).toContain('searched');
    const all = await app.db.withSystem((db) =>
      sql<{
        n: number;
      }>`select count(*) as n from audit_entries e where e::text ilike '%secretname%'`.execute(db),
    );
    expect(all.rows).toEqual([{ n: 0 }]);
    expect(app.log.some((line) => line.toLowerCase().includes('secretname'))).toBe(false);
  });
});
