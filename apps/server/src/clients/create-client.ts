import { GRANTS } from '@foyer/access';
import type { SystemDb } from '../db/database.ts';
import { readDefaults } from '../permissions/defaults.ts';

export interface NewClient {
  readonly id: string;
  readonly agencyId: string;
  /** Of the form that it is created with. */
  readonly key: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly project: { readonly id: string; readonly name: string };
  readonly at: Date;
}

/** Creates a client with a copy of the defaults in force. False when the form has made one before. */
export async function createClient(db: SystemDb, client: NewClient): Promise<boolean> {
  const { id: tenant_id, agencyId, at } = client;
  const made = await db
    .insertInto('clients')
    .values({
      id: tenant_id,
      agency_id: agencyId,
      name: client.name,
      time_zone: client.timeZone,
      currency: client.currency,
      create_key: client.key,
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['agency_id', 'create_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return false;
  await db
    .insertInto('projects')
    .values({ tenant_id, id: client.project.id, name: client.project.name, created_at: at })
    .execute();
  const defaults = await readDefaults(db, agencyId);
  await db
    .insertInto('client_grants')
    .values(
      GRANTS.map((grant) => ({
        tenant_id,
        grant_name: grant,
        copied_value: defaults.grants[grant],
        copied_version: defaults.version,
        copied_at: at,
      })),
    )
    .execute();
  return true;
}
