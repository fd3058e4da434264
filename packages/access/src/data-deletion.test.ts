import { expect, test } from 'vitest';
import { mayCancelDeletion } from './data-deletion.ts';
import { decide } from './decide.ts';
import { admin, agencyAdmin, manager, staff, tenant } from './sample-facts.ts';

test.each([
  ['submitted', true],
  ['under_review', true],
  ['approved', false],
  ['done', false],
  ['', false],
])('an admin may cancel a deletion that is %s: %s', (state, may) => {
  expect(mayCancelDeletion(decide(admin, 'settings_data_deletion', { tenant }), state)).toBe(may);
  expect(mayCancelDeletion(decide(agencyAdmin, 'settings_data_deletion', { tenant }), state)).toBe(may);
});

test('managers, staff and whoever views as an admin may cancel none', () => {
  for (const subject of [manager, staff, { ...admin, viewAs: true }])
    expect(mayCancelDeletion(decide(subject, 'settings_data_deletion', { tenant }), 'submitted')).toBe(false);
  expect(mayCancelDeletion(undefined, 'submitted')).toBe(false);
});
