import type { AuditEntry } from '@foyer/contract/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientId } from '../seed/demo.ts';
import { createTestApp, ENGINES, json, persona, type TestApp, type TestPerson } from '../testing/test-app.ts';
import { settleRefusals } from './record.ts';
import { verifyAudit } from './verify-audit.node.ts';

interface Page {
  readonly items: AuditEntry[];
  readonly nextCursor: string | null;
}

describe.each(ENGINES)('an agency that looks at a client’s activity, on %s,', (engine) => {
  let test: TestApp;
  let agency: TestPerson;
  const brightwater = clientId('brightwater');
  beforeAll(async () => {
    test = await createTestApp({ engine });
    agency = await test.signIn('larkspur-agency');
  });
  afterAll(() => test.close());

  const activity = async (query = ''): Promise<Page> => {
    const answer = await agency.fetch(`/api/clients/${brightwater}/activity${query}`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as Page;
  };

  it('reads who signed in and out, whom somebody tried to be, and nothing of an address that is nobody’s', async () => {
    const admin = await test.signIn('brightwater-admin');
    await admin.api.signOut();
    const refuse = (email: string) => test.fetch('/api/sign-in', json({ email, password: 'not this one' }));
    expect((await refuse(persona('brightwater-admin').email.toUpperCase())).status).toBe(401);
    expect((await refuse('nobody@brightwater.example')).status).toBe(401);
    await expect.poll(async () => (await activity()).items.length).toBe(3);
    const { items } = await activity();
    const target = {
      kind: 'person',
      id: persona('brightwater-admin').id,
      label: persona('brightwater-admin').name,
    };
    expect(
      items.map(({ action, target: of, person, outcome }) => ({ action, of, by: person.id, outcome })),
    ).toEqual([
      { action: 'session.refused', of: target, by: null, outcome: 'denied' },
      { action: 'session.ended', of: target, by: target.id, outcome: 'done' },
      { action: 'session.started', of: target, by: target.id, outcome: 'done' },
    ]);
    expect(JSON.stringify(items)).not.toContain('not this one');
  });

  it('reads that the agency came in with full access, heard a recording, and left', async () => {
    await agency.api.chooseClient({ body: { clientId: brightwater } });
    await agency.api.chooseClient({ body: { clientId: brightwater } });
    const { items: calls } = await agency.api.listCalls({ query: { limit: 100 } });
    for (const { id } of calls) {
      const answer = await agency.fetch(`/api/calls/${id}/recording`);
      if (answer.ok) break;
    }
    await agency.api.chooseClient({ body: { clientId: clientId('oakfield') } });
    await agency.api.chooseClient({ body: { clientId: null } });
    const { items } = await activity(`?person=${agency.persona.id}`);
    expect(items.map(({ action }) => action)).toEqual(['client.closed', 'recording.opened', 'client.opened']);
    expect(items.every(({ as }) => as?.mode === 'full_access')).toBe(true);
  });

  it('reads the writes that were refused, and who tried', async () => {
    const staff = await test.signIn('brightwater-staff');
    await staff.fetch('/api/session/client', json({ clientId: brightwater }, 'PUT'));
    await staff.fetch('/api/clients');
    const { items } = await activity('?action=request.denied');
    expect(items).toEqual([
      expect.objectContaining({
        person: { id: staff.persona.id, name: staff.persona.name },
        target: expect.objectContaining({ kind: 'request', id: 'chooseClient' }),
        after: { code: 'denied', denials: ['role_agency_only'] },
        outcome: 'denied',
      }),
    ]);
  });

  it('reads of refusals that are all alike the first, and how many followed it', async () => {
    const manager = await test.signIn('brightwater-manager');
    const tryTo = (clientId: string) => manager.fetch('/api/session/client', json({ clientId }, 'PUT'));
    const refusals = async () =>
      (await activity(`?action=request.denied&person=${manager.persona.id}`)).items;
    const first = test.clock.now().toISOString();
    const answers = await Promise.all(Array.from({ length: 200 }, () => tryTo(brightwater)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
    await settleRefusals(test.db, test.clock.now());
    expect(await refusals()).toMatchObject([{ at: first, after: { code: 'denied' } }]);
    // Another endpoint is another refusal.
    await manager.fetch('/api/clients', json({}));
    expect((await refusals()).map(({ target }) => target.id)).toEqual(['createClient', 'chooseClient']);

    test.clock.advance(59_000);
    const last = test.clock.now().toISOString();
    await tryTo(brightwater);
    test.clock.advance(1_000);
    await Promise.all([1, 2, 3].map(() => settleRefusals(test.db, test.clock.now())));
    const [counted, ...before] = await refusals();
    expect(counted).toMatchObject({
      at: last,
      target: { id: 'chooseClient' },
      after: { code: 'denied', denials: ['role_agency_only'], repeats: 200, since: first },
      outcome: 'denied',
    });
    expect(before).toHaveLength(2);
    // From then on it is a new one, and what nobody settled is written by the next of its kind.
    await tryTo(brightwater);
    await tryTo(brightwater);
    test.clock.advance(61_000);
    await tryTo(brightwater);
    expect((await refusals()).slice(0, 3).map(({ after }) => after)).toEqual([
      { code: 'denied', denials: ['role_agency_only'] },
      expect.objectContaining({ repeats: 1 }),
      { code: 'denied', denials: ['role_agency_only'] },
    ]);
  });

  it('turns the pages to the first entry, each once', async () => {
    const all: AuditEntry[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await activity(`?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      all.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, i) => all.length - i));
    expect(all.length).toBeGreaterThan(6);
    expect((await agency.fetch(`/api/clients/${brightwater}/activity?cursor=x`)).status).toBe(422);
  });

  it('meets another agency’s client like one that never was, and a client’s own people meet the model', async () => {
    const face = async (id: string) => {
      const answer = await agency.fetch(`/api/clients/${id}/activity`);
      const text = (await answer.text()).replace(/"requestId":"[^"]+"/, '');
      return [answer.status, text, [...answer.headers.keys()].sort().join()];
    };
    const foreign = await face(clientId('fernhill'));
    expect(foreign[0]).toBe(404);
    expect(foreign).toEqual(await face('00000000-0000-4000-8000-000000000000'));
    const admin = await test.signIn('brightwater-admin');
    expect((await admin.fetch(`/api/clients/${brightwater}/activity`)).status).toBe(403);
  });

  it('leaves chains behind that an auditor finds whole', async () => {
    expect((await verifyAudit(test.db)).filter(({ broken }) => broken)).toEqual([]);
  });
});
