import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiError } from '@foyer/contract';
import { clientId } from '../seed/demo.ts';
import {
  baseOf,
  createTestApp,
  ENGINES,
  json,
  manifestOf,
  OPERATOR_TOKEN,
  releaseRemote,
  type TestApp,
} from '../testing/test-app.ts';
import { createApp } from '../app.ts';

const failure = async (work: Promise<unknown>): Promise<{ code: string; detail: string | undefined }> => {
  const error = (await work.then(
    () => ({ code: 'none', problem: null }),
    (e: unknown) => e,
  )) as Pick<ApiError, 'code' | 'problem'>;
  return { code: error.code, detail: error.problem?.detail };
};

describe.each(ENGINES)('the registry of remotes, on %s:', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ engine });
  });
  afterAll(() => test.close());

  const calls = { params: { remote: 'calls' } };
  const versionFor = async (key: string, remote = 'calls') => {
    const { remotes } = await (await test.signIn(key)).api.getSession();
    const one = remotes.find(({ id }) => id === remote);
    return one && `${one.channel} ${one.version}`;
  };
  const publish = (id: string, version: string, content?: string, base = baseOf(id, version)) =>
    test.operator.publishRelease({
      params: { remote: id },
      body: { manifest: structuredClone(manifestOf(id, version, content)) as never, base },
    });
  const historyOf = async (remote: string) =>
    (await test.operator.listReleaseHistory({ query: { remote } })).items;

  it('a version that is published is nobody’s until it is promoted', async () => {
    expect(await publish('calls', '1-a')).toEqual({ outcome: 'published' });
    expect(await versionFor('brightwater-admin')).toBeUndefined();
    await test.operator.promoteRelease({ ...calls, body: { version: '1-a', channel: 'stable' } });
    expect(await versionFor('brightwater-admin')).toBe('stable 1-a');
  });

  it('a version is published once: the same again changes nothing, other bytes are refused by name', async () => {
    expect(await publish('calls', '1-a')).toEqual({ outcome: 'already_there' });
    expect(await failure(publish('calls', '1-a', 'other bytes'))).toEqual({
      code: 'conflict',
      detail: 'This version is already published. Its assets/page.js has other bytes.',
    });
    expect(await failure(publish('calls', '1-a', undefined, 'https://elsewhere.test/'))).toEqual({
      code: 'conflict',
      detail: 'This version is already published. It is served at another address.',
    });
    const published = (await historyOf('calls')).filter(({ act }) => act === 'publish');
    expect(published).toHaveLength(1);
  });

  it('a version of this origin is published only if this origin serves it', async () => {
    expect((await failure(publish('calls', '1-x', undefined, '/remotes/calls/1-x/'))).code).toBe('invalid');
    expect((await failure(publish('calls', '1-x', undefined, '/elsewhere/'))).code).toBe('invalid');
    expect((await failure(publish('../calls', '1-x'))).code).toBe('invalid');
  });

  it('stable goes back version by version, past those that were withdrawn', async () => {
    for (const version of ['2-b', '3-c', '4-d']) await releaseRemote(test.operator, 'calls', version);
    await test.operator.withdrawRelease({ params: { remote: 'calls', version: '2-b' } });
    const back = async () => {
      const { channels } = await test.operator.rollBackRelease({ ...calls, body: { channel: 'stable' } });
      return channels.stable?.version;
    };
    expect(await back()).toBe('3-c');
    expect(await versionFor('brightwater-admin')).toBe('stable 3-c');
    expect(await back()).toBe('1-a');
    expect((await failure(back())).code).toBe('conflict');
    await test.operator.promoteRelease({ ...calls, body: { version: '4-d', channel: 'stable' } });
    expect(await back()).toBe('1-a');
  });

  it('what was withdrawn is never live again, and what is live can’t be withdrawn', async () => {
    const promoted = test.operator.promoteRelease({ ...calls, body: { version: '2-b', channel: 'canary' } });
    expect((await failure(promoted)).code).toBe('conflict');
    const withdrawn = test.operator.withdrawRelease({ params: { remote: 'calls', version: '1-a' } });
    expect(await failure(withdrawn)).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('stable'),
    });
  });

  it('a version or a remote that isn’t there can’t be acted on', async () => {
    const nothing = { remote: 'nothing' };
    for (const ask of [
      () => test.operator.promoteRelease({ ...calls, body: { version: '9-z', channel: 'stable' } }),
      () => test.operator.withdrawRelease({ params: { remote: 'calls', version: '9-z' } }),
      () => test.operator.rollBackRelease({ params: nothing, body: { channel: 'stable' } }),
      () => test.operator.setCanary({ params: nothing, body: { percent: 1, clients: [] } }),
      () => test.operator.setAvailability({ params: nothing, body: { disabled: 'Back soon.' } }),
    ])
      expect((await failure(ask())).code).toBe('not_found');
  });

  it('canary is for the clients that are named, and then for the share of all', async () => {
    await releaseRemote(test.operator, 'calls', '5-e', { channel: 'canary' });
    expect(await versionFor('brightwater-admin')).toBe('stable 1-a');
    const rule = { percent: 0, clients: [clientId('brightwater')] };
    expect((await test.operator.setCanary({ ...calls, body: rule })).canary).toEqual(rule);
    expect(await versionFor('brightwater-staff')).toBe('canary 5-e');
    expect(await versionFor('keystone-admin')).toBe('stable 1-a');
    await test.operator.setCanary({ ...calls, body: { percent: 100, clients: [] } });
    expect(await versionFor('keystone-admin')).toBe('canary 5-e');
    // The agency itself is nobody's client until it opens one.
    const agency = await test.signIn('larkspur-agency');
    await agency.api.chooseClient({ body: { clientId: clientId('brightwater') } });
    expect((await agency.api.getSession()).remotes.map(({ channel }) => channel)).toContain('canary');
  });

  it('a canary that is rolled back gives its clients what is stable', async () => {
    const { channels } = await test.operator.rollBackRelease({
      ...calls,
      body: { channel: 'canary', note: 'It failed.' },
    });
    expect(channels.canary).toBeNull();
    expect(await versionFor('brightwater-admin')).toBe('stable 1-a');
    const [line] = await historyOf('calls');
    expect(line).toMatchObject({
      act: 'roll_back',
      channel: 'canary',
      from: '5-e',
      to: '1-a',
      note: 'It failed.',
    });
    const again = test.operator.rollBackRelease({ ...calls, body: { channel: 'canary' } });
    expect((await failure(again)).code).toBe('conflict');
  });

  it('a canary that becomes stable ends, so that it doesn’t stay behind when stable goes on', async () => {
    await test.operator.promoteRelease({ ...calls, body: { version: '5-e', channel: 'canary' } });
    await test.operator.promoteRelease({ ...calls, body: { version: '5-e', channel: 'stable' } });
    await releaseRemote(test.operator, 'calls', '6-f');
    expect(await versionFor('brightwater-admin')).toBe('stable 6-f');
    await test.operator.setCanary({ ...calls, body: { percent: 0, clients: [] } });
  });

  it('a remote that is taken down carries its message and nothing to load', async () => {
    await test.operator.setAvailability({ ...calls, body: { disabled: 'Back at noon.' } });
    const admin = await test.signIn('brightwater-admin');
    const [down] = (await admin.api.getSession()).remotes;
    expect(down).toMatchObject({
      id: 'calls',
      version: '6-f',
      disabled: 'Back at noon.',
      base: '',
      entry: '',
    });
    expect(down).toMatchObject({ preload: [], integrity: {} });
    const fallback = await admin.api.getRemoteVersion({ params: { remote: 'calls', version: '1-a' } });
    expect(fallback.remote).toMatchObject({ version: '1-a', disabled: 'Back at noon.', integrity: {} });
    await test.operator.setAvailability({ ...calls, body: { disabled: null } });
    expect((await admin.api.getSession()).remotes[0]).toMatchObject({ disabled: null, entry: 'entry.js' });
  });

  it('a version that was live can be fallen back to, as it is loaded', async () => {
    const admin = await test.signIn('brightwater-admin');
    const { remote, signature } = await admin.api.getRemoteVersion({
      params: { remote: 'calls', version: '1-a' },
    });
    expect(remote).toMatchObject({ version: '1-a', base: baseOf('calls', '1-a'), entry: 'entry.js' });
    expect(Object.keys(remote.integrity).sort()).toEqual(['assets/page.js', 'entry.js']);
    expect(signature).toBeNull();
  });

  it('a version that never was, never was live, was withdrawn or isn’t for this person: all the same answer', async () => {
    await publish('calls', '7-g');
    await releaseRemote(test.operator, 'agents', '1-a');
    const admin = await test.signIn('brightwater-admin');
    const staff = await test.signIn('brightwater-staff');
    const answers = await Promise.all(
      [
        admin.fetch('/api/remotes/calls/versions/9-z'),
        admin.fetch('/api/remotes/calls/versions/7-g'),
        admin.fetch('/api/remotes/calls/versions/2-b'),
        admin.fetch('/api/remotes/nothing/versions/1-a'),
        staff.fetch('/api/remotes/agents/versions/1-a'),
      ].map(async (sent) => {
        const answer = await sent;
        const { requestId: _, ...body } = await answer.json();
        return JSON.stringify([answer.status, answer.headers.get('content-length'), body]);
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"code":"not_found"');
    expect((await admin.fetch('/api/remotes/agents/versions/1-a')).status).toBe(200);
  });

  it('what is live can be asked for, to check a shell against it', async () => {
    await test.operator.promoteRelease({ ...calls, body: { version: '7-g', channel: 'canary' } });
    const { items } = await test.operator.getLiveRemotes();
    expect(items.map(({ id, version, channels }) => [id, version, ...channels].join(' ')).sort()).toEqual([
      'agents 1-a stable',
      'calls 6-f stable',
      'calls 7-g canary',
    ]);
    expect(items[0]).toMatchObject({ shared: manifestOf('agents', '1-a').shared, hostApi: '^1.0.0' });
    expect(items[0]).not.toHaveProperty('files');
  });

  it('the list tells of each remote what is live since when, by whom, and every version', async () => {
    const { items } = await test.operator.listReleases();
    expect(items.map(({ id }) => id)).toEqual(['agents', 'calls']);
    const one = items[1]!;
    expect(one.channels.stable).toMatchObject({ version: '6-f', by: 'ada' });
    expect(one.versions.map(({ version }) => version).sort()).toEqual([
      '1-a',
      '2-b',
      '3-c',
      '4-d',
      '5-e',
      '6-f',
      '7-g',
    ]);
    expect(one.versions.find(({ version }) => version === '2-b')?.withdrawnAt).not.toBeNull();
  });

  it('two promotions at once happen one after the other, and history tells of both', async () => {
    for (const version of ['8-h', '9-i']) await publish('calls', version);
    const before = (await historyOf('calls'))[0]?.id;
    await Promise.all(
      ['8-h', '9-i'].map((version) =>
        test.operator.promoteRelease({ ...calls, body: { version, channel: 'stable' } }),
      ),
    );
    const [last, first, earlier] = await historyOf('calls');
    expect(earlier?.id).toBe(before);
    expect([first?.from, last?.from]).toEqual(['6-f', first?.to]);
    expect(new Set([first?.to, last?.to])).toEqual(new Set(['8-h', '9-i']));
    expect((await versionFor('brightwater-admin'))?.split(' ')).toEqual(['stable', last?.to]);
  });

  it('history is read page by page, the newest first, each act once, with who, when and why', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await test.operator.listReleaseHistory({ query: { limit: 5, cursor } });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    const all = (await test.operator.listReleaseHistory({ query: { limit: 200 } })).items;
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(new Set(all.map(({ act }) => act))).toEqual(
      new Set(['publish', 'promote', 'roll_back', 'canary', 'availability', 'withdraw']),
    );
    for (const { by, at } of all) expect([by, at]).toEqual(['ada', test.clock.now().toISOString()]);
    expect((await failure(test.operator.listReleaseHistory({ query: { cursor: 'x' } }))).code).toBe(
      'invalid',
    );
  });

  it('what didn’t happen isn’t in history', async () => {
    const before = (await historyOf('calls')).length;
    await failure(test.operator.promoteRelease({ ...calls, body: { version: '0-0', channel: 'stable' } }));
    await failure(publish('calls', '1-a', 'other bytes'));
    const stable = (await test.operator.listReleases()).items[1]?.channels.stable?.version ?? '';
    await test.operator.promoteRelease({ ...calls, body: { version: stable, channel: 'stable' } });
    expect(await historyOf('calls')).toHaveLength(before);
  });

  it('history can’t be rewritten, nor a published version, by any role of the server', async () => {
    for (const statement of [
      sql`update remote_history set done_by = 'nobody'`,
      sql`delete from remote_history`,
      sql`truncate remote_history`,
      sql`update remote_versions set manifest = '{}'`,
      sql`update remote_versions set base = 'https://evil.test/'`,
      sql`delete from remote_versions`,
      sql`alter table remote_channels disable trigger changed`,
    ])
      await expect(test.db.withSystem((db) => statement.execute(db))).rejects.toThrow(
        /permission denied|must be owner/,
      );
    const client = { clientId: clientId('brightwater') };
    for (const table of ['remote_versions', 'remote_channels', 'remote_canary', 'remote_history'] as const)
      await expect(
        test.db.withTenant(client, (db) => db.selectFrom(table).selectAll().execute()),
      ).rejects.toThrow(/permission denied/);
  });

  it('another process offers a new version with the next session that it is asked for', async () => {
    const other = createApp({
      db: test.db,
      secret: 'for tests only, and long enough for every check',
      publicUrl: 'http://portal.test',
      log: { info: () => {}, warn: () => {}, error: () => {} },
      media: { open: async () => null, put: async () => {} },
    });
    const admin = await test.signIn('brightwater-admin');
    const askOther = async () => {
      const request = new Request('http://portal.test/api/session', { headers: { cookie: admin.cookie } });
      const session = await (await other.fetch(request)).json();
      return session.remotes.find(({ id }: { id: string }) => id === 'calls').version;
    };
    const before = await askOther();
    await releaseRemote(test.operator, 'calls', '10-j');
    expect(before).not.toBe('10-j');
    expect(await askOther()).toBe('10-j');
    other.close();
  });

  it('a session costs one trip to the database, and one more only after a change', async () => {
    const admin = await test.signIn('brightwater-admin');
    const statements: string[] = [];
    const counted = {
      ...test.db,
      // Deaf to what is announced: the session's own facts tell of the change.
      listen: () => () => {},
      prepared: <Row>(name: string, text: string, values: readonly unknown[]) => {
        statements.push(name);
        return test.db.prepared<Row>(name, text, values);
      },
    };
    const other = createApp({
      db: counted,
      secret: 'for tests only, and long enough for every check',
      publicUrl: 'http://portal.test',
      log: { info: () => {}, warn: () => {}, error: () => {} },
      media: { open: async () => null, put: async () => {} },
    });
    const ask = async () => {
      statements.length = 0;
      await other.fetch(new Request('http://portal.test/api/session', { headers: { cookie: admin.cookie } }));
      return [...statements];
    };
    await ask();
    expect(await ask()).toEqual(['session-facts']);
    await releaseRemote(test.operator, 'calls', '11-k');
    expect(await ask()).toEqual(['session-facts', 'releases']);
    expect(await ask()).toEqual(['session-facts']);
    other.close();
  });

  it('without a registry to read there is no remote, and the portal stands', async () => {
    const admin = await test.signIn('brightwater-admin');
    const other = createApp({
      db: {
        ...test.db,
        prepared: (name, text, values) =>
          name === 'releases' ? Promise.reject(new Error('gone')) : test.db.prepared(name, text, values),
      },
      secret: 'for tests only, and long enough for every check',
      publicUrl: 'http://portal.test',
      log: { info: () => {}, warn: () => {}, error: () => {} },
      media: { open: async () => null, put: async () => {} },
    });
    const request = new Request('http://portal.test/api/session', { headers: { cookie: admin.cookie } });
    const answer = await other.fetch(request);
    expect(answer.status).toBe(200);
    expect((await answer.json()).remotes).toEqual([]);
    other.close();
  });
});

describe('the operator’s endpoints', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
    await releaseRemote(test.operator, 'calls', '1-a');
  });
  afterAll(() => test.close());

  it.each([
    ['no token', null],
    ['another token', 'Bearer another'],
    ['nearly the token', `Bearer ${OPERATOR_TOKEN}x`],
    ['the token of another scheme', `Basic ${btoa(OPERATOR_TOKEN)}`],
    ['an empty token', 'Bearer '],
  ])('are closed to who brings %s', async (_, authorization) => {
    const answer = await test.fetch(
      '/api/operator/remotes',
      authorization ? { headers: { authorization } } : {},
    );
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated', status: 401 });
  });

  it('answer a script that has the token and comes from no page', async () => {
    const headers = { authorization: `Bearer ${OPERATOR_TOKEN}`, 'content-type': 'application/json' };
    const { body = '' } = json({ percent: 5, clients: [] });
    const request = new Request('http://portal.test/api/operator/remotes/calls/canary', {
      method: 'PUT',
      headers,
      body,
    });
    expect((await test.app.fetch(request)).status).toBe(200);
  });

  it('leave no token in the log', async () => {
    await test.operator.listReleases();
    await test.fetch('/api/operator/remotes', { headers: { authorization: 'Bearer hunter2' } });
    expect(test.log.some((line) => line.includes('/api/operator/remotes'))).toBe(true);
    expect(test.log.join()).not.toMatch(new RegExp(`hunter2|${OPERATOR_TOKEN}`));
  });

  it('tell of the deployed shell without a token, once one is built', async () => {
    const { operator } = test;
    expect((await failure(operator.getShell())).code).toBe('unavailable');
    const manifest = {
      version: '2.0.0-a',
      hostApi: '1.1.0',
      entry: 'assets/a.js',
      preload: [],
      shared: { react: { version: '19.0.0', names: ['useState'] } },
      areas: [{ id: 'calls', path: '/calls', title: 'Calls', capability: 'calls', remote: 'calls' }],
      files: [],
    };
    const site = { shell: () => ({ html: '', manifest }), file: async () => null };
    const built = await createTestApp({ site });
    const { version, hostApi, shared, areas } = manifest;
    expect(await (await built.fetch('/api/shell')).json()).toEqual({ version, hostApi, shared, areas });
    await built.close();
  });
});
