import { expect, test } from 'vitest';
import { EMPTY_CHAIN, learn, pagesToHold, type Chain } from './page-window.ts';

const page = (rows: number, nextCursor: string | null) => ({ items: Array(rows).fill(0), nextCursor });

test('pages are learnt one after the other until the last', () => {
  let chain: Chain = EMPTY_CHAIN;
  chain = learn(chain, 0, page(100, 'a'), 100);
  chain = learn(chain, 1, page(100, 'b'), 100);
  expect(chain).toEqual({ starts: [undefined, 'a', 'b'], rows: 200, complete: false });
  chain = learn(chain, 2, page(37, null), 100);
  expect(chain).toEqual({ starts: [undefined, 'a', 'b'], rows: 237, complete: true });
});

test('a page that comes again teaches nothing, so rows never jump', () => {
  const chain = learn(learn(EMPTY_CHAIN, 0, page(100, 'a'), 100), 1, page(100, 'b'), 100);
  expect(learn(chain, 0, page(100, 'other'), 100)).toBe(chain);
  expect(learn(chain, 1, page(99, null), 100)).toBe(chain);
});

test('a list without calls is complete and empty', () => {
  expect(learn(EMPTY_CHAIN, 0, page(0, null), 100)).toEqual({ starts: [undefined], rows: 0, complete: true });
});

test('the pages around the screen are held, and the first', () => {
  expect(pagesToHold({ first: 0, last: 20 }, 100, 1)).toEqual([0]);
  expect(pagesToHold({ first: 0, last: 20 }, 100, 9)).toEqual([0, 1, 2]);
  expect(pagesToHold({ first: 50_010, last: 50_030 }, 100, 1000)).toEqual([0, 499, 500, 501, 502]);
  expect(pagesToHold({ first: 99_980, last: 100_000 }, 100, 1001)).toEqual([0, 998, 999, 1000]);
});

test('however far one scrolls, no more than a handful of pages is held', () => {
  for (let first = 0; first < 100_000; first += 777)
    expect(pagesToHold({ first, last: first + 40 }, 100, 1000).length).toBeLessThanOrEqual(6);
});
