import { createTestApp, ENGINES, json, persona, type TestApp, type TestPerson } from '@foyer/server/testing';
import type { Endpoint } from '@foyer/contract';
import { wholeContract } from '@foyer/contract/whole-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from './answer.ts';
import { ENDPOINT_NAMES, sampleRequest, type Ids } from './sample-requests.ts';

// "View as: read-only (writes answer 403 `view_as`)."

/** What changes nothing of the client's and nothing of a person's rights; the second factor is the operator's own, and met at sign-in. */
const OPEN = [
  'beginEnrolment',
  'confirmEnrolment',
  'endViewAs',
  'notePresence',
  'reportLoads',
  'signOut',
  'verifySecondFactor',
];
describe.each(ENGINES)('viewing as somebody, on %s', (engine) => {
  let test: TestApp;
  let agency: TestPerson;
  let ids: Ids;
  const clientId = persona('brightwater-staff').clientId ?? '';

  beforeAll(async () => {
    test = await createTestApp({ engine });
    agency = await test.signIn('larkspur-agency');
    const call = await test.db.withOwner(({ db }) =>
      db.selectFrom('calls').selectAll().where('tenant_id', '=', clientId).executeTakeFirstOrThrow(),
    );
    const nobodys = '00000000-0000-4000-8000-000000000000';
    ids = {
      clientId,
      personId: persona('brightwater-staff').id,
      projectId: call.project_id,
      callId: call.id,
      agentId: call.agent_id,
      sessionId: nobodys,
      invitationId: nobodys,
      requestId: nobodys,
      connectionId: nobodys,
    };
  }, 120_000);
  afterAll(() => test.close());

  it.each([
    { kind: 'role', role: 'client_admin' },
    { kind: 'role', role: 'client_staff' },
    { kind: 'person', personId: persona('brightwater-manager').id },
  ])('every write is refused as such: $kind $role', async (as) => {
    const begun = await agency.fetch('/api/session/view-as', json({ clientId, as, reason: 'a question' }));
    expect(begun.status).toBe(204);
    const open: string[] = [];
    for (const name of ENDPOINT_NAMES) {
      const { needs, method, whileViewing }: Endpoint = wholeContract[name];
      if (method === 'GET' || ['public', 'operator', 'signature'].includes(needs)) continue;
      if (whileViewing) {
        open.push(name);
        continue;
      }
      const { path, body } = sampleRequest(name, ids);
      const answer = await agency.fetch(path, body === undefined ? { method } : json(body, method));
      const whole = { status: answer.status, headers: answer.headers, text: await answer.text() };
      expect([name, whole.status, codeOf(whole)]).toEqual([name, 403, 'view_as']);
    }
    expect(open.toSorted((one, other) => one.localeCompare(other))).toEqual(OPEN);
    await agency.fetch('/api/session/view-as', { method: 'DELETE' });
  });
});
