import { GRANTS, PRESETS, type Grant } from '@foyer/access';
import type { ClientOf } from '@foyer/contract';
import type { ConsoleContract } from '@foyer/contract/console';
import type { Overrides } from '@foyer/contract/permissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleOf } from '../testing/console-client.ts';
import { createTestApp, ENGINES, json, persona, type TestApp, type TestPerson } from '../testing/test-app.ts';
import { endOverrides } from './end-overrides.ts';

const HOUR = 3_600_000;
const on = { value: true, until: null } as const;
const off = { value: false, until: null } as const;

interface Refusal {
  readonly code: string;
  readonly fields: readonly { readonly field: string; readonly message: string }[];
}

describe.each(ENGINES)('an agency admin, on %s,', (engine) => {
  let test: TestApp;
  let agency: TestPerson;
  let api: ClientOf<ConsoleContract>;

  beforeAll(async () => {
    test = await createTestApp({ engine });
    agency = await test.signIn('larkspur-agency');
    api = consoleOf(agency);
  });
  afterAll(() => test.close());

  /** A client of its own for a test: with the defaults in force and nobody in it. */
  const newClient = async (): Promise<{ clientId: string }> => {
    const body = {
      key: crypto.randomUUID(),
      name: 'Quayside Physio',
      timeZone: 'Europe/Dublin',
      currency: 'EUR',
      project: 'Quay',
    };
    return { clientId: (await api.createClient({ body })).id };
  };
  const paramsOf = (key: string) => ({ clientId: persona(key).clientId ?? '' });
  const actions = async (params: { clientId: string }): Promise<string[]> =>
    (await api.listActivity({ params })).items.map(({ action }) => action);
  const save = async (params: { clientId: string }, overrides: Overrides) => {
    const { version } = await api.getPermissions({ params });
    return api.savePermissions({ params, body: { version, overrides } });
  };
  const refusal = async (method: string, path: string, body: unknown): Promise<Refusal> => {
    const answer = await agency.fetch(path, json(body, method));
    expect(answer.status).toBe(422);
    return (await answer.json()) as Refusal;
  };
  const later = (ms: number): string => new Date(test.clock.now().getTime() + ms).toISOString();

  describe('with the permissions of a client', () => {
    it('sees where each value comes from', async () => {
      const { grants, version, defaultsVersion } = await api.getPermissions({
        params: paramsOf('brightwater-admin'),
      });
      expect([version, defaultsVersion]).toEqual([0, 3]);
      expect(Object.keys(grants)).toEqual([...GRANTS]);
      expect(grants.view_calls).toMatchObject({
        granted: true,
        copied: { value: true, version: 2 },
        override: null,
      });
      expect(grants.manage_billing).toMatchObject({
        granted: true,
        copied: { value: false, version: 2 },
        override: { value: true, until: null, by: agency.persona.name },
      });
    });

    it('saves them in one go, felt by the next request, and can take it back', async () => {
      const params = paramsOf('keystone-admin');
      const manager = await test.signIn('keystone-manager');
      const billing = async () => (await manager.api.getSession()).decisions.billing.level;
      expect(await billing()).toBe('none');
      const saved = await save(params, { manage_billing: on });
      expect(saved).toMatchObject({
        undo: {},
        permissions: { version: 1, grants: { manage_billing: { granted: true } } },
      });
      expect(saved.permissions.grants.manage_billing.override).toEqual({
        ...on,
        by: agency.persona.name,
        at: test.clock.now().toISOString(),
      });
      expect(await billing()).toBe('edit');
      const undone = await save(params, saved.undo);
      expect(undone.undo).toEqual({ manage_billing: on });
      expect(await billing()).toBe('none');
      expect((await actions(params)).slice(0, 2)).toEqual(['permissions.saved', 'permissions.saved']);
    });

    it('keeps who set an override that isn’t touched, and makes no version of what changes nothing', async () => {
      const params = await newClient();
      await save(params, { manage_billing: off });
      test.clock.advance(HOUR);
      const { permissions } = await save(params, { manage_billing: off, view_analytics: off });
      const { manage_billing, view_analytics } = permissions.grants;
      expect(Date.parse(view_analytics.override?.at ?? '')).toBe(
        Date.parse(manage_billing.override?.at ?? '') + HOUR,
      );
      const again = await save(params, { manage_billing: off, view_analytics: off });
      expect(again.permissions.version).toBe(permissions.version);
    });

    it('takes every override away by a reset, which the log calls one', async () => {
      const params = await newClient();
      await save(params, { manage_billing: off, view_analytics: off });
      const reset = await api.resetPermissions({ params, body: { version: 1 } });
      expect(reset.undo).toEqual({ manage_billing: off, view_analytics: off });
      expect(GRANTS.filter((grant) => reset.permissions.grants[grant].override)).toEqual([]);
      expect(await actions(params)).toEqual(['permissions.reset', 'permissions.saved', 'client.created']);
    });

    it('is refused a child without its parent, by both their names, and nothing is written', async () => {
      const params = await newClient();
      const { fields } = await refusal('PUT', `/api/clients/${params.clientId}/permissions`, {
        version: 0,
        overrides: { view_calls: off, manage_billing: off },
      });
      expect(fields).toEqual([
        {
          field: 'body.overrides.view_call_details',
          message: expect.stringContaining('(view_call_details) needs Calls (view_calls)') as string,
        },
      ]);
      expect((await api.getPermissions({ params })).grants.manage_billing.granted).toBe(true);
      expect(await actions(params)).toEqual(['client.created']);
    });

    it.each([
      ['an unknown grant', { fly: on }, 'body.overrides.fly'],
      [
        'a value that is none',
        { view_calls: { value: 'yes', until: null } },
        'body.overrides.view_calls.value',
      ],
      [
        'an end without a time',
        { view_calls: { value: true, until: 'Friday' } },
        'body.overrides.view_calls.until',
      ],
    ])('is refused %s', async (_, overrides, field) => {
      const params = await newClient();
      const path = `/api/clients/${params.clientId}/permissions`;
      const { fields } = await refusal('PUT', path, { version: 0, overrides });
      expect(fields.map((one) => one.field)).toEqual([field]);
    });

    it('who comes second is told what the first one saved: exactly one of twenty gets through', async () => {
      const params = await newClient();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => {
          const grant: Grant = i % 2 === 0 ? 'manage_billing' : 'view_analytics';
          return agency.fetch(
            `/api/clients/${params.clientId}/permissions`,
            json({ version: 0, overrides: { [grant]: off } }, 'PUT'),
          );
        }),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const late = answers.filter(({ status }) => status === 412);
      expect(late).toHaveLength(19);
      const current = await api.getPermissions({ params });
      for (const answer of late) expect(await answer.json()).toMatchObject({ code: 'stale', current });
      expect(await actions(params)).toEqual(['permissions.saved', 'client.created']);
    });
  });

  describe('with a permission that ends', () => {
    it('has it end by the server’s clock, for everybody, without anybody doing anything', async () => {
      const params = paramsOf('keystone-admin');
      const manager = await test.signIn('keystone-manager');
      const until = later(2 * HOUR);
      const { permissions } = await save(params, { manage_billing: { value: true, until } });
      expect(permissions.grants.manage_billing).toMatchObject({ granted: true, override: { until } });
      const billing = async () => (await manager.api.getSession()).decisions.billing.level;
      test.clock.advance(2 * HOUR - 1);
      expect(await billing()).toBe('edit');
      test.clock.advance(1);
      expect(await billing()).toBe('none');
      expect((await api.getPermissions({ params })).grants.manage_billing).toMatchObject({
        granted: false,
        override: null,
      });
    });

    it('has its end written down and logged once, whoever of several servers comes first', async () => {
      const params = await newClient();
      await save(params, { manage_billing: { value: false, until: later(HOUR) }, view_analytics: off });
      const end = () => endOverrides(test.db, test.clock.now(), () => crypto.randomUUID());
      await end();
      expect(await actions(params)).toEqual(['permissions.saved', 'client.created']);
      test.clock.advance(HOUR);
      await Promise.all([end(), end(), end()]);
      const after = await api.getPermissions({ params });
      expect(after).toMatchObject({ version: 2, changed: { by: null } });
      expect(after.grants.manage_billing).toMatchObject({ granted: true, override: null });
      expect(after.grants.view_analytics).toMatchObject({ granted: false, override: off });
      const { items } = await api.listActivity({ params });
      expect(items.map(({ action }) => action)).toEqual([
        'permissions.ended',
        'permissions.saved',
        'client.created',
      ]);
      expect(items[0]).toMatchObject({ person: { id: null }, after: { manage_billing: true } });
    });

    it('can give it back before its end is written down', async () => {
      const params = await newClient();
      await save(params, { manage_billing: { value: false, until: later(HOUR) } });
      test.clock.advance(HOUR);
      const { permissions, undo } = await save(params, { manage_billing: off });
      expect([undo, permissions.grants.manage_billing.granted]).toEqual([{}, false]);
    });

    it('is refused an end in the past, one that is far, and one that would leave a child behind', async () => {
      const params = await newClient();
      const path = `/api/clients/${params.clientId}/permissions`;
      const wrong = async (overrides: Overrides) =>
        (await refusal('PUT', path, { version: 0, overrides })).fields;
      expect(await wrong({ manage_billing: { value: false, until: later(0) } })).toMatchObject([
        { field: 'body.overrides.manage_billing.until' },
      ]);
      expect(await wrong({ manage_billing: { value: false, until: later(800 * 24 * HOUR) } })).toMatchObject([
        { field: 'body.overrides.manage_billing.until' },
      ]);
      // Copied are all eight as on: details that come back before calls do would have no parent in between.
      const until = later(HOUR);
      expect(
        await wrong({
          view_calls: { value: false, until: later(2 * HOUR) },
          view_call_details: { value: false, until },
        }),
      ).toEqual([
        { field: 'body.overrides.view_call_details', message: expect.stringContaining(until) as string },
      ]);
      await expect(
        save(params, {
          view_calls: { value: false, until },
          view_call_details: { value: false, until },
        }),
      ).resolves.toBeDefined();
    });
  });

  describe('before saving', () => {
    it('sees for each role what is there today and after, in words too, and nothing is written', async () => {
      const params = paramsOf('brightwater-admin');
      const before = await api.getPermissions({ params });
      const overrides: Overrides = {
        edit_agents: on,
        view_integrations: on,
        manage_integrations: on,
        manage_billing: off,
      };
      const preview = await api.previewPermissions({ params, body: { overrides } });
      expect(preview.version).toBe(before.version);
      expect(preview.grants.manage_billing).toEqual({ today: true, after: false });
      const manager = preview.roles.find(({ role }) => role === 'client_manager');
      expect(manager?.people).toBe(1);
      expect(manager?.sidebar.today).toContain('billing');
      expect(manager?.sidebar.after).toEqual(manager?.sidebar.today.filter((area) => area !== 'billing'));
      expect(manager?.matrix.billing.after).toMatchObject({
        level: 'none',
        denials: [{ layer: 'grant', grant: 'manage_billing', changeableBy: 'agency' }],
      });
      expect(preview.differences.map(({ role, capability, words }) => [role, capability, words])).toEqual([
        ['client_admin', 'call_cost', '1 admin loses Call cost.'],
        ['client_admin', 'billing', '1 admin loses Billing.'],
        ['client_manager', 'call_cost', '1 manager loses Call cost.'],
        ['client_manager', 'billing', '1 manager loses Billing.'],
      ]);
      expect(await api.getPermissions({ params })).toEqual(before);
    });

    it('sees what the people’s sessions then say, capability by capability', async () => {
      const params = paramsOf('aurelia-admin');
      const overrides: Overrides = {
        view_agents: on,
        view_calls: on,
        view_call_details: on,
        view_analytics: off,
        manage_billing: off,
      };
      const preview = await api.previewPermissions({ params, body: { overrides } });
      await save(params, overrides);
      for (const role of ['admin', 'manager', 'staff'] as const) {
        const { decisions } = await (await test.signIn(`aurelia-${role}`)).api.getSession();
        const effect = preview.roles.find((one) => one.role === `client_${role}`);
        for (const [capability, decision] of Object.entries(decisions))
          expect([role, capability, effect?.matrix[capability as 'calls'].after]).toEqual([
            role,
            capability,
            decision,
          ]);
      }
    });

    it('sees who is looking at it now', async () => {
      const params = paramsOf('brightwater-admin');
      const manager = await test.signIn('brightwater-manager');
      await manager.fetch('/api/calls?limit=1');
      const overrides: Overrides = { view_calls: off, view_call_details: off };
      const looking = async () => {
        const { differences } = await api.previewPermissions({ params, body: { overrides } });
        return differences.find(
          ({ role, capability }) => role === 'client_manager' && capability === 'calls',
        );
      };
      await expect.poll(looking).toMatchObject({
        change: 'lost',
        looking: [{ id: manager.persona.id, name: manager.persona.name }],
        words: '1 manager loses Calls; one is looking at it now.',
      });
      test.clock.advance(5 * 60_000);
      expect(await looking()).toMatchObject({ looking: [], words: '1 manager loses Calls.' });
    });

    it('sees it too of a page that asks the server for nothing, and of none that isn’t theirs', async () => {
      const params = paramsOf('brightwater-admin');
      const say = async (person: TestPerson, capability: string) =>
        expect(await person.fetch('/api/presence', json({ capability }))).toHaveProperty('status', 204);
      await say(await test.signIn('brightwater-manager'), 'billing');
      await say(await test.signIn('brightwater-staff'), 'billing');
      const inside = await test.signIn('larkspur-agency');
      await inside.api.chooseClient({ body: { clientId: params.clientId } });
      await say(inside, 'billing');
      const looking = async () => {
        const body = { overrides: { manage_billing: off } };
        const { differences } = await api.previewPermissions({ params, body });
        return differences.flatMap((one) => one.looking.map(({ name }) => [one.capability, name]));
      };
      const { name } = persona('brightwater-manager');
      await expect.poll(looking).toEqual([['billing', name]]);
    });

    it('is warned before clients can edit their agents', async () => {
      const params = paramsOf('keystone-admin');
      const preview = await api.previewPermissions({ params, body: { overrides: { edit_agents: on } } });
      expect(preview.warnings).toEqual(['Clients can then change the prompts and settings of their agents.']);
      expect(preview.differences).toMatchObject([
        {
          role: 'client_admin',
          capability: 'agents',
          change: 'more',
          words: '1 admin can then change Agents.',
        },
      ]);
    });
  });

  describe('with the defaults', () => {
    it('saves a new version, which touches no client, and finds the old ones', async () => {
      const params = await newClient();
      const before = await api.getDefaults();
      const grants = { ...PRESETS.view_only };
      const saved = await api.saveDefaults({ body: { version: before.version, grants } });
      expect(saved).toMatchObject({
        version: before.version + 1,
        grants,
        changed: { by: agency.persona.name, at: test.clock.now().toISOString() },
      });
      expect(await api.getPermissions({ params })).toMatchObject({
        version: 0,
        defaultsVersion: saved.version,
        grants: { manage_billing: { granted: true } },
      });
      expect((await api.getPermissions({ params: await newClient() })).grants.manage_billing).toMatchObject({
        granted: false,
        copied: { version: saved.version },
      });
      const first = await api.listDefaultsVersions({ query: { limit: 1 } });
      expect(first.items).toEqual([saved]);
      const rest = await api.listDefaultsVersions({ query: { cursor: first.nextCursor ?? '' } });
      expect(rest.items[0]).toEqual(before);
      expect(rest.items.at(-1)?.version).toBe(1);
    });

    it('is refused what contradicts itself, names that are none, and a version that has passed', async () => {
      const { version } = await api.getDefaults();
      const wrong = async (grants: unknown) =>
        (await refusal('PUT', '/api/client-defaults', { version, grants })).fields;
      expect(await wrong({ ...PRESETS.hands_off, edit_agents: true })).toEqual([
        {
          field: 'body.grants.edit_agents',
          message: expect.stringContaining('needs Agents (view_agents)') as string,
        },
      ]);
      expect(await wrong({ ...PRESETS.hands_off, fly: true })).toMatchObject([{ field: 'body.grants.fly' }]);
      expect(await wrong({ view_calls: true })).toHaveLength(7);
      const stale = api.saveDefaults({ body: { version: version - 1, grants: PRESETS.self_service } });
      await expect(stale).rejects.toMatchObject({ status: 412, problem: { current: { version } } });
    });

    it('applies them to chosen clients after a look at what changes for each', async () => {
      const [one, other] = [await newClient(), await newClient()];
      await save(one, { view_analytics: on });
      const { version } = await api.getDefaults();
      const grants = { ...PRESETS.hands_off, view_agents: true };
      const { version: defaultsVersion } = await api.saveDefaults({ body: { version, grants } });
      const clients = [one.clientId, other.clientId];
      const preview = await api.previewDefaults({ body: { clients } });
      expect(preview.defaultsVersion).toBe(defaultsVersion);
      expect(preview.items.map(({ client, kept, version: own }) => [client.id, kept, own])).toEqual([
        [one.clientId, ['view_analytics'], 1],
        [other.clientId, [], 0],
      ]);
      expect(preview.items[1]?.changes).toContainEqual({ grant: 'view_calls', today: true, after: false });
      expect(preview.items[1]?.changes.map(({ grant }) => grant)).not.toContain('view_agents');

      const chosen = preview.items.map((item) => ({ id: item.client.id, version: item.version }));
      await api.applyDefaults({ body: { defaultsVersion, clients: chosen } });
      const after = await api.getPermissions({ params: one });
      expect(after.grants.view_analytics).toMatchObject({ granted: true, copied: { value: false } });
      expect(after.grants.view_calls).toMatchObject({
        granted: false,
        copied: { version: defaultsVersion, at: test.clock.now().toISOString() },
      });
      expect(await actions(other)).toEqual(['defaults.applied', 'client.created']);
    });

    it('applies them to all of the chosen or to none', async () => {
      const [one, other] = [await newClient(), await newClient()];
      const { version: defaultsVersion } = await api.getDefaults();
      await save(other, { manage_billing: on });
      const late = api.applyDefaults({
        body: {
          defaultsVersion,
          clients: [
            { id: one.clientId, version: 0 },
            { id: other.clientId, version: 0 },
          ],
        },
      });
      await expect(late).rejects.toMatchObject({ status: 412, problem: { code: 'stale' } });
      const foreign = api.applyDefaults({
        body: {
          defaultsVersion,
          clients: [
            { id: one.clientId, version: 0 },
            { id: persona('fernhill-admin').clientId ?? '', version: 0 },
          ],
        },
      });
      await expect(foreign).rejects.toMatchObject({ status: 404 });
      expect(await actions(one)).toEqual(['client.created']);
    });

    it('is told which override would be left without its parent, and may drop it', async () => {
      const saveDefaults = async (grants: Record<Grant, boolean>) =>
        api.saveDefaults({ body: { version: (await api.getDefaults()).version, grants } });
      await saveDefaults(PRESETS.view_only);
      const params = await newClient();
      await save(params, { edit_agents: on });
      const { version: defaultsVersion } = await saveDefaults(PRESETS.hands_off);
      const { items } = await api.previewDefaults({ body: { clients: [params.clientId] } });
      expect(items[0]?.contradictions).toEqual([{ child: 'edit_agents', parent: 'view_agents' }]);
      const body = { defaultsVersion, clients: [{ id: params.clientId, version: 1 }] };
      const { fields } = await refusal('POST', '/api/client-defaults/apply', body);
      expect(fields).toMatchObject([
        { field: 'body.clients.0', message: expect.stringContaining('(edit_agents)') as string },
      ]);
      await api.applyDefaults({ body: { ...body, overrides: 'drop' } });
      const { grants } = await api.getPermissions({ params });
      expect(GRANTS.filter((grant) => grants[grant].granted || grants[grant].override)).toEqual([]);
    });
  });

  describe('with policies and entitlements', () => {
    it('saves them, and the next request of the client’s people is decided by them', async () => {
      const params = paramsOf('keystone-admin');
      const staff = await test.signIn('keystone-staff');
      const playback = async () => (await staff.api.getSession()).decisions.recording_playback.level;
      await save(params, {});
      expect(await playback()).toBe('view');
      const before = await api.getPolicies({ params });
      expect(before).toMatchObject({ version: 0, changed: null, policies: { remembered_devices: false } });
      const body = {
        version: 0,
        policies: { ...before.policies, staff_recording_playback: false },
        entitlements: before.entitlements,
      };
      expect(await api.savePolicies({ params, body })).toMatchObject({
        version: 1,
        policies: { staff_recording_playback: false },
        changed: { by: agency.persona.name },
      });
      expect(await playback()).toBe('none');
      await expect(api.savePolicies({ params, body })).rejects.toMatchObject({
        status: 412,
        problem: { current: { version: 1, policies: { staff_recording_playback: false } } },
      });
      expect((await api.listActivity({ params })).items[0]).toMatchObject({
        action: 'policies.saved',
        before: { policies: { staff_recording_playback: true } },
        after: { policies: { staff_recording_playback: false } },
      });
    });

    it('is refused one that there isn’t', async () => {
      const params = paramsOf('keystone-admin');
      const { version, policies, entitlements } = await api.getPolicies({ params });
      const { fields } = await refusal('PUT', `/api/clients/${params.clientId}/policies`, {
        version,
        policies: { ...policies, open_bar: true },
        entitlements,
      });
      expect(fields.map(({ field }) => field)).toEqual(['body.policies.open_bar']);
    });
  });

  describe('with the addresses that a client’s people may come from', () => {
    it('saves a list, which keeps others out at once, and isn’t kept out', async () => {
      const params = paramsOf('oakfield-admin');
      const admin = await test.signIn('oakfield-admin');
      const before = await api.getAddresses({ params });
      expect(before).toMatchObject({ version: 0, ranges: [], yourAddress: '192.0.2.1', holdsForYou: false });
      const saved = await api.saveAddresses({
        params,
        body: { version: 0, ranges: ['2001:DB8:0:0::/32', '198.51.100.7', '198.51.100.7'] },
      });
      expect(saved).toMatchObject({ version: 1, ranges: ['198.51.100.7', '2001:db8::/32'] });
      const refused = await admin.fetch('/api/session');
      expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'ip' }]);
      await api.saveAddresses({ params, body: { version: 1, ranges: ['192.0.2.0/24'] } });
      expect(await admin.fetch('/api/session')).toHaveProperty('status', 200);
      await api.saveAddresses({ params, body: { version: 2, ranges: [] } });
    });

    it.each([
      ['192.0.2.0/33', 'Write an address'],
      ['192.0.2', 'Write an address'],
      ['fe80::1%eth0', 'Write an address'],
      ['10.1.2.3/8', '10.0.0.0/8'],
      ['2001:db8::1/64', '2001:db8::/64'],
    ])('is refused %s', async (range, words) => {
      const params = paramsOf('oakfield-admin');
      const { version } = await api.getAddresses({ params });
      const { fields } = await refusal('PUT', `/api/clients/${params.clientId}/addresses`, {
        version,
        ranges: ['192.0.2.1', range],
      });
      expect(fields).toEqual([{ field: 'body.ranges.1', message: expect.stringContaining(words) as string }]);
    });
  });
});
