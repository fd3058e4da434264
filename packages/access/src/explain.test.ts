import { describe, expect, test } from 'vitest';
import { denial, DENIAL_CODES, LAYERS } from './denials.ts';
import type { ChangeableBy, Denial, DenialCode, Layer } from './denials.ts';
import { explain } from './explain.ts';

/* Where the words name a grant, it is view_call_details. */
const rows: readonly (readonly [DenialCode, Layer, ChangeableBy, string, string])[] = [
  [
    'unknown_capability',
    'role',
    'nobody',
    "This part of the portal isn't known, so it stays closed.",
    'Reload the page. If it stays closed, tell your agency.',
  ],
  [
    'unknown_subject',
    'role',
    'nobody',
    "We couldn't tell who is asking, so this stays closed.",
    'Sign in again. If it stays closed, tell your agency.',
  ],
  [
    'unknown_facts',
    'scope',
    'nobody',
    "We couldn't tell what this is about, so it stays closed.",
    'Reload the page. If it stays closed, tell your agency.',
  ],
  ['role_none', 'role', 'agency', "Your role doesn't include this.", 'Your agency can change your role.'],
  [
    'role_agency_only',
    'role',
    'nobody',
    'Your agency looks after this.',
    'Ask your agency to do it for you.',
  ],
  [
    'role_redacted',
    'role',
    'agency',
    'Your role sees this without caller details.',
    'Your agency can change your role.',
  ],
  [
    'role_summary',
    'role',
    'client_admin',
    'Your role sees a summary of this.',
    'An admin of your company can see and change the details.',
  ],
  [
    'role_read_only',
    'role',
    'client_admin',
    "Your role can look at this but can't change it.",
    'Ask an admin of your company to make the change.',
  ],
  [
    'section_unavailable',
    'role',
    'agency',
    "Your role doesn't include this section of the settings.",
    'An admin of your company looks after it. Your agency can change your role.',
  ],
  [
    'no_section',
    'role',
    'nobody',
    'There is no such section in your settings.',
    'Choose one of the sections in the menu.',
  ],
  [
    'grant_off',
    'grant',
    'agency',
    "Your agency hasn't turned on Call details for your company.",
    'Ask your agency to turn on Call details.',
  ],
  [
    'parent_off',
    'dependency',
    'agency',
    "Call details needs Calls, and your agency hasn't turned on Calls for your company.",
    'Ask your agency to turn on Calls.',
  ],
  [
    'no_client_chosen',
    'scope',
    'self',
    'This belongs to a client, and no client is chosen.',
    'Choose a client first.',
  ],
  [
    'other_tenant',
    'scope',
    'nobody',
    "This isn't part of your company's portal.",
    'Go back to your own portal.',
  ],
  [
    'out_of_scope',
    'scope',
    'agency',
    "This isn't in a project of yours.",
    'If you need it, ask your agency to add you to its project.',
  ],
  [
    'own_request',
    'scope',
    'agency',
    'This is your own request, and nobody decides their own.',
    'Another admin of your agency can decide it.',
  ],
  [
    'requester_unknown',
    'scope',
    'nobody',
    "We don't know who made this request, so nobody can decide it.",
    'A new request can be made in its place.',
  ],
  [
    'playback_not_included',
    'entitlement',
    'agency',
    "Your plan doesn't include listening to recordings.",
    'Ask your agency to add it to your plan.',
  ],
  [
    'download_not_included',
    'entitlement',
    'agency',
    "Your plan doesn't include downloading recordings.",
    'Ask your agency to add it to your plan.',
  ],
  [
    'staff_playback_off',
    'policy',
    'agency',
    'Your company keeps recordings to admins and managers.',
    'Your agency can let staff listen to recordings.',
  ],
  [
    'download_off',
    'policy',
    'agency',
    'Your company has downloading of recordings turned off.',
    'Your agency can turn it on.',
  ],
  [
    'search_caller_details',
    'policy',
    'nobody',
    "You can't search for phone numbers, email addresses or dates of birth.",
    'Search for a word instead, or filter by date, agent or status.',
  ],
  [
    'consent_pending',
    'consent',
    'nobody',
    "The caller hasn't answered yet whether they agree.",
    'It opens if the caller agrees.',
  ],
  [
    'consent_denied',
    'consent',
    'nobody',
    "The caller didn't agree to this.",
    'Only the caller could have agreed.',
  ],
  [
    'consent_withdrawn',
    'consent',
    'nobody',
    'The caller has taken back their consent.',
    'Only the caller can give it again.',
  ],
  [
    'consent_unknown',
    'consent',
    'nobody',
    "We don't know whether the caller agreed, so this stays closed.",
    'It opens once the consent is on record.',
  ],
  [
    'compliance_hold',
    'compliance',
    'agency',
    'This call is held back while it is being reviewed.',
    'Your agency can lift the hold when the review is over.',
  ],
  [
    'compliance_unknown',
    'compliance',
    'agency',
    "We don't know whether this call is held back, so it stays closed.",
    'Ask your agency to check the call.',
  ],
  [
    'media_processing',
    'media',
    'nobody',
    'The recording is still being prepared.',
    'It will be here in a few minutes.',
  ],
  [
    'media_missing',
    'media',
    'nobody',
    "The recording can't be found.",
    'Tell your agency, who can look into it.',
  ],
  [
    'media_expired',
    'media',
    'nobody',
    'The recording has been deleted, because its time was over.',
    "It can't be brought back.",
  ],
  ['media_none', 'media', 'nobody', "This call wasn't recorded.", 'There is nothing to open.'],
  [
    'media_unknown',
    'media',
    'nobody',
    "We don't know whether there is a recording.",
    'Try again in a few minutes.',
  ],
  [
    'retention_over',
    'retention',
    'nobody',
    'The call is older than your company keeps recordings.',
    "It can't be brought back.",
  ],
  [
    'retention_unknown',
    'retention',
    'nobody',
    "We don't know how long this may be kept, so it stays closed.",
    'Ask your agency to check how long recordings are kept.',
  ],
  [
    'mfa_outstanding',
    'mfa',
    'self',
    'Your sign-in needs a second step.',
    'Finish the second step of signing in.',
  ],
  [
    'view_as_read_only',
    'view_as',
    'self',
    'You are viewing as someone else, so nothing can be changed.',
    'Stop viewing as to make changes.',
  ],
  [
    'view_as_agency',
    'view_as',
    'self',
    "This isn't open while you are viewing as someone else.",
    'Stop viewing as to go on.',
  ],
];

describe('the words of every denial', () => {
  test('the table names every code, and the codes cover every layer', () => {
    expect(rows.map(([code]) => code)).toEqual(DENIAL_CODES);
    expect(LAYERS.filter((layer) => !rows.some((row) => row[1] === layer))).toEqual([]);
  });

  test.each(rows)('%s', (code, layer, changeableBy, reason, whoCanChange) => {
    const named = layer === 'grant' || layer === 'dependency';
    const given = named ? denial(code, 'view_call_details') : denial(code);
    expect(given).toStrictEqual({ layer, code, changeableBy, ...(named && { grant: 'view_call_details' }) });
    expect(explain(given)).toEqual({ reason, whoCanChange });
  });

  test('are short, plain sentences without a code in them', () => {
    for (const [code, , , reason, whoCanChange] of rows)
      for (const sentence of [reason, whoCanChange]) {
        expect(sentence, code).toMatch(/^[A-Z][^_{}]+\.$/);
        expect(sentence, code).not.toMatch(/\d|error|forbidden|denied|invalid|!/i);
        expect(sentence.length, code).toBeLessThan(110);
      }
  });
});

test('the layers are these twelve, in the order in which denials stand', () => {
  expect(LAYERS).toEqual([
    'role',
    'grant',
    'dependency',
    'scope',
    'entitlement',
    'policy',
    'consent',
    'compliance',
    'media',
    'retention',
    'mfa',
    'view_as',
  ]);
});

test('a grant that needs another is explained with both of them', () => {
  expect(explain(denial('parent_off', 'edit_agents'))).toEqual({
    reason: "Agent editing needs Agents, and your agency hasn't turned on Agents for your company.",
    whoCanChange: 'Ask your agency to turn on Agents.',
  });
});

test('a grant that was left out, or needs no other, still makes a sentence', () => {
  expect(explain(denial('grant_off')).reason).toBe("Your agency hasn't turned on it for your company.");
  expect(explain(denial('parent_off', 'view_calls')).whoCanChange).toBe('Ask your agency to turn on it.');
});

test.each(['from_a_newer_server', 'toString', undefined])(
  'a code that is not known (%s) has words too',
  (code) => {
    expect(explain({ layer: 'role', code, changeableBy: 'nobody' } as unknown as Denial)).toEqual({
      reason: 'This is closed to you.',
      whoCanChange: 'Ask your agency if you need it.',
    });
  },
);
