import type { Endpoint } from '@foyer/contract';
import { EXPORT_COLUMNS } from '@foyer/contract/exports';
import { wholeContract } from '@foyer/contract/whole-contract';
import {
  createTestApp,
  ENGINES,
  json,
  personas,
  releaseRemote,
  type TestApp,
  type TestPerson,
} from '@foyer/server/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readerOf, recordsNear, SILENCE, start, textOf } from './canary-walk.ts';
import { canariesIn, canaryWord, plantCanaries, type CanaryKind } from './canaries.ts';
import { ENDPOINT_NAMES, sampleRequest, type Ids, type SampleRequest } from './sample-requests.ts';
import { mayRead, type Reader } from './who-may-read.ts';

// Everybody in the campaign; each day whom the others resemble.
const EVERYBODY = personas.map(({ key }) => key);
const SOME = [
  'larkspur-agency',
  'tidewell-agency',
  'brightwater-admin',
  'brightwater-staff',
  'oakfield-admin',
  'copperline-manager',
];
const WALKING = process.env.FOYER_CAMPAIGN === 'all' ? EVERYBODY : SOME;

describe.each(ENGINES)('canaries, on %s', (engine) => {
  let test: TestApp;
  const people = new Map<string, TestPerson>();
  const readers = new Map<string, Reader>();
  const idsOf = new Map<string, readonly Ids[]>();
  /** The kinds that were met where they may be: one that never is would prove nothing. */
  const met = new Map<string, Set<CanaryKind>>();
  let requests = 0;

  beforeAll(async () => {
    test = await createTestApp({ engine, media: SILENCE });
    for (const remote of ['calls', 'agents']) await releaseRemote(test.operator, remote, '1.0.0-a');
    await plantCanaries(test.db);
    for (const one of personas) {
      readers.set(one.key, await readerOf(test, one));
      idsOf.set(one.key, await recordsNear(test, one));
      people.set(one.key, await test.signIn(one.key));
    }
    await askAndInvite();
  }, 120_000);
  afterAll(() => test.close());

  /** What people write to each other: why they ask for something, why it is declined, and who is invited. */
  async function askAndInvite(): Promise<void> {
    for (const one of personas) {
      if (one.clientId === null) continue;
      const person = people.get(one.key)!;
      const note = `for ${canaryWord(one.clientId, one.id, 'asked')}`;
      for (const capability of ['billing', 'agents']) {
        const { status } = await person.fetch('/api/access-requests', json({ capability, note }));
        // Where they have it already there is nothing to ask for.
        expect([200, 409]).toContain(status);
      }
    }
    for (const agency of personas.filter(({ clientId }) => clientId === null)) {
      const agencys = people.get(agency.key)!;
      const queue = (await (await agencys.fetch('/api/client-requests')).json()) as {
        items: { id: string; capability: string; client: { id: string }; person: { id: string } }[];
      };
      for (const { id, client, person } of queue.items.filter(({ capability }) => capability === 'agents')) {
        const reason = `not ${canaryWord(client.id, person.id, 'asked')}`;
        const path = `/api/clients/${client.id}/access-requests/${id}/decline`;
        expect((await agencys.fetch(path, json({ reason }))).status).toBe(204);
      }
      for (const clientId of new Set(queue.items.map(({ client }) => client.id))) {
        const name = `Newly ${canaryWord(clientId, 'anywhere', 'invited')}`;
        const email = `${start(clientId)}@example.com`;
        const body = { email, name, role: 'client_staff', projects: 'all' };
        expect((await agencys.fetch(`/api/clients/${clientId}/invitations`, json(body))).status).toBe(200);
      }
    }
  }

  /** Sends a request and says which canaries came back that may not have. */
  async function walk(who: string, reader: Reader, sample: SampleRequest): Promise<string[]> {
    requests++;
    const { method, path, body } = sample;
    const init = body === undefined ? { method } : json(body, method);
    const answer = await people.get(who)!.fetch(path, init);
    const text = await textOf(answer);
    const headers = [...answer.headers].join('\n');
    const found = canariesIn(text);
    for (const one of found) met.set(who, (met.get(who) ?? new Set()).add(one.kind));
    return [
      ...found
        .filter((one) => !mayRead(reader, one))
        .map((one) => `${who} read ${JSON.stringify(one)} from ${method} ${path}, answered ${answer.status}`),
      ...canariesIn(headers).map((one) => `${who} was sent ${JSON.stringify(one)} in a header of ${path}`),
    ];
  }

  const walkAll = async (
    who: string,
    reader: Reader,
    may: (endpoint: Endpoint) => boolean = () => true,
    records = idsOf.get(who)!,
  ): Promise<string[]> => {
    const problems: string[] = [];
    for (const ids of records) {
      const recording = await people.get(who)!.fetch(`/api/calls/${ids.callId}/recording`);
      const { url = '' } = recording.ok ? ((await recording.json()) as { url?: string }) : {};
      for (const name of ENDPOINT_NAMES) {
        if (LEFT_OUT.includes(name) || !may(wholeContract[name])) continue;
        problems.push(
          ...(await walk(who, reader, sampleRequest(name, ids, url.split('/').at(-1) || 'none'))),
        );
      }
    }
    return problems;
  };

  it.each(WALKING)(
    'whatever %s asks for of whatever record, nothing comes that isn’t theirs',
    async (who) => {
      expect(await walkAll(who, readers.get(who)!)).toEqual([]);
    },
    120_000,
  );

  it('what may be read was read', () => {
    expect([...met.get('brightwater-admin')!].sort()).toEqual([
      'agency',
      'agent',
      'asked',
      'caller',
      'details',
      'open',
    ]);
    expect([...met.get('brightwater-staff')!].sort()).toEqual(['agency', 'asked', 'details', 'open']);
    expect([...met.get('oakfield-admin')!].sort()).toEqual(['agency', 'asked', 'open']);
    for (const kind of ['open', 'asked', 'invited'] as const)
      expect(met.get('larkspur-agency')).toContain(kind);
    expect(requests).toBeGreaterThan(WALKING.length * 200);
    console.info(`Canaries on ${engine}: ${requests} requests of ${WALKING.length} people.`);
  });

  /** The file of all calls with as many columns as this person may have; null for whoever may have none. */
  async function exportOf(who: string): Promise<string | null> {
    const person = people.get(who)!;
    for (const columns of [EXPORT_COLUMNS, WITHOUT_CALLERS, WITHOUT_DETAILS]) {
      const body = { key: crypto.randomUUID(), filters: {}, sort: '-started_at', columns };
      const asked = await person.fetch('/api/call-exports', json(body));
      if (!asked.ok) continue;
      const { id } = (await asked.json()) as { id: string };
      await test.app.writeExports();
      const file = await person.fetch(`/api/call-exports/${id}/file`);
      expect(file.status).toBe(200);
      expect(canariesIn([...file.headers].join('\n'))).toEqual([]);
      return file.text();
    }
    return null;
  }

  it('an exported file has of all calls what its reader may read, and nothing else', async () => {
    const kinds = new Map<string, Set<CanaryKind>>();
    for (const who of WALKING) {
      const file = await exportOf(who);
      if (file === null) continue;
      const found = canariesIn(file);
      kinds.set(who, new Set(found.map(({ kind }) => kind)));
      expect([who, found.filter((one) => !mayRead(readers.get(who)!, one))]).toEqual([who, []]);
    }
    expect(kinds.get('brightwater-admin')).toContain('caller');
    expect(kinds.get('brightwater-staff')).toContain('details');
    expect(kinds.get('brightwater-staff')).not.toContain('caller');
    expect(kinds.has('larkspur-agency')).toBe(false);
  }, 120_000);

  it('whom the agency’s person views as decides what comes: staff’s share as staff, and all of it with full access', async () => {
    const agency = people.get('larkspur-agency')!;
    const staff = personas.find(({ key }) => key === 'brightwater-staff')!;
    const reads = ({ method, path }: Endpoint) => method === 'GET' && !path.startsWith('/api/operator');
    const as = { kind: 'person', personId: staff.id };
    const reason = `a question ${canaryWord(staff.clientId!, 'anywhere', 'viewed')}`;
    const begun = await agency.fetch('/api/session/view-as', json({ clientId: staff.clientId, as, reason }));
    expect(begun.status).toBe(204);
    const asStaff = readers.get('brightwater-staff') as Extract<Reader, { kind: 'client' }>;
    idsOf.set('larkspur-agency', idsOf.get('brightwater-staff')!);
    expect(await walkAll('larkspur-agency', { ...asStaff, viewed: true }, reads)).toEqual([]);
    await agency.fetch('/api/session/view-as', { method: 'DELETE' });
    await agency.fetch('/api/session/client', json({ clientId: staff.clientId }, 'PUT'));
    expect(await walkAll('larkspur-agency', readers.get('larkspur-agency')!, reads)).toEqual([]);
    expect(met.get('larkspur-agency')).toContain('caller');
    expect(met.get('larkspur-agency')).toContain('viewed');
  });

  it('masked words go to whom they were unlocked, in the part that was asked for, and nowhere else', async () => {
    const admin = people.get('brightwater-admin')!;
    const record = idsOf
      .get('brightwater-admin')!
      .find(({ clientId }) => clientId === admin.persona.clientId)!;
    const { callId, clientId } = record;
    await test.db.withOwner(({ db }) =>
      db
        .updateTable('recordings')
        .set({ consent: 'granted' })
        .where('tenant_id', '=', clientId)
        .where('call_id', '=', callId)
        .execute(),
    );
    const asked = await admin.fetch(
      `/api/calls/${callId}/unlocks`,
      json({ scope: 'transcript', justification: `for ${canaryWord(clientId, admin.persona.id, 'asked')}` }),
    );
    const { id } = (await asked.json()) as { id: string };
    const approve = `/api/clients/${clientId}/unlock-requests/${id}/approve`;
    const agency = await test.signIn('larkspur-agency');
    expect((await agency.fetch(approve, { method: 'POST' })).status).toBe(204);
    const all = () => true;
    const found = await walkAll('brightwater-admin', readers.get('brightwater-admin')!, all, [record]);
    expect(found.length).toBeGreaterThan(0);
    for (const one of found)
      expect(one).toMatch(new RegExp(`"kind":"masked"} from GET /api/calls/${callId}/transcript,`));
    for (const who of WALKING.filter((one) => one !== 'brightwater-admin'))
      expect(await walkAll(who, readers.get(who)!, all, [record])).toEqual([]);
  }, 120_000);

  it('no line of the log has one', () => {
    expect(test.log.length).toBeGreaterThan(1_000);
    expect(canariesIn(test.log.join('\n'))).toEqual([]);
  });

  it('no audit row has one of another client, of a caller, or masked', async () => {
    const rows = await test.db.withOwner(({ db }) => db.selectFrom('audit_entries').selectAll().execute());
    expect(rows.length).toBeGreaterThan(100);
    const written = new Set(rows.flatMap((row) => canariesIn(JSON.stringify(row)).map(({ kind }) => kind)));
    for (const kind of ['asked', 'viewed'] as const) expect(written).toContain(kind);
    const wrong = rows.flatMap((row) =>
      canariesIn(JSON.stringify(row)).filter(
        ({ owner, kind }) =>
          (owner !== start(row.tenant_id) && owner !== start(row.agency_id)) ||
          !['open', 'agency', 'asked', 'viewed', 'invited'].includes(kind),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('no letter has one of another client than the one that it is about', async () => {
    const page = await (await test.fetch('/dev/mailbox')).text();
    const letters = page.split('<article>').slice(1);
    expect(letters.length).toBeGreaterThan(3);
    expect(letters.some((letter) => canariesIn(letter).some(({ kind }) => kind === 'invited'))).toBe(true);
    for (const letter of letters) {
      const found = canariesIn(letter);
      expect(found.filter(({ kind }) => !['open', 'agency', 'invited'].includes(kind))).toEqual([]);
      const clients = found.filter(({ kind }) => kind !== 'agency').map(({ owner }) => owner);
      expect(new Set(clients).size).toBeLessThanOrEqual(1);
    }
  });
});

const OF_CALLERS = ['caller_name', 'caller_number'];
const OF_DETAILS = ['project', 'outcome', 'sentiment', 'tags', 'cost'];
const WITHOUT_CALLERS = EXPORT_COLUMNS.filter((column) => !OF_CALLERS.includes(column) && column !== 'cost');
const WITHOUT_DETAILS = WITHOUT_CALLERS.filter((column) => !OF_DETAILS.includes(column));

/** What would end the session that walks, or is tried for itself below. */
const LEFT_OUT: readonly string[] = [
  'signOut',
  'startViewAs',
  'endViewAs',
  'chooseClient',
  'endPersonSession',
  'endPersonSessions',
  'resetPersonMfa',
];
