import type { ClientOf } from '@foyer/contract';
import type { ConsoleContract } from '@foyer/contract/console';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleOf } from '../testing/console-client.ts';
import { readEvents } from '../testing/read-events.ts';
import { createTestApp, ENGINES, json, persona, type TestApp, type TestPerson } from '../testing/test-app.ts';

const NOWHERE = '00000000-0000-4000-8000-000000000000';

const form = (key: string) => ({
  key,
  name: 'Quayside Physio',
  timeZone: 'Europe/Dublin',
  currency: 'EUR',
  project: 'Quay',
});

describe.each(ENGINES)('an agency admin, on %s,', (engine) => {
  let test: TestApp;
  let agency: TestPerson;
  let api: ClientOf<ConsoleContract>;
  const brightwater = persona('brightwater-admin').clientId ?? '';

  beforeAll(async () => {
    test = await createTestApp({ engine });
    agency = await test.signIn('larkspur-agency');
    api = consoleOf(agency);
  });
  afterAll(() => test.close());

  describe('looking for clients', () => {
    it('sees their own by name, with people and calls, and nobody else’s', async () => {
      const { items, nextCursor } = await api.searchClients();
      expect(items.map(({ name }) => name)).toEqual(
        items.map(({ name }) => name).toSorted((a, b) => a.toLowerCase().localeCompare(b.toLowerCase())),
      );
      expect(nextCursor).toBeNull();
      const own = items.find(({ id }) => id === brightwater);
      expect(own).toMatchObject({ name: persona('brightwater-admin').client, state: 'active', people: 3 });
      expect(own?.callsLast7Days.count).toBeGreaterThan(0);
      expect(Date.parse(own?.lastSignInAt ?? '')).toBeLessThan(test.clock.now().getTime());
      await test.signIn('brightwater-staff');
      const [after] = (await api.searchClients({ query: { text: 'brightwater' } })).items;
      expect(after?.lastSignInAt).toBe(test.clock.now().toISOString());
      expect(items.map(({ id }) => id)).not.toContain(persona('fernhill-admin').clientId);
    });

    it('finds a part of a name, whatever its case, and takes % for what it is', async () => {
      const found = await api.searchClients({ query: { text: 'BRIGHT' } });
      expect(found.items.map(({ id }) => id)).toEqual([brightwater]);
      expect((await api.searchClients({ query: { text: '%' } })).items).toEqual([]);
      expect((await api.searchClients({ query: { state: 'suspended' } })).items).toEqual([]);
    });

    it('is told that a text with the character zero is none', async () => {
      const answer = await agency.fetch('/api/clients/search?text=%00');
      expect([answer.status, await answer.json()]).toMatchObject([
        422,
        { fields: [{ field: 'query.text' }] },
      ]);
    });

    it('pages through all of them, each once', async () => {
      const all = (await api.searchClients()).items.map(({ id }) => id);
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof api.searchClients>> = await api.searchClients({
          query: { limit: 1, ...(cursor !== null && { cursor }) },
        });
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(paged).toEqual(all);
    });

    it.each([
      'x',
      '7b7d',
      'ff',
      '{}',
      // {"name":"\u0000","id":"00000000-0000-4000-8000-000000000000"}
      '7b226e616d65223a225c7530303030222c226964223a2230303030303030302d303030302d343030302d383030302d303030303030303030303030227d',
    ])('is told that %s is no place to go on from', async (cursor) => {
      const answer = await agency.fetch(`/api/clients/search?cursor=${encodeURIComponent(cursor)}`);
      expect(answer.status).toBe(422);
    });
  });

  it('creates a client that has the defaults in force, once for each form', async () => {
    const key = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => api.createClient({ body: form(key) })));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const [made] = answers;
    expect(made).toMatchObject({ name: 'Quayside Physio', state: 'active', people: 0, version: 0 });
    expect(made?.projects.map(({ name }) => name)).toEqual(['Quay']);
    const clientId = made?.id ?? '';
    const [defaults, permissions] = [
      await api.getDefaults(),
      await api.getPermissions({ params: { clientId } }),
    ];
    for (const [grant, { granted, copied, override }] of Object.entries(permissions.grants)) {
      expect([grant, granted]).toEqual([grant, defaults.grants[grant as keyof typeof defaults.grants]]);
      expect([copied.version, copied.at, override]).toEqual([defaults.version, made?.createdAt, null]);
    }
    const log = await api.listActivity({ params: { clientId } });
    expect(log.items.map(({ action }) => action)).toEqual(['client.created']);
  });

  it.each([
    ['timeZone', 'Europe/Atlantis'],
    ['timeZone', '+02:00'],
    ['currency', 'XYZ'],
    ['name', '   '],
    ['name', 'Quay\u0000side'],
    ['name', 'Quay\ud800side'],
    ['project', ''],
    ['project', 'North\nSouth'],
    ['key', 'once'],
  ])('can’t create one with %s %j', async (field, value) => {
    const body = { ...form(crypto.randomUUID()), [field]: value };
    const answer = await agency.fetch('/api/clients', json(body));
    const { fields } = (await answer.json()) as { fields: { field: string }[] };
    expect([answer.status, fields.map((one) => one.field)]).toEqual([422, [`body.${field}`]]);
  });

  it('renames a client; who looked at it before is told what it is called now', async () => {
    const params = { clientId: (await api.createClient({ body: form(crypto.randomUUID()) })).id };
    const renamed = await api.renameClient({ params, body: { version: 0, name: 'Harbour Physio' } });
    expect(renamed).toMatchObject({
      name: 'Harbour Physio',
      version: 1,
      changed: { by: agency.persona.name, at: test.clock.now().toISOString() },
    });
    await expect(api.renameClient({ params, body: { version: 0, name: 'Other' } })).rejects.toMatchObject({
      status: 412,
      problem: { code: 'stale', current: { name: 'Harbour Physio', version: 1 } },
    });
    const { items } = await api.listActivity({ params });
    expect(items[0]).toMatchObject({
      action: 'client.renamed',
      before: { name: 'Quayside Physio' },
      after: { name: 'Harbour Physio' },
      person: { name: agency.persona.name },
    });
  });

  it('suspends a client: its people’s sessions end and nobody signs in, until it is restored', async () => {
    const clientId = persona('oakfield-admin').clientId ?? '';
    const inside = await test.signIn('oakfield-admin');
    const events = readEvents(await inside.fetch('/api/events'));
    expect(await events.next()).toMatchObject({ event: 'hello' });
    const { version } = await api.getClient({ params: { clientId } });
    const suspended = await api.setClientState({
      params: { clientId },
      body: { version, state: 'suspended' },
    });
    expect(suspended).toMatchObject({ state: 'suspended', people: 3 });
    // The stream ends within a second, with or without a last word.
    while ((await events.next(1_000)) !== null);
    expect(await inside.fetch('/api/session')).toHaveProperty('status', 401);
    await expect(test.signIn('oakfield-manager')).rejects.toThrow('invalid_credentials');
    const again = { version: suspended.version, state: 'active' } as const;
    expect(await api.setClientState({ params: { clientId }, body: again })).toMatchObject({
      state: 'active',
    });
    expect(await inside.fetch('/api/session')).toHaveProperty('status', 401);
    await expect(test.signIn('oakfield-manager')).resolves.toBeDefined();
    const { items } = await api.listActivity({ params: { clientId } });
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['client.restored', 'client.suspended']),
    );
  });

  it('finds another agency’s client as little as one that never was, whatever is asked', async () => {
    const foreign = persona('fernhill-admin').clientId ?? '';
    const asked: [string, string, unknown?][] = [
      ['GET', ''],
      ['PUT', '/name', { version: 'wrong' }],
      ['PUT', '/state', {}],
      ['GET', '/permissions'],
      ['POST', '/permissions/preview', { overrides: { fly: true } }],
      ['PUT', '/permissions', {}],
      ['POST', '/permissions/reset', {}],
      ['GET', '/policies'],
      ['PUT', '/policies', {}],
      ['GET', '/addresses'],
      ['PUT', '/addresses', {}],
    ];
    for (const [method, rest, body] of asked) {
      const [one, other] = await Promise.all(
        [foreign, NOWHERE].map(async (id) => {
          const answer = await agency.fetch(
            `/api/clients/${id}${rest}`,
            body === undefined ? {} : json(body, method),
          );
          const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id');
          const text = (await answer.text()).replaceAll(answer.headers.get('x-request-id') ?? '?', '');
          return JSON.stringify([answer.status, headers, text]).replaceAll(id, '');
        }),
      );
      expect(one).toContain('404');
      expect([rest, one]).toEqual([rest, other]);
    }
  });

  it('is the only one: a client’s own admin is told whose it is', async () => {
    const admin = await test.signIn('brightwater-admin');
    for (const path of ['/api/clients/search', `/api/clients/${brightwater}`, '/api/client-defaults']) {
      const answer = await admin.fetch(path);
      const { denials } = (await answer.json()) as { denials: { code: string }[] };
      expect([answer.status, denials.map(({ code }) => code)]).toEqual([403, ['role_agency_only']]);
    }
  });
});
