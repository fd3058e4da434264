import { ApiError, CALL_SORTS, type CallListInput, type CallListItem } from '@foyer/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agentId, clientId, projectId } from '../seed/demo.ts';
import { createTestApp, ENGINES, type TestApp, type TestPerson } from '../testing/test-app.ts';
import { addDays, dayAt } from './day-range.ts';

const NOWHERE = '00000000-0000-4000-8000-000000000000';

describe.each(ENGINES)('calls on the %s database', (engine) => {
  let app: TestApp;
  let admin: TestPerson;
  let manager: TestPerson;
  let staff: TestPerson;
  let outline: TestPerson;

  beforeAll(async () => {
    app = await createTestApp({ engine });
    admin = await app.signIn('brightwater-admin');
    manager = await app.signIn('keystone-manager');
    staff = await app.signIn('brightwater-staff');
    outline = await app.signIn('aurelia-staff');
  });
  afterAll(() => app.close());

  const rowsOf = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
    app.db.withSystem(async (db) => (await query.execute(db)).rows);

  const walk = async (person: TestPerson, query: CallListInput, limit = 7): Promise<CallListItem[]> => {
    const items: CallListItem[] = [];
    let cursor: string | undefined;
    do {
      const page = await person.api.listCalls({ query: { ...query, limit, ...(cursor && { cursor }) } });
      items.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return items;
  };

  describe('what stands in the list', () => {
    test('an admin with every grant sees caller, details and cost', async () => {
      const { items } = await admin.api.listCalls({ query: { limit: 100 } });
      expect(items).toHaveLength(100);
      expect(items.every((item) => item.cost?.currency === 'USD')).toBe(true);
      expect(items.every((item) => item.details?.level === 'view')).toBe(true);
      expect(items.some((item) => item.details?.level === 'view' && item.details.caller.name)).toBe(true);
    });

    test('without the grant for billing there is no cost', async () => {
      const { items } = await manager.api.listCalls();
      expect(items.every((item) => item.details?.level === 'view' && item.cost === undefined)).toBe(true);
    });

    test('staff get the calls of their projects, and no field for the caller', async () => {
      const { items } = await staff.api.listCalls({ query: { limit: 100 } });
      const harbor = projectId('brightwater', 'harbor');
      expect(items.length).toBeGreaterThan(10);
      for (const item of items) {
        expect(item.details).toMatchObject({ level: 'redacted', project: { id: harbor } });
        expect(item.details).not.toHaveProperty('caller');
      }
    });

    test('without the grant for details there are time, agent, direction, length and status only', async () => {
      const { items } = await outline.api.listCalls({ query: { limit: 3 } });
      for (const item of items) {
        expect(Object.keys(item).toSorted()).toEqual([
          'agent',
          'direction',
          'durationMs',
          'id',
          'startedAt',
          'status',
        ]);
      }
    });

    test('without the grant for calls the answer is 403 with the grant that is missing', async () => {
      const handsOff = await app.signIn('oakfield-admin');
      const denials = [
        { layer: 'grant', code: expect.any(String), changeableBy: 'agency', grant: 'view_calls' },
      ];
      for (const path of ['/api/calls', '/api/calls/count', '/api/calls/filters', `/api/calls/${NOWHERE}`]) {
        const answer = await handsOff.fetch(path);
        expect(answer.status).toBe(403);
        expect(await answer.json()).toMatchObject({ code: 'denied', denials });
      }
    });
  });

  describe('filters and order', () => {
    const today = dayAt(new Date(), 'America/New_York');
    const combinations: [string, CallListInput, string][] = [
      ['nothing', {}, 'true'],
      ['a status', { status: 'missed,failed' as never }, "status in ('missed', 'failed')"],
      ['a direction', { direction: 'outbound' }, "direction = 'outbound'"],
      ['a sentiment', { sentiment: 'positive' as never }, "sentiment = 'positive'"],
      ['outcomes', { outcome: 'booked,spam' as never }, "outcome in ('booked', 'spam')"],
      ['an agent', { agent: agentId('brightwater', 'pip') }, `agent_id = '${agentId('brightwater', 'pip')}'`],
      [
        'a project',
        { project: projectId('brightwater', 'elm') },
        `project_id = '${projectId('brightwater', 'elm')}'`,
      ],
      [
        'days in the time zone of the client',
        { from: addDays(today, -9), to: addDays(today, -3) },
        `(started_at at time zone 'America/New_York')::date between '${addDays(today, -9)}' and '${addDays(today, -3)}'`,
      ],
      [
        'all at once',
        {
          from: addDays(today, -12),
          status: 'completed' as never,
          direction: 'inbound',
          sentiment: 'positive,neutral' as never,
          outcome: 'booked,answered' as never,
          project: projectId('brightwater', 'harbor'),
        },
        `(started_at at time zone 'America/New_York')::date >= '${addDays(today, -12)}' and status = 'completed' and direction = 'inbound'
          and sentiment in ('positive', 'neutral') and outcome in ('booked', 'answered') and project_id = '${projectId('brightwater', 'harbor')}'`,
      ],
      ['what nothing has', { status: 'missed' as never, outcome: 'booked' as never }, 'false'],
    ];

    test.each(combinations)(
      '%s: pages in every order give each call that matches once',
      async (_, query, where) => {
        for (const sort of CALL_SORTS) {
          const column =
            { started_at: 'started_at', duration: 'duration_ms', cost: 'cost_minor' }[
              sort.replace('-', '')
            ] ?? '';
          const direction = sort.startsWith('-') ? 'desc' : 'asc';
          const expected = await rowsOf(
            sql<{
              id: string;
            }>`select id from calls where tenant_id = ${clientId('brightwater')} and ${sql.raw(where)}
            order by ${sql.raw(`${column} ${direction}, id ${direction}`)}`,
          );
          const items = await walk(admin, { ...query, sort }, 23);
          expect(items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        }
        const expected = await rowsOf(
          sql<{
            calls: number;
          }>`select count(*) as calls from calls where tenant_id = ${clientId('brightwater')} and ${sql.raw(where)}`,
        );
        expect(await admin.api.countCalls({ query })).toEqual({ count: expected[0]?.calls, capped: false });
      },
    );

    test('those over details are refused without the grant for details', async () => {
      for (const query of ['sentiment=positive', 'outcome=booked', 'text=booking']) {
        for (const path of ['/api/calls', '/api/calls/count']) {
          const answer = await outline.fetch(`${path}?${query}`);
          expect(answer.status).toBe(403);
          expect(await answer.json()).toMatchObject({
            denials: expect.arrayContaining([expect.objectContaining({ grant: 'view_call_details' })]),
          });
        }
      }
      expect((await outline.fetch('/api/calls?status=missed&direction=inbound')).status).toBe(200);
    });

    test('the order by cost is refused without the grant for billing', async () => {
      for (const sort of ['cost', '-cost']) {
        const answer = await manager.fetch(`/api/calls?sort=${sort}`);
        expect(answer.status).toBe(403);
        expect(await answer.json()).toMatchObject({
          denials: [expect.objectContaining({ grant: 'manage_billing' })],
        });
      }
    });

    test("a project or agent outside of the staff's scope answers like one that does not exist", async () => {
      const harborOnly = await staff.api.getCallFilters();
      expect(harborOnly.agents.map((agent) => agent.label)).toEqual([
        'Jonas, after hours',
        'Mia, front desk',
      ]);
      for (const path of ['/api/calls', '/api/calls/count']) {
        const bodies = await Promise.all(
          [
            `project=${projectId('brightwater', 'elm')}`,
            `project=${projectId('keystone', 'riverside')}`,
            `project=${NOWHERE}`,
            `agent=${agentId('brightwater', 'ada')}`,
            `agent=${NOWHERE}`,
          ].map(async (query) => {
            const answer = await staff.fetch(`${path}?${query}`);
            return [answer.status, await answer.text()];
          }),
        );
        expect(new Set(bodies.map(String)).size).toBe(1);
        expect(bodies[0]?.[0]).toBe(200);
      }
    });

    test('an agent that has had no call is only named to who may see agents', async () => {
      const agent = { id: NOWHERE, name: 'Not announced yet', status: 'draft' } as const;
      await rowsOf(
        sql`insert into agents (tenant_id, id, project_id, name, status, greeting, prompt, voice, language, interruptible,
            silence_timeout_seconds, end_call_phrases)
          select tenant_id, ${agent.id}, project_id, ${agent.name}, ${agent.status}, greeting, prompt, voice, language,
            interruptible, silence_timeout_seconds, end_call_phrases
          from agents where tenant_id = ${clientId('brightwater')} and id = ${agentId('brightwater', 'mia')}`,
      );
      const labels = async (person: TestPerson) =>
        (await person.api.getCallFilters()).agents.map(({ label }) => label);
      expect(await labels(admin)).toContain(agent.name);
      expect(await labels(staff)).not.toContain(agent.name);
      await rowsOf(sql`delete from agents where id = ${agent.id}`);
    });

    test('a length in seconds holds for whole seconds, both ends included', async () => {
      const { items: newest } = await admin.api.listCalls({ query: { status: 'completed', limit: 1 } });
      const length = Math.floor((newest[0]?.durationMs ?? 0) / 1_000);
      const { items } = await admin.api.listCalls({
        query: { minDuration: length, maxDuration: length, limit: 100 },
      });
      expect(items.map(({ id }) => id)).toContain(newest[0]?.id);
      for (const { durationMs } of items) expect(Math.floor(durationMs / 1_000)).toBe(length);
    });

    test('an id finds the same in capitals as in small letters', async () => {
      const agent = agentId('brightwater', 'mia');
      const project = projectId('brightwater', 'harbor');
      for (const words of [{}, { text: 'thank' }]) {
        const small = await staff.api.countCalls({ query: { agent, project, ...words } });
        const query = { agent: agent.toUpperCase(), project: project.toUpperCase(), ...words };
        expect(await staff.api.countCalls({ query })).toEqual(small);
        expect(small.count).toBeGreaterThan(0);
      }
    });
  });

  describe('search', () => {
    const namedCall = async (client: string, project: string) => {
      const [call] = await rowsOf(
        sql<{ id: string; caller_name: string; caller_number: string }>`
          select c.id, c.caller_name, c.caller_number from calls c join call_texts t on t.call_id = c.id
          where c.tenant_id = ${clientId(client)} and c.project_id = ${projectId(client, project)}
            and c.caller_name is not null and c.caller_number is not null and t.segments::text like '%caller_name%'
          order by c.started_at desc limit 1`,
      );
      if (!call) throw new Error('no call with a caller who says their name');
      return call;
    };

    test('finds words of transcripts and summaries, in any order and with every other filter', async () => {
      const found = await walk(admin, { text: 'thank calling', status: 'completed' as never });
      expect(found.length).toBeGreaterThan(20);
      const expected = await rowsOf(
        sql<{ id: string }>`select c.id from calls c join call_texts t on t.call_id = c.id
          where c.tenant_id = ${clientId('brightwater')} and c.status = 'completed'
            and (t.segments::text || t.summary) ~* '\\ythanks?\\y' and (t.segments::text || t.summary) ~* '\\ycalling\\y'
          order by c.started_at desc, c.id desc`,
      );
      expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      const byLength = await walk(admin, {
        text: 'thank calling',
        status: 'completed' as never,
        sort: 'duration',
      });
      expect(byLength.map((item) => item.durationMs)).toEqual(
        found.map((item) => item.durationMs).toSorted((a, b) => a - b),
      );
      expect(
        await admin.api.countCalls({ query: { text: 'thank calling', status: 'completed' as never } }),
      ).toEqual({
        count: found.length,
        capped: false,
      });
    });

    test('finds the caller by name and number for who may see callers', async () => {
      const call = await namedCall('brightwater', 'harbor');
      for (const text of [call.caller_name, call.caller_number, call.caller_number.slice(-7)]) {
        const found = await walk(admin, { text });
        expect(found.map(({ id }) => id)).toContain(call.id);
        expect(found.length).toBeLessThan(20);
      }
    });

    test('finds no name of a caller for staff, and refuses what could be a number, an address or a date', async () => {
      const call = await namedCall('brightwater', 'harbor');
      const { items } = await staff.api.listCalls({ query: { text: call.caller_name } });
      expect(items).toEqual([]);
      for (const text of [call.caller_number, 'zoe@mail.example', '4 May 1988']) {
        const answer = await staff.fetch(`/api/calls?text=${encodeURIComponent(text)}`);
        expect(answer.status).toBe(403);
        expect(await answer.json()).toMatchObject({ denials: [{ code: 'search_caller_details' }, {}] });
      }
    });

    test('finds nothing sensitive for anybody', async () => {
      const [call] = await rowsOf(
        sql<{
          text: string;
        }>`select substr(s ->> 'text', (p ->> 'start')::int + 1, (p ->> 'end')::int - (p ->> 'start')::int) as text
          from call_texts t, jsonb_array_elements(t.segments) s, jsonb_array_elements(s -> 'spans') p
          where t.tenant_id = ${clientId('brightwater')} and p ->> 'kind' = 'address' limit 1`,
      );
      expect(call?.text).toBeTruthy();
      const { items } = await admin.api.listCalls({ query: { text: call?.text ?? '' } });
      expect(items).toEqual([]);
    });

    test('of a word without end finds nothing', async () => {
      for (const person of [admin, staff]) {
        expect(await person.api.countCalls({ query: { text: '㍿'.repeat(200) } })).toMatchObject({
          count: 0,
        });
      }
    });

    test('of signs only finds nothing', async () => {
      expect(await admin.api.listCalls({ query: { text: '?! …' } })).toEqual({ items: [], nextCursor: null });
      expect(await admin.api.countCalls({ query: { text: "'&|" } })).toEqual({ count: 0, capped: false });
    });
  });

  describe('input that cannot be', () => {
    test.each([
      ['query.from', 'from=2026-02-30'],
      ['query.to', 'from=2026-02-03&to=2026-02-02'],
      ['query.from', 'from=0000-01-01'],
      ['query.limit', 'limit=101'],
      ['query.minDuration', 'minDuration=-1'],
      ['query.maxDuration', 'maxDuration=90000'],
      ['query.maxDuration', 'minDuration=60&maxDuration=59'],
      ['query.status', 'status=lost'],
      ['query.agent', 'agent=7'],
      ['query.sort', 'sort=caller'],
      ['query.text', `text=${'x'.repeat(201)}`],
      ['query.cursor', 'cursor=nonsense'],
      ['query.cursor', `cursor=${'x'.repeat(301)}`],
    ])('is answered with 422 naming %s: %s', async (field, query) => {
      const answer = await admin.fetch(`/api/calls?${query}`);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ code: 'invalid', fields: [{ field }] });
    });

    test("another list's cursor is refused", async () => {
      const { nextCursor } = await admin.api.listCalls({ query: { limit: 5 } });
      const other = await app.signIn('brightwater-staff');
      for (const [person, query] of [
        [admin, 'sort=duration'],
        [admin, 'status=missed'],
        [manager, ''],
        [other, ''],
      ] as const) {
        const answer = await person.fetch(`/api/calls?cursor=${nextCursor}&${query}`);
        expect(answer.status).toBe(422);
        expect(await answer.json()).toMatchObject({ fields: [{ field: 'query.cursor' }] });
      }
      expect((await admin.fetch(`/api/calls?limit=9&cursor=${nextCursor}`)).status).toBe(200);
    });
  });

  describe('one call', () => {
    const newestCall = async (client: string, where = 'true') => {
      const [call] = await rowsOf(
        sql<{
          id: string;
        }>`select c.id from calls c join call_texts t on t.call_id = c.id left join recordings r on r.call_id = c.id
          where c.tenant_id = ${clientId(client)} and ${sql.raw(where)} order by c.started_at desc limit 1`,
      );
      if (!call) throw new Error(`no call of ${client} where ${where}`);
      return call.id;
    };

    test("another client's, another project's and one that never was answer alike, to the byte", async () => {
      const ids = [
        await newestCall('keystone'),
        await newestCall('copperline'),
        await newestCall('brightwater', `c.project_id = '${projectId('brightwater', 'elm')}'`),
        NOWHERE,
      ];
      for (const part of ['', '/transcript']) {
        const answers = await Promise.all(
          ids.map(async (id) => {
            const answer = await staff.fetch(`/api/calls/${id}${part}`);
            const headers = Object.fromEntries(answer.headers);
            const body = await answer.text();
            const requestId = headers['x-request-id'] ?? '';
            delete headers['x-request-id'];
            return JSON.stringify([answer.status, headers, body.replaceAll(requestId, '')]);
          }),
        );
        expect(new Set(answers).size).toBe(1);
        expect(answers[0]).toContain('404');
      }
    });

    test('is shown with its summary, masked by who reads', async () => {
      const id = await newestCall(
        'brightwater',
        `c.project_id = '${projectId('brightwater', 'harbor')}' and t.summary_spans::text like '%caller_name%'`,
      );
      const full = await admin.api.getCall({ params: { callId: id } });
      const redacted = await staff.api.getCall({ params: { callId: id } });
      expect(full.details).toMatchObject({ level: 'view', caller: { name: expect.any(String) } });
      expect(full.details?.summary.some((part) => 'masked' in part && part.masked === 'caller_name')).toBe(
        false,
      );
      expect(redacted.details?.level).toBe('redacted');
      expect(redacted.details).not.toHaveProperty('caller');
      expect(
        redacted.details?.summary.some((part) => 'masked' in part && part.masked === 'caller_name'),
      ).toBe(true);
    });

    test('without the grant for details has no word of them, nor of its recording', async () => {
      const id = await newestCall(
        'aurelia',
        `c.project_id = '${projectId('aurelia', 'reception')}' and r.consent = 'granted'`,
      );
      const call = await outline.api.getCall({ params: { callId: id } });
      expect(call.details).toBeUndefined();
      expect(call.recording.media).toBeUndefined();
      expect(call.recording.playback.level).toBe('none');
      expect(call.recording.playback.denials.map(({ layer }) => layer)).not.toContain('consent');
      await expect(outline.api.getTranscript({ params: { callId: id } })).rejects.toMatchObject({
        status: 403,
      });
    });

    test('has a transcript with times, in which nothing sensitive is left', async () => {
      const id = await newestCall('brightwater', `t.segments::text like '%date_of_birth%'`);
      const { segments } = await admin.api.getTranscript({ params: { callId: id } });
      expect(segments.length).toBeGreaterThan(8);
      expect(segments.every(({ startMs, endMs }) => startMs < endMs)).toBe(true);
      const masked = segments.flatMap(({ parts }) =>
        parts.flatMap((part) => ('masked' in part ? part.masked : [])),
      );
      expect(masked).toContain('date_of_birth');
      expect(masked).not.toContain('caller_name');
    });
  });

  test('nothing that staff receive holds the name or number of a caller', async () => {
    for (const key of ['brightwater-staff', 'keystone-staff', 'copperline-staff']) {
      const person = await app.signIn(key);
      const tenant = person.persona.clientId;
      const secrets = await rowsOf(
        sql<{ id: string; name: string | null; number: string | null }>`
          select id, caller_name as name, caller_number as number from calls where tenant_id = ${tenant}`,
      );
      const items = await walk(person, {}, 100);
      expect(items.length).toBeGreaterThan(20);
      const texts = [JSON.stringify(items)];
      for (const { id } of items.slice(0, 12)) {
        for (const part of ['', '/transcript', '/recording']) {
          texts.push(await (await person.fetch(`/api/calls/${id}${part}`)).text());
        }
      }
      for (const path of ['/api/calls/filters', '/api/agents', '/api/session']) {
        texts.push(await (await person.fetch(path)).text());
      }
      const all = texts.join('\n');
      const leaked = secrets.filter(
        ({ name, number }) => (name && all.includes(name)) || (number && all.includes(number.slice(-7))),
      );
      expect(leaked).toEqual([]);
      expect(app.log.join('\n')).not.toMatch(/caller|\+\d{8}/);
    }
  }, 60_000);

  test('a failed call of the interface says which field it was', async () => {
    const failure = await admin.api.listCalls({ query: { cursor: 'x' } }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect((failure as ApiError).problem?.fields?.[0]?.field).toBe('query.cursor');
  });
});
