import { ApiError } from '@foyer/contract';
import { expect, it } from 'vitest';
import { wordsOf } from './command.ts';

it('who names a version that isn’t known hears how to find those that are', () => {
  expect(wordsOf(new ApiError('not_found', 404, null), 'https://portal.example.com')).toBe(
    'https://portal.example.com knows no such remote or version: pnpm registry list says which it knows.',
  );
});
