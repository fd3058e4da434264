import { allows, GRANTS, type Capability, type Decision, type Tenant } from '@foyer/access';
import type { DefaultsDiff, permissionEndpoints } from '@foyer/contract/permissions';
import { record, whoOf } from '../audit/record.ts';
import { nextVersion, readVersion } from '../clients/client-versions.ts';
import { holdClient, ownClient, type OwnClient } from '../clients/own-client.ts';
import { countRoles } from '../clients/read-clients.ts';
import type { SystemDb } from '../db/database.ts';
import type { Handlers, RequestMeta } from '../platform/endpoint-handler.ts';
import { invalid, problem, stale } from '../platform/problem.ts';
import { checkedRanges, readRanges, writeRanges, type Saver } from './addresses.ts';
import { copyDefaults, diffOf } from './apply-defaults.ts';
import { isGrantedNow, overridesOf, readClientGrants, readPermissions } from './client-grants.ts';
import { addDefaultsVersion, holdDefaults, readDefaults, readDefaultsVersions } from './defaults.ts';
import { effectOf } from './effect-of-grants.ts';
import { readPolicies, writePolicies } from './policies.ts';
import { readOnlookers } from './presence.ts';
import { ofClient, saveOverrides } from './save-overrides.ts';
import { contradiction, grantsAt, requireGrantsSense, requireSense } from './wanted-grants.ts';

/** What the agency grants. Each write holds the client, weighs what was sent (422), then its version (412), and writes all of it or nothing. */
export const permissionHandlers: Handlers<keyof typeof permissionEndpoints> = {
  getDefaults: ({ db, subject }) => readDefaults(db, subject.agencyId),

  saveDefaults: async ({ db, subject, session, input, deps, request }) => {
    const { version, grants } = input.body;
    const { agencyId } = subject;
    requireGrantsSense(grants);
    await holdDefaults(db, agencyId);
    const before = await readDefaults(db, agencyId);
    if (before.version !== version) throw stale(before);
    if (GRANTS.every((grant) => before.grants[grant] === grants[grant])) return before;
    await addDefaultsVersion(db, agencyId, {
      version: version + 1,
      grants,
      by: session.person.id,
      at: deps.clock.now(),
    });
    await record(db, whoOf(session, request), {
      chain: { agencyId, clientId: null },
      action: 'defaults.saved',
      target: { kind: 'defaults', id: String(version + 1), label: `Client defaults v${version + 1}` },
      before: before.grants,
      after: grants,
      outcome: 'done',
    });
    return readDefaults(db, agencyId);
  },

  listDefaultsVersions: async ({ db, subject, input }) => {
    const { limit, cursor } = input.query;
    if (cursor !== undefined && !/^\d{1,9}$/.test(cursor))
      throw invalid('query.cursor', 'Give it as the page before did, or start at the first page.');
    const before = cursor === undefined ? null : Number(cursor);
    const { items, next } = await readDefaultsVersions(db, subject.agencyId, { limit, before });
    return { items, nextCursor: next === null ? null : String(next) };
  },

  previewDefaults: async ({ db, subject, input, deps }) => {
    const { clients, overrides } = input.body;
    const defaults = await readDefaults(db, subject.agencyId);
    const items: DefaultsDiff[] = [];
    for (const id of new Set(clients)) {
      const client = await ownClient(db, subject.agencyId, id);
      items.push((await diffOf(db, client, defaults, { fate: overrides, now: deps.clock.now() })).diff);
    }
    return { defaultsVersion: defaults.version, items };
  },

  applyDefaults: async ({ db, subject, session, input, deps, request }) => {
    const { agencyId } = subject;
    const { defaultsVersion, clients, overrides: fate } = input.body;
    const now = deps.clock.now();
    await holdDefaults(db, agencyId);
    const defaults = await readDefaults(db, agencyId);
    // In the order of their ids: two that apply at once wait for each other, and not for ever.
    const ids = [...new Set(clients.map(({ id }) => id))].sort();
    const found: (Awaited<ReturnType<typeof diffOf>> & { readonly client: OwnClient })[] = [];
    for (const id of ids) {
      const client = await holdClient(db, agencyId, id);
      found.push({ client, ...(await diffOf(db, client, defaults, { fate, now })) });
    }
    const answer = { defaultsVersion: defaults.version, items: found.map(({ diff }) => diff) };
    const fields = found.flatMap(({ diff }) =>
      diff.contradictions.map(({ child, parent }) => ({
        field: `body.clients.${clients.findIndex(({ id }) => id === diff.client.id)}`,
        message: contradiction(child, parent),
      })),
    );
    if (fields.length > 0) throw problem('invalid', { fields: fields.slice(0, 20) });
    const versions = new Map(found.map(({ diff }) => [diff.client.id, diff.version]));
    if (
      defaults.version !== defaultsVersion ||
      clients.some(({ id, version }) => versions.get(id) !== version)
    )
      throw stale(answer);
    for (const { client, before, diff } of found) {
      await copyDefaults(db, client.id, defaults, { fate, at: now });
      await nextVersion(db, client.id, 'permissions', { by: session.person.id, at: now });
      await record(db, whoOf(session, request), {
        ...ofClient(client),
        action: 'defaults.applied',
        before: { defaults: diff.copiedVersion, overrides: overridesOf(before) },
        after: {
          defaults: defaults.version,
          grants: defaults.grants,
          overrides: fate === 'keep' ? overridesOf(before) : {},
        },
      });
    }
    return answer;
  },

  getPermissions: async ({ db, subject, input, deps }) =>
    readPermissions(db, await ownClient(db, subject.agencyId, input.params.clientId), deps.clock.now()),

  previewPermissions: async ({ db, subject, input, deps }) => {
    const client = await ownClient(db, subject.agencyId, input.params.clientId);
    const { overrides } = input.body;
    const now = deps.clock.now();
    const before = await readClientGrants(db, client, now);
    requireSense(before, overrides, now);
    const { version } = await readVersion(db, client.id, 'permissions');
    const { policies, entitlements } = await readPolicies(db, client.id);
    const grants = Object.fromEntries(GRANTS.map((grant) => [grant, isGrantedNow(before[grant])]));
    const tenant: Tenant = {
      agencyId: client.agency_id,
      clientId: client.id,
      grants,
      policies,
      entitlements,
    };
    return {
      version,
      ...effectOf({
        tenant,
        after: grantsAt(before, overrides, now),
        people: await countRoles(db, client.id),
        onlookers: await readOnlookers(db, client.id, now),
      }),
    };
  },

  savePermissions: async ({ db, subject, session, input, deps, request }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const { version, overrides } = input.body;
    return saveOverrides(db, client, {
      version,
      overrides,
      action: 'permissions.saved',
      by: session.person.id,
      now: deps.clock.now(),
      who: whoOf(session, request),
    });
  },

  resetPermissions: async ({ db, subject, session, input, deps, request }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const { version } = input.body;
    return saveOverrides(db, client, {
      version,
      overrides: {},
      action: 'permissions.reset',
      by: session.person.id,
      now: deps.clock.now(),
      who: whoOf(session, request),
    });
  },

  getPolicies: async ({ db, subject, input }) =>
    readPolicies(db, (await ownClient(db, subject.agencyId, input.params.clientId)).id),

  savePolicies: async ({ db, subject, session, input, deps, request }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const { version, ...wanted } = input.body;
    const before = await readPolicies(db, client.id);
    if (before.version !== version) throw stale(before);
    if (!(await writePolicies(db, client.id, before, wanted))) return before;
    await nextVersion(db, client.id, 'policies', { by: session.person.id, at: deps.clock.now() });
    await record(db, whoOf(session, request), {
      ...ofClient(client),
      action: 'policies.saved',
      before: { policies: before.policies, entitlements: before.entitlements },
      after: wanted,
    });
    return readPolicies(db, client.id);
  },

  getAddresses: async ({ db, subject, decisions, input, request }) => {
    const client = await ownClient(db, subject.agencyId, input.params.clientId);
    return addressesAnswer(db, client, saverOf(decisions, request));
  },

  saveAddresses: async ({ db, subject, session, decisions, input, deps, request }) => {
    const client = await holdClient(db, subject.agencyId, input.params.clientId);
    const saver = saverOf(decisions, request);
    const { version, ranges } = input.body;
    const wanted = checkedRanges(ranges, saver);
    const there = await addressesAnswer(db, client, saver);
    if (there.version !== version) throw stale(there);
    if (!(await writeRanges(db, client.id, there.ranges, wanted))) return there;
    await nextVersion(db, client.id, 'addresses', { by: session.person.id, at: deps.clock.now() });
    await record(db, whoOf(session, request), {
      ...ofClient(client),
      action: 'addresses.saved',
      before: { ranges: there.ranges },
      after: { ranges: wanted },
    });
    return addressesAnswer(db, client, saver);
  },
};

/** The list is the client's rule for its own people: whoever has the agency's clients is none of them, whichever client they have open. */
const saverOf = ({ clients }: Readonly<Record<Capability, Decision>>, { address }: RequestMeta): Saver => ({
  address,
  subject: !allows(clients),
});

async function addressesAnswer(db: SystemDb, client: OwnClient, saver: Saver) {
  return {
    ...(await readVersion(db, client.id, 'addresses')),
    ranges: await readRanges(db, client.id),
    yourAddress: saver.address,
    holdsForYou: saver.subject,
  };
}
