import { describe, expect, test } from 'vitest';
import { decide } from './decide.ts';
import { JUSTIFICATION_LENGTH, UNLOCK_LASTS_MS, unlockHolds } from './pii-unlock.ts';
import { allOn, call, granting, manager, tenant } from './sample-facts.ts';

const hour = 3_600_000;
const approvedAt = 1_790_000_000_000;
const unlock = { requesterId: 'marc', callId: 'call-1', scope: 'transcript', approvedAt };
const wanted = { callId: 'call-1', scope: 'transcript' };
const allowed = decide(manager, 'pii_unlock', { tenant, resource: call });

describe('an approved unlock', () => {
  test.each([
    ['a moment before it is approved', -1, false],
    ['as it is approved', 0, true],
    ['an hour later', hour, true],
    ['a moment before a day is over', 24 * hour - 1, true],
    ['when a day is over', 24 * hour, false],
  ])('%s', (_when, after, holds) => {
    expect(unlockHolds(manager, unlock, wanted, allowed, approvedAt + after)).toBe(holds);
    expect(UNLOCK_LASTS_MS).toBe(86_400_000);
  });

  test('holds for its requester, call and scope only', () => {
    const now = approvedAt + hour;
    expect(unlockHolds({ ...manager, userId: 'anna' }, unlock, wanted, allowed, now)).toBe(false);
    expect(unlockHolds(manager, unlock, { ...wanted, callId: 'call-2' }, allowed, now)).toBe(false);
    expect(unlockHolds(manager, unlock, { ...wanted, scope: 'summary' }, allowed, now)).toBe(false);
  });

  test('is nothing while it waits for its decision', () => {
    expect(unlockHolds(manager, { ...unlock, approvedAt: null }, wanted, allowed, hour)).toBe(false);
  });

  test('ends at once when the role, the grant or the consent is lost', () => {
    const now = approvedAt + hour;
    const lost = [
      decide({ ...manager, role: 'client_staff' }, 'pii_unlock', { tenant, resource: call }),
      decide(manager, 'pii_unlock', {
        tenant: granting({ ...allOn, view_call_details: false }),
        resource: call,
      }),
      decide(manager, 'pii_unlock', { tenant, resource: { ...call, consent: 'withdrawn' } }),
      undefined,
    ];
    for (const decision of lost) expect(unlockHolds(manager, unlock, wanted, decision, now)).toBe(false);
  });

  test('shows nothing to somebody viewing as the requester', () => {
    expect(unlockHolds({ ...manager, viewAs: true }, unlock, wanted, allowed, approvedAt + hour)).toBe(false);
  });
});

test('a justification has 20 to 2,000 characters', () => {
  expect(JUSTIFICATION_LENGTH).toEqual({ min: 20, max: 2000 });
});
