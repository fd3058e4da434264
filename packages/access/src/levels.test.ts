import { expect, test } from 'vitest';
import { highest, isBelow, LEVELS, lowest } from './levels.ts';

test('the levels rise from none to edit', () => {
  expect(LEVELS).toEqual(['none', 'summary', 'redacted', 'view', 'edit']);
});

test('a level is below the later ones and not below itself', () => {
  expect(isBelow('redacted', 'view')).toBe(true);
  expect(isBelow('view', 'view')).toBe(false);
  expect(isBelow('edit', 'view')).toBe(false);
});

test('the lowest and the highest of several', () => {
  expect(lowest(['view', 'summary', 'redacted'], 'edit')).toBe('summary');
  expect(lowest(['edit'], 'view')).toBe('view');
  expect(lowest([], 'edit')).toBe('edit');
  expect(highest(['summary', 'view', 'redacted'])).toBe('view');
  expect(highest([])).toBe('none');
});
