import { ENGINES } from '@foyer/server/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, jsonOf, layersOf, withoutRequestId } from './answer.ts';
import { MATRIX } from './expected.ts';
import { CLOSED_SETS, nameOf } from './grant-sets.ts';
import { openWorld, VERSION, type Visitor, type World } from './world.ts';

const NOTHING = CLOSED_SETS[0]!;
const EVERYTHING = CLOSED_SETS.at(-1)!;
const NOWHERE = '00000000-0000-4000-8000-000000000000';

describe.each(ENGINES)('on %s', (engine) => {
  let world: World;
  let own: Visitor;
  let other: Visitor;
  let staff: Visitor;
  let admin: Visitor;

  beforeAll(async () => {
    world = await openWorld(engine);
    own = await world.signIn('agency_admin');
    other = await world.signIn('other_agency_admin');
    staff = await world.signIn('client_staff');
    admin = await world.signIn('client_admin');
  }, 120_000);

  afterAll(() => world.close());

  const open = (visitor: Visitor, clientId: string | null) =>
    visitor.send('PUT', '/api/session/client', { body: { clientId } });

  describe('an admin of the own agency', () => {
    it.each([NOTHING, CLOSED_SETS[20]!, EVERYTHING].map((set) => ({ set, granted: nameOf(set) })))(
      'has everything of a client that is granted $granted',
      async ({ set }) => {
        await world.setGrants(set);
        expect(await open(own, world.ids.client)).toHaveProperty('status', 204);
        const recording = await own.send('GET', `/api/calls/${world.ids.call}/recording`);
        const link = (jsonOf(recording) as { url: string }).url;
        for (const row of MATRIX.filter(({ request: [method] }) => method === 'GET')) {
          const path = row.request[1]
            .replace('{call}', world.ids.call)
            .replace('{agent}', world.ids.agent)
            .replace('{client}', world.ids.client)
            .replace('{person}', world.ids.person)
            .replace('{version}', VERSION)
            .replace('{export}', NOWHERE)
            .replace('{link}', link);
          const answer = await own.send(
            'GET',
            path,
            row.open === 206 ? { headers: { range: 'bytes=0-9' } } : {},
          );
          expect([row.name, answer.status]).toEqual([row.name, row.open]);
        }
        const call = jsonOf(await own.send('GET', `/api/calls/${world.ids.call}`));
        expect(call).toHaveProperty('cost');
        expect(call).toHaveProperty('details.caller');
      },
    );

    it('is told to choose a client first, before anything is looked up', async () => {
      await open(own, null);
      for (const path of [
        '/api/calls',
        `/api/calls/${world.ids.call}`,
        `/api/calls/${NOWHERE}`,
        '/api/agents',
      ]) {
        const answer = await own.send('GET', path);
        expect([path, answer.status, codeOf(answer), layersOf(answer)]).toEqual([
          path,
          403,
          'denied',
          ['scope'],
        ]);
      }
    });

    it('finds no record of another client than the one chosen', async () => {
      await open(own, world.ids.client);
      const foreign = await own.send('GET', `/api/calls/${world.ids.foreignCall}`);
      const nowhere = await own.send('GET', `/api/calls/${NOWHERE}`);
      expect(foreign.status).toBe(404);
      expect(sameBut(withoutRequestId(foreign), world.ids.foreignCall)).toBe(
        sameBut(withoutRequestId(nowhere), NOWHERE),
      );
    });
  });

  describe('an admin of another agency', () => {
    it('cannot open the client, and learns nothing of it', async () => {
      const foreign = await open(other, world.ids.client);
      const nowhere = await open(other, NOWHERE);
      expect(foreign.status).toBe(404);
      expect(sameBut(withoutRequestId(foreign), world.ids.client)).toBe(
        sameBut(withoutRequestId(nowhere), NOWHERE),
      );
      const list = await other.send('GET', '/api/clients');
      expect(list.text).not.toContain(world.ids.client);
    });

    it('reads nothing of the client, with no client of their own open', async () => {
      await world.setGrants(EVERYTHING);
      await open(other, null);
      for (const row of MATRIX.filter(
        ({ needs }) => needs.length > 0 && needs[0] !== 'clients' && needs[0] !== 'pii_unlock_decision',
      )) {
        const path = row.request[1]
          .replace('{call}', world.ids.call)
          .replace('{agent}', world.ids.agent)
          .replace('{version}', VERSION)
          .replace('{link}', '/api/media/unknown');
        const answer = await other.send(row.request[0], path);
        const refusal = row.secret ? [404, 'not_found'] : [403, 'denied'];
        expect([row.name, answer.status, codeOf(answer)]).toEqual([row.name, ...refusal]);
      }
    });

    it("finds the client's records nowhere, with a client of their own open", async () => {
      expect(await open(other, world.ids.foreignClient)).toHaveProperty('status', 204);
      const link = (
        jsonOf(await admin.send('GET', `/api/calls/${world.ids.call}/recording`)) as { url: string }
      ).url;
      const { call, agent } = world.ids;
      for (const path of [
        `/api/calls/${call}`,
        `/api/calls/${call}/transcript`,
        `/api/calls/${call}/recording`,
        `/api/agents/${agent}`,
        link,
      ]) {
        const answer = await other.send('GET', path);
        expect([path, answer.status, codeOf(answer)]).toEqual([path, 404, 'not_found']);
      }
    });
  });

  it("an admin of the client cannot tell another client's agent from none", async () => {
    await world.setGrants(EVERYTHING);
    const [foreign, nowhere] = await Promise.all(
      [world.ids.foreignAgent, NOWHERE].map(async (id) => {
        const answer = await admin.send('GET', `/api/agents/${id}`);
        expect(answer.status).toBe(404);
        return sameBut(withoutRequestId(answer), id);
      }),
    );
    expect(foreign).toBe(nowhere);
  });

  describe('staff of some projects', () => {
    const places = ['', '/transcript', '/recording'];

    it.each(places)(
      "cannot tell another client's, another project's and no call apart: /api/calls/:id%s",
      async (rest) => {
        await world.setGrants(EVERYTHING);
        const answers = await Promise.all(
          [world.ids.foreignCall, world.ids.otherProjectCall, NOWHERE].map(async (id) => {
            const answer = await staff.send('GET', `/api/calls/${id}${rest}`);
            expect(answer.status).toBe(404);
            return sameBut(withoutRequestId(answer), id);
          }),
        );
        expect(new Set(answers).size).toBe(1);
      },
    );

    it.each(['agent', 'project'])('cannot tell them apart by the %s filter either', async (filter) => {
      await world.setGrants(EVERYTHING);
      const ids =
        filter === 'agent'
          ? [world.ids.foreignAgent, world.ids.otherProjectAgent, NOWHERE]
          : [world.ids.foreignProject, world.ids.otherProject, NOWHERE];
      for (const path of ['/api/calls', '/api/calls/count']) {
        const answers = await Promise.all(
          ids.map(async (id) => {
            const answer = await staff.send('GET', `${path}?${filter}=${id}`);
            return answer.status === 200 ? answer.text : sameBut(withoutRequestId(answer), id);
          }),
        );
        expect(new Set(answers).size).toBe(1);
        expect(answers[0]).not.toContain(world.ids.otherProjectCall);
      }
    });

    it('see only calls and agents of their projects', async () => {
      const session = jsonOf(await staff.send('GET', '/api/session')) as { projects: { id: string }[] };
      const mine = session.projects.map(({ id }) => id);
      expect(mine).not.toContain(world.ids.otherProject);
      const list = jsonOf(await staff.send('GET', '/api/calls?limit=100')) as {
        items: { details: { project: { id: string } } }[];
      };
      expect(list.items.length).toBeGreaterThan(0);
      for (const { details } of list.items) expect(mine).toContain(details.project.id);
      const filters = await staff.send('GET', '/api/calls/filters');
      expect(filters.text).not.toContain(world.ids.otherProjectAgent);
    });

    it.each(['+61 2 5550 1234', '0412 345 678', 'someone@example.com', '12/03/1984', '1984-03-12'])(
      'are refused a search for %s, an admin is not',
      async (text) => {
        for (const path of ['/api/calls', '/api/calls/count']) {
          const address = `${path}?text=${encodeURIComponent(text)}`;
          const refusal = await staff.send('GET', address);
          expect([refusal.status, codeOf(refusal)]).toEqual([403, 'denied']);
          expect(layersOf(refusal)).toContain('role');
          expect(await admin.send('GET', address)).toHaveProperty('status', 200);
        }
      },
    );
  });
});

/** An error may repeat what the caller sent; that is the one thing in which the answers may differ. */
const sameBut = (answer: string, sent: string): string => answer.replaceAll(sent, '<what was sent>');
