import { expect, it } from 'vitest';
import { queryObject } from './endpoint-input.ts';
import { ProblemError } from './problem.ts';

it('takes each name of a query once, and says which stands there twice', () => {
  expect(queryObject(new URLSearchParams('a=1&b=2'))).toEqual({ a: '1', b: '2' });
  const twice = (): unknown => queryObject(new URLSearchParams('a=1&b=2&a=3&a=4'));
  expect(twice).toThrow(ProblemError);
  try {
    twice();
  } catch (error) {
    expect((error as ProblemError).parts.fields).toEqual([{ field: 'query.a', message: 'Give it once.' }]);
  }
});

it('takes no longer for a query as long as an address can be than for any other', () => {
  const long = new URLSearchParams(Array.from({ length: 30_000 }, (_, i) => i.toString(36)).join('&'));
  const started = performance.now();
  expect(Object.keys(queryObject(long))).toHaveLength(30_000);
  expect(performance.now() - started).toBeLessThan(1_000);
});

it('keeps a name that every object has as a name', () => {
  const query = queryObject(new URLSearchParams('__proto__=x&constructor=y'));
  expect(Object.keys(query)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(query)).toBe(Object.prototype);
});
