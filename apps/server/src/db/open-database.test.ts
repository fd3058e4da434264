import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { readConfig } from '../platform/config.ts';
import { cookiesOf, ENGINES, json, persona } from '../testing/test-app.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { openDatabase } from './open-database.node.ts';

const server = process.env.FOYER_TEST_DATABASE_URL ?? '';
const name = `foyer_test_${randomUUID().replaceAll('-', '')}`;
const login = `${name}_login`;

const urlOf = (user?: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  if (user) url.username = user;
  return url.href;
};
const config = (more: Record<string, string>) =>
  readConfig({
    NODE_ENV: 'production',
    FOYER_SECRET: 'for tests only, and long enough for every check',
    PUBLIC_URL: 'https://portal.test',
    ...more,
  });

describe.runIf(ENGINES.includes('postgres'))('a production server’s database', () => {
  const admin = new pg.Client({ connectionString: server });
  beforeAll(async () => {
    await admin.connect();
    await admin.query(`create database ${name}`);
    await admin.query(`create role ${login} login`);
  });
  afterAll(async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.query(`drop role ${login}`);
    await admin.end();
  });

  it('is refused with a login that could get round row-level security', async () => {
    await expect(openDatabase(config({ DATABASE_URL: urlOf() }))).rejects.toThrow(
      /DATABASE_URL logs in as a role that is a superuser/,
    );
  });

  it('serves as a restricted login, once its owner has brought the tables up to date', async () => {
    // The first start makes the roles; the login is made a member of them, once.
    await expect(
      openDatabase(config({ DATABASE_URL: urlOf(login), DATABASE_OWNER_URL: urlOf() })),
    ).rejects.toThrow(/is not a member of foyer_app and foyer_system/);
    await admin.query(`grant foyer_app, foyer_system to ${login}`);

    const owner = await openDatabase(config({ DATABASE_URL: urlOf(login), DATABASE_OWNER_URL: urlOf() }));
    await seedDemo(owner, { now: new Date(), callsPerClient: 20 });
    // A server of a later version than the tables waits for the owner.
    const forget = (names: string) =>
      owner.withOwner(({ exec }) => exec(`update schema_migrations set name = ${names}`));
    await forget("'earlier ' || name");
    await expect(openDatabase(config({ DATABASE_URL: urlOf(login) }))).rejects.toThrow(
      /DATABASE_OWNER_URL is needed once/,
    );
    await forget("replace(name, 'earlier ', '')");
    await owner.close();

    const db = await openDatabase(config({ DATABASE_URL: urlOf(login) }));
    const silent = { info: () => {}, warn: () => {}, error: () => {} };
    const app = createApp({
      db,
      secret: 'for tests only, and long enough for every check',
      publicUrl: 'https://portal.test',
      log: silent,
      media: { open: async () => null, put: async () => {} },
    });
    const send = (path: string, init: RequestInit = {}) =>
      app.fetch(
        new Request(`https://portal.test${path}`, {
          ...init,
          headers: { origin: 'https://portal.test', ...(init.headers as Record<string, string>) },
        }),
      );
    const { email, password } = persona('copperline-admin');
    const cookie = cookiesOf(await send('/api/sign-in', json({ email, password })));
    const list = (await (await send('/api/calls', { headers: { cookie } })).json()) as { items: object[] };
    expect(list.items).toHaveLength(20);
    const found = await send('/api/calls?text=the', { headers: { cookie } });
    expect(found.status).toBe(200);
    // The console's narrower role comes with the other two.
    const agency = persona('tidewell-agency');
    const asAgency = {
      cookie: cookiesOf(await send('/api/sign-in', json({ email: agency.email, password: agency.password }))),
    };
    const form = { name: 'Quayside Physio', timeZone: 'Europe/Dublin', currency: 'EUR', project: 'Quay' };
    const creation = json({ key: crypto.randomUUID(), ...form });
    const made = await send('/api/clients', {
      ...creation,
      headers: { ...(creation.headers as Record<string, string>), ...asAgency },
    });
    expect(made.status).toBe(200);
    const clients = (await (await send('/api/clients', { headers: asAgency })).json()) as {
      items: { name: string }[];
    };
    expect(clients.items.map(({ name }) => name)).toEqual([
      'Copperline Heating',
      'Fernhill Veterinary',
      'Quayside Physio',
    ]);
    await db.close();
  });
});
