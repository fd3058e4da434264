import { GRANTS } from '@foyer/access';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import { TRADES } from './businesses.ts';
import { seedConnections } from './demo-connections.ts';
import { demoCalls } from './demo-calls.ts';
import {
  agencyId,
  agentId,
  clientId,
  DEMO_AGENCIES,
  DEMO_CLIENTS,
  projectId,
  type DemoAgency,
  type DemoAgent,
  type DemoClient,
} from './demo.ts';
import { insertStories } from './call-stories.ts';
import { insertCalls } from './insert-calls.ts';
import { DEMO_PASSWORD_HASH, personas } from './personas.ts';
import { chance, idOf } from './random.ts';

export interface SeedOptions {
  /** When the demo begins: its calls lie in the days before. */
  readonly now: Date;
  /** Calls a client at most; fewer make a quicker start. */
  readonly callsPerClient?: number;
  /** The server's: seals the secrets of the demo's connections, which take nothing without it. */
  readonly secret?: string;
}

/** Whether there is anybody in the database at all. */
export async function isEmpty(database: Database): Promise<boolean> {
  return database.withOwner(async ({ db }) => {
    const first = await db.selectFrom('agencies').select('id').limit(1).executeTakeFirst();
    return first === undefined;
  });
}

/** Fills an empty, migrated database with the demo, all of it or nothing. Equal clocks give equal rows. */
export async function seedDemo(database: Database, options: SeedOptions): Promise<void> {
  await database.withOwner(async ({ db, exec }) => {
    await db.transaction().execute(async (trx) => {
      for (const agency of DEMO_AGENCIES) await seedAgency(trx, agency, options.now);
      await seedPeople(trx, options.now);
      for (const client of DEMO_CLIENTS) await seedClient(trx, client, options);
    });
    // Plans need to know what is there; the embedded database never looks by itself.
    await exec('vacuum analyze');
  });
}

async function seedAgency(db: Kysely<Schema>, agency: DemoAgency, now: Date): Promise<void> {
  const id = agencyId(agency.key);
  const created = daysBefore(now, 700);
  await db.insertInto('agencies').values({ id, name: agency.name, created_at: created }).execute();
  await db
    .insertInto('branding')
    .values({ agency_id: id, name: agency.name, accent: agency.accent, host: agency.host })
    .execute();
  await db
    .insertInto('permission_defaults')
    .values(
      agency.defaults.map((grants, i) => ({
        agency_id: id,
        version: i + 1,
        grants: JSON.stringify(grants),
        created_at: daysBefore(now, 690 - i * 150),
      })),
    )
    .execute();
}

async function seedPeople(db: Kysely<Schema>, now: Date): Promise<void> {
  await db
    .insertInto('people')
    .values(
      personas.map(({ key, id, name, email }) => ({
        id,
        name,
        email,
        email_verified: true,
        last_sign_in_at: lastSignIn(key, now),
      })),
    )
    .execute();
  await db
    .insertInto('accounts')
    .values(
      personas.map(({ id, key }) => ({
        id: idOf(`account ${key}`),
        user_id: id,
        account_id: id,
        provider_id: 'credential',
        password: DEMO_PASSWORD_HASH,
      })),
    )
    .execute();
  await db
    .insertInto('agency_members')
    .values(
      DEMO_AGENCIES.map((agency) => ({
        agency_id: agencyId(agency.key),
        person_id: idOf(`person ${agency.key}-agency`),
      })),
    )
    .execute();
}

/**
 * When somebody was last here: an agency's people and admins in these days, staff now and then, and who has nothing to see hardly at all. Null:
 * never. The demo's log of what was done begins with its first visitor, so that nothing of it stands there.
 */
function lastSignIn(key: string, now: Date): Date | null {
  const { between, happens } = chance(`last sign-in of ${key}`);
  const [company = '', post = ''] = key.split('-');
  // Hands-off: its admin had a look once.
  if (company === 'oakfield') return post === 'admin' ? daysBefore(now, 61) : null;
  const days = post === 'agency' || post === 'admin' ? between(0, 3) : between(1, happens(0.3) ? 40 : 9);
  return new Date(daysBefore(now, days).getTime() - between(20, 23 * 60) * 60_000);
}

async function seedClient(db: Kysely<Schema>, client: DemoClient, options: SeedOptions): Promise<void> {
  const tenant_id = clientId(client.key);
  await db
    .insertInto('clients')
    .values({
      id: tenant_id,
      agency_id: agencyId(client.agency),
      name: client.name,
      time_zone: client.timeZone,
      currency: client.currency,
      created_at: daysBefore(options.now, 400),
    })
    .execute();
  await db
    .insertInto('projects')
    .values(
      Object.entries(client.projects).map(([key, name]) => ({
        tenant_id,
        id: projectId(client.key, key),
        name,
      })),
    )
    .execute();
  await seedMembers(db, client);
  await seedRights(db, client, options.now);
  await seedAgents(db, client, options.now);
  const calls = demoCalls(client, options.now, options.callsPerClient);
  await insertCalls(db, calls);
  await insertStories(db, calls);
  await seedConnections(db, client, options);
}

async function seedMembers(db: Kysely<Schema>, client: DemoClient): Promise<void> {
  const tenant_id = clientId(client.key);
  const person = (post: string): string => idOf(`person ${client.key}-${post}`);
  await db
    .insertInto('memberships')
    .values(
      (['admin', 'manager', 'staff'] as const).map((post) => ({
        tenant_id,
        person_id: person(post),
        role: `client_${post}` as const,
        all_projects: post !== 'staff',
      })),
    )
    .execute();
  await db
    .insertInto('membership_projects')
    .values(
      client.staffProjects.map((project) => ({
        tenant_id,
        person_id: person('staff'),
        project_id: projectId(client.key, project),
      })),
    )
    .execute();
}

async function seedRights(db: Kysely<Schema>, client: DemoClient, now: Date): Promise<void> {
  const tenant_id = clientId(client.key);
  const agency = DEMO_AGENCIES.find(({ key }) => key === client.agency);
  const copied = agency?.defaults[client.copiedVersion - 1] ?? {};
  await db
    .insertInto('client_grants')
    .values(
      GRANTS.map((grant) => {
        const override = client.overrides[grant];
        return {
          tenant_id,
          grant_name: grant,
          copied_value: copied[grant] ?? false,
          copied_version: client.copiedVersion,
          override_value: override ?? null,
          overridden_by: override === undefined ? null : idOf(`person ${client.agency}-agency`),
          overridden_at: override === undefined ? null : daysBefore(now, 45),
        };
      }),
    )
    .execute();
  await db
    .insertInto('client_policies')
    .values(
      (['staff_recording_playback', 'recording_download', 'require_mfa'] as const).map((policy) => ({
        tenant_id,
        policy,
        enabled: client.policies[policy],
      })),
    )
    .execute();
  await db
    .insertInto('client_entitlements')
    .values(
      (['recording_playback', 'recording_download'] as const).map((entitlement) => ({
        tenant_id,
        entitlement,
        included: client.entitlements[entitlement],
      })),
    )
    .execute();
}

async function seedAgents(db: Kysely<Schema>, client: DemoClient, now: Date): Promise<void> {
  const tenant_id = clientId(client.key);
  await db
    .insertInto('agents')
    .values(
      client.agents.map((agent) => ({
        tenant_id,
        id: agentId(client.key, agent.key),
        project_id: projectId(client.key, agent.project),
        name: agent.name,
        status: agent.status,
        greeting: `Thank you for calling ${client.name}. How can I help you today?`,
        prompt: promptOf(client, agent),
        voice: agent.voice,
        language: agent.language,
        interruptible: agent.key.length % 2 === 0,
        silence_timeout_seconds: 8,
        end_call_phrases: ['goodbye', 'that was all', 'have a nice day'],
        created_at: daysBefore(now, 300),
      })),
    )
    .execute();
  const numbers = client.agents.flatMap((agent) =>
    agent.numbers.map((number) => ({ tenant_id, number, agent_id: agentId(client.key, agent.key) })),
  );
  await db.insertInto('phone_numbers').values(numbers).execute();
}

function promptOf(client: DemoClient, agent: DemoAgent): string {
  const { services, staff, visit } = TRADES[client.business];
  return [
    `You answer the phone for ${client.name} (${client.projects[agent.project]}). You are friendly and brief, and you never guess.`,
    `People call to arrange things such as ${services.slice(0, 4).join(', ')}. Offer the next two free times and confirm the one that is chosen.`,
    `If somebody asks for ${staff[0]} or is upset, take a message with name and number, or put the call through while ${visit} is open.`,
    'Never read back card numbers or dates of birth in full.',
  ].join('\n\n');
}

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000);

/** How many calls there are; for the line that a first start prints. */
export async function countSeededCalls(database: Database): Promise<number> {
  return database.withOwner(async ({ db }) => {
    const { rows } = await sql<{ calls: number }>`select count(*) as calls from calls`.execute(db);
    return rows[0]?.calls ?? 0;
  });
}
