import { expect, test } from 'vitest';
import { changesBetween } from './audit-values.ts';

const BERLIN = { timeZone: 'Europe/Berlin', locale: 'en-GB' };
const told = (before: unknown, after: unknown) =>
  changesBetween(before, after, BERLIN).map(({ what, before: was, after: is }) => `${what}: ${was} → ${is}`);

test('only what changed is told, in the words of the pages on which it is set', () => {
  expect(
    told({ manage_billing: true, view_calls: true }, { manage_billing: false, view_calls: true }),
  ).toEqual(['Billing: On → Off']);
  expect(
    told(
      { policies: { require_mfa: false }, entitlements: { recording_download: true } },
      { policies: { require_mfa: true }, entitlements: { recording_download: false } },
    ),
  ).toEqual(['Second factor for everybody: Off → On', 'Downloading recordings: On → Off']);
  expect(
    told(
      { role: 'client_staff', projects: ['Elm Park', 'Quay'], mfaRequired: false },
      { role: 'client_manager', projects: 'all', mfaRequired: false },
    ),
  ).toEqual(['Role: Staff → Manager', 'Projects: Elm Park, Quay → All projects']);
  expect(
    told({ consent: 'granted', retentionDays: 365 }, { consent: 'not_required', retentionDays: 1 }),
  ).toEqual([
    'Consent to recording: Callers are asked, and agree → Not required',
    'Recordings kept for: 365 days → 1 day',
  ]);
  expect(told({ ranges: ['192.0.2.0/24'] }, { ranges: [] })).toEqual([
    'Allowed addresses: 192.0.2.0/24 → From anywhere',
  ]);
});

test('an override that is missing is the default, and one that ends says when', () => {
  const until = '2026-11-27T17:00:00.000Z';
  expect(told({}, { view_analytics: { value: false, until } })).toEqual([
    'Analytics: as the default → Off until 27 Nov 2026, 18:00',
  ]);
  expect(
    told(
      { defaults: 2, overrides: { manage_billing: { value: true, until: null } } },
      { defaults: 3, overrides: {}, grants: { view_calls: true, view_agents: true, manage_billing: false } },
    ),
  ).toEqual(['Copied defaults: v2 → v3', 'Billing: On → as the default', 'Permissions on:  → Agents, Calls']);
});

test('what no person knows is left out; what is new here still has words', () => {
  const unlockId = 'a963ea7a-f3e1-48da-928d-9257edb8c67c';
  expect(told(null, { unlockId, scope: 'summary' })).toEqual([]);
  expect(told(null, { ringsBefore_answer: 3, columns: ['agent', 'status'] })).toEqual([
    'Rings before answer:  → 3',
    'Columns:  → agent, status',
  ]);
});

test.each([undefined, null, 'a word'])('nothing before or after (%s) is no change of its own', (value) => {
  expect(told(value, value)).toEqual([]);
  expect(told(null, undefined)).toEqual([]);
});
