import type { PersonItem, PersonSession } from '@foyer/contract/people';
import { sql } from 'kysely';
import type { SystemDb } from '../db/database.ts';
import { deviceWords } from './device-words.ts';

interface SessionRow {
  id: string;
  user_agent: string | null;
  ip_address: string | null;
  created_at: Date;
  expires_at: Date;
  met: boolean;
  remembered: boolean;
}

/** Where a person is signed in, and the devices that may skip the second factor. */
export async function listSessions(db: SystemDb, clientId: string, person: PersonItem, now: Date) {
  const { rows } = await sql<SessionRow>`
    select s.id, s.user_agent, s.ip_address, s.created_at, s.expires_at, s.factor_at is not null as met,
      s.remembered_device is not null as remembered
    from sessions s where s.user_id = ${person.id} and s.expires_at > ${now}
    order by s.created_at desc, s.id`.execute(db);
  const devices = await db
    .selectFrom('remembered_devices')
    .select(['id', 'user_agent', 'created_at', 'expires_at'])
    .where('person_id', '=', person.id)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  const required = person.mfa.required || (await requiresFactor(db, clientId));
  const factorOf = ({ met, remembered }: SessionRow): PersonSession['secondFactor'] => {
    if (!person.mfa.enrolled) return required ? 'outstanding' : 'not_required';
    return met ? (remembered ? 'remembered' : 'code') : 'outstanding';
  };
  return {
    items: rows.map((row) => ({
      id: row.id,
      device: deviceWords(row.user_agent),
      address: row.ip_address,
      signedInAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      secondFactor: factorOf(row),
    })),
    remembered: devices.map((device) => ({
      id: device.id,
      device: deviceWords(device.user_agent),
      rememberedAt: device.created_at.toISOString(),
      expiresAt: device.expires_at.toISOString(),
    })),
  };
}

/** Ends whatever a person has open; their pages hear of it. */
export async function endSessions(db: SystemDb, personId: string): Promise<void> {
  await db.deleteFrom('sessions').where('user_id', '=', personId).execute();
}

/** Whether the client's policy asks all of its people for a second factor. */
export async function requiresFactor(db: SystemDb, clientId: string): Promise<boolean> {
  const policy = await db
    .selectFrom('client_policies')
    .select('enabled')
    .where('tenant_id', '=', clientId)
    .where('policy', '=', 'require_mfa')
    .executeTakeFirst();
  return policy?.enabled ?? false;
}
