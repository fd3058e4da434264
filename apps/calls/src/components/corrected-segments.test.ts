import { expect, test } from 'vitest';
import { correctedSegments } from './corrected-segments.ts';

const segment = { id: 's1', speaker: 'agent' as const, startMs: 0, endMs: 10, parts: [{ text: 'Tusday' }] };
const correction = (id: string, state: 'open' | 'accepted' | 'declined', at = '') => ({
  id,
  segmentId: 's1',
  state,
  parts: [{ text: id }],
  by: { name: 'Ada' },
  proposedAt: '2026-05-01T10:00:00.000Z',
  decided: state === 'open' ? null : { name: 'Bea', at },
});

test('the words accepted last are shown, the original is kept, what is open is listed', () => {
  const [shown] = correctedSegments(
    [segment],
    [
      correction('second', 'accepted', '2026-05-03T10:00:00.000Z'),
      correction('first', 'accepted', '2026-05-02T10:00:00.000Z'),
      correction('asked', 'open'),
      correction('no', 'declined', '2026-05-04T10:00:00.000Z'),
    ],
  );
  expect(shown).toMatchObject({
    parts: [{ text: 'second' }],
    original: [{ text: 'Tusday' }],
    proposals: [{ id: 'asked' }],
  });
});

test('without corrections a segment is as it came', () => {
  expect(correctedSegments([segment], [])).toEqual([{ ...segment, original: segment.parts, proposals: [] }]);
});
