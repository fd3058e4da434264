import { GRANTS, type Grant } from '@foyer/access';
import type { GrantProvenance, Overrides, Permissions } from '@foyer/contract/permissions';
import { readVersion } from '../clients/client-versions.ts';
import type { OwnClient } from '../clients/own-client.ts';
import type { SystemDb } from '../db/database.ts';
import { readDefaults } from './defaults.ts';

/** What is granted of one thing, and where that comes from; an override that has ended is none. */
export interface ClientGrant {
  readonly copied: { readonly value: boolean; readonly version: number; readonly at: Date };
  readonly override: {
    readonly value: boolean;
    readonly until: Date | null;
    readonly by: string | null;
    readonly at: Date;
  } | null;
  /** Whether the row still holds an override, ended or not. */
  readonly stored: boolean;
}

export type ClientGrants = Readonly<Record<Grant, ClientGrant>>;

export async function readClientGrants(db: SystemDb, client: OwnClient, now: Date): Promise<ClientGrants> {
  const rows = await db
    .selectFrom('client_grants as g')
    .leftJoin('people as p', 'p.id', 'g.overridden_by')
    .selectAll('g')
    .select('p.name')
    .where('g.tenant_id', '=', client.id)
    .execute();
  const entries = GRANTS.map((grant) => {
    const row = rows.find(({ grant_name }) => grant_name === grant);
    const holds = row && (row.override_until === null || row.override_until > now);
    const found: ClientGrant = {
      copied: {
        value: row?.copied_value ?? false,
        version: row?.copied_version ?? 0,
        at: row?.copied_at ?? client.created_at,
      },
      override:
        holds && row.override_value !== null
          ? {
              value: row.override_value,
              until: row.override_until,
              by: row.name,
              at: row.overridden_at ?? client.created_at,
            }
          : null,
      stored: (row?.override_value ?? null) !== null,
    };
    return [grant, found];
  });
  // One for each grant, made from the list of them.
  return Object.fromEntries(entries) as Record<Grant, ClientGrant>;
}

export const isGrantedNow = ({ override, copied }: ClientGrant): boolean => override?.value ?? copied.value;

/** The overrides that hold, as they are written. */
export function overridesOf(grants: ClientGrants): Overrides {
  return Object.fromEntries(
    GRANTS.flatMap((grant) => {
      const { override } = grants[grant];
      if (!override) return [];
      return [[grant, { value: override.value, until: override.until?.toISOString() ?? null }]];
    }),
  );
}

export async function readPermissions(db: SystemDb, client: OwnClient, now: Date): Promise<Permissions> {
  const grants = await readClientGrants(db, client, now);
  const { version, changed } = await readVersion(db, client.id, 'permissions');
  const defaults = await readDefaults(db, client.agency_id);
  return {
    version,
    changed,
    defaultsVersion: defaults.version,
    grants: Object.fromEntries(GRANTS.map((grant) => [grant, provenanceOf(grants[grant])])) as Record<
      Grant,
      GrantProvenance
    >,
  };
}

/** Writes the overrides that differ from those that are there; the others keep who set them and when. True when anything was written. */
export async function writeOverrides(
  db: SystemDb,
  clientId: string,
  before: ClientGrants,
  overrides: Overrides,
  change: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  let written = false;
  for (const grant of GRANTS) {
    const { override, stored, copied } = before[grant];
    const wanted = overrides[grant];
    const until = wanted?.until === undefined || wanted.until === null ? null : new Date(wanted.until);
    const same = wanted
      ? override?.value === wanted.value && override.until?.getTime() === until?.getTime()
      : !stored;
    if (same) continue;
    written = true;
    const values = {
      override_value: wanted?.value ?? null,
      override_until: until,
      overridden_by: wanted ? change.by : null,
      overridden_at: wanted ? change.at : null,
    };
    await db
      .insertInto('client_grants')
      .values({
        tenant_id: clientId,
        grant_name: grant,
        copied_value: copied.value,
        copied_version: copied.version,
        ...values,
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'grant_name']).doUpdateSet(values))
      .execute();
  }
  return written;
}

const provenanceOf = (grant: ClientGrant): GrantProvenance => ({
  granted: isGrantedNow(grant),
  copied: { ...grant.copied, at: grant.copied.at.toISOString() },
  override: grant.override && {
    value: grant.override.value,
    until: grant.override.until?.toISOString() ?? null,
    by: grant.override.by,
    at: grant.override.at.toISOString(),
  },
});
