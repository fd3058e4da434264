import { expect, it } from 'vitest';
import { ApiError, type CallListItem } from '@foyer/contract';
import { retagged, tagAll, undoing, type Tagged } from './selection-tagging.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `call-${index}`);
const add = (count: number): Tagged[] => [{ change: { tag: 'billing', adds: true }, ids: ids(count) }];

it('goes in batches, says how far it is, and knows which calls are other than before', async () => {
  const sent: number[] = [];
  const shares: number[] = [];
  const work = await tagAll(
    (input) => {
      sent.push(input.body.ids.length);
      const changed = input.body.ids.filter((id) => id !== 'call-3').map((id) => ({ id, tags: ['billing'] }));
      return Promise.resolve({ changed, missing: 0 });
    },
    add(250),
    (share) => shares.push(share),
  );
  expect(sent).toEqual([100, 100, 50]);
  expect(shares).toEqual([0.4, 0.8, 1]);
  expect(work.failed).toBeNull();
  const back = undoing(work.tagged);
  expect(back.map(({ change }) => change)).toEqual(Array(3).fill({ tag: 'billing', adds: false }));
  expect(back.flatMap((one) => one.ids)).not.toContain('call-3');
  expect(back.flatMap((one) => one.ids)).toHaveLength(249);
});

it('stops where it fails; what was done can be undone', async () => {
  let turn = 0;
  const work = await tagAll(
    ({ body }) => {
      turn += 1;
      if (turn === 2) return Promise.reject(new ApiError('unavailable', 503, null));
      return Promise.resolve({ changed: body.ids.map((id) => ({ id, tags: ['billing'] })), missing: 0 });
    },
    add(250),
    () => undefined,
  );
  expect(turn).toBe(2);
  expect(work.failed).toBeInstanceOf(ApiError);
  expect(undoing(work.tagged).flatMap((one) => one.ids)).toEqual(ids(100));
});

it('changes the tags of the rows that it concerns and leaves other pages as they are', () => {
  const call = (id: string) =>
    ({ id, details: { level: 'redacted', tags: ['old'] } }) as unknown as CallListItem;
  const page = { items: [call('a'), call('b')], nextCursor: null };
  const next = retagged(page, new Map([['b', ['new']]]));
  expect(next.items.map(({ details }) => details?.tags)).toEqual([['old'], ['new']]);
  expect(retagged(page, new Map([['z', ['new']]]))).toBe(page);
});
