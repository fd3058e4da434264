import { GRANTS, type Grant } from '@foyer/access';
import type { Defaults, DefaultsDiff, Overrides } from '@foyer/contract/permissions';
import { readVersion } from '../clients/client-versions.ts';
import type { OwnClient } from '../clients/own-client.ts';
import type { SystemDb } from '../db/database.ts';
import { isGrantedNow, overridesOf, readClientGrants, type ClientGrants } from './client-grants.ts';
import { contradictionsOf, grantsAt } from './wanted-grants.ts';

type Fate = 'keep' | 'drop';

/** What a copy of the defaults would change for a client. */
export async function diffOf(
  db: SystemDb,
  client: OwnClient,
  defaults: Defaults,
  { fate, now }: { readonly fate: Fate; readonly now: Date },
): Promise<{ diff: DefaultsDiff; before: ClientGrants }> {
  const before = await readClientGrants(db, client, now);
  const { version } = await readVersion(db, client.id, 'permissions');
  const overrides: Overrides = fate === 'keep' ? overridesOf(before) : {};
  const copies = Object.fromEntries(
    GRANTS.map((grant) => [grant, { copied: { value: defaults.grants[grant] } }]),
  ) as Record<Grant, { copied: { value: boolean } }>;
  const after = grantsAt(copies, overrides, now);
  const changes = GRANTS.map((grant) => ({
    grant,
    today: isGrantedNow(before[grant]),
    after: after[grant],
  })).filter((change) => change.today !== change.after);
  return {
    before,
    diff: {
      client: { id: client.id, name: client.name },
      version,
      copiedVersion: Math.min(...GRANTS.map((grant) => before[grant].copied.version)),
      changes,
      kept: GRANTS.filter((grant) => overrides[grant] !== undefined),
      contradictions: contradictionsOf(copies, overrides, now).map(({ child, parent }) => ({
        child,
        parent,
      })),
    },
  };
}

/** Copies the defaults to one client, which must be held. */
export async function copyDefaults(
  db: SystemDb,
  clientId: string,
  defaults: Defaults,
  { fate, at }: { readonly fate: Fate; readonly at: Date },
): Promise<void> {
  await db
    .insertInto('client_grants')
    .values(
      GRANTS.map((grant) => ({
        tenant_id: clientId,
        grant_name: grant,
        copied_value: defaults.grants[grant],
        copied_version: defaults.version,
        copied_at: at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'grant_name']).doUpdateSet((eb) => ({
        copied_value: eb.ref('excluded.copied_value'),
        copied_version: defaults.version,
        copied_at: at,
        ...(fate === 'drop' && {
          override_value: null,
          override_until: null,
          overridden_by: null,
          overridden_at: null,
        }),
      })),
    )
    .execute();
}
