import { describe, expect, it } from 'vitest';
import { ProblemError } from '../platform/problem.ts';
import { checkedRanges } from './addresses.ts';

const inside = { address: '203.0.113.9', subject: true };

describe('a list of addresses', () => {
  it('that would keep out whoever saves it is refused, with their own address', () => {
    const save = () => checkedRanges(['198.51.100.0/24'], inside);
    expect(save).toThrow(ProblemError);
    try {
      save();
    } catch (error) {
      expect((error as ProblemError).parts.fields).toEqual([
        { field: 'body.ranges', message: expect.stringContaining('203.0.113.9') as string },
      ]);
    }
  });

  it('with them in it, or with nobody in it, is taken', () => {
    expect(checkedRanges(['203.0.113.0/24'], inside)).toEqual(['203.0.113.0/24']);
    expect(checkedRanges(['::ffff:203.0.113.9'], inside)).toEqual(['203.0.113.9']);
    expect(checkedRanges([], inside)).toEqual([]);
  });

  it('concerns nobody of the agency', () => {
    expect(checkedRanges(['198.51.100.0/24'], { ...inside, subject: false })).toEqual(['198.51.100.0/24']);
  });
});
