import { describe, expect, test } from 'vitest';
import { mergeFacts, wholeCall, type RankedFacts } from './call-facts.ts';

const at = (second: number): Date => new Date(Date.UTC(2025, 10, 10, 9, 0, second));

const ended: RankedFacts = {
  rank: 1,
  receivedAt: at(10),
  digest: 'a',
  facts: { startedAt: at(0), durationMs: 9_000, status: 'completed', summary: 'Short.', tags: ['one'] },
};
const endedAgain: RankedFacts = {
  ...ended,
  receivedAt: at(11),
  digest: 'b',
  facts: { ...ended.facts, durationMs: 9_500 },
};
const analysed: RankedFacts = {
  rank: 2,
  receivedAt: at(5),
  digest: 'c',
  facts: { startedAt: at(0), summary: 'Longer.', sentiment: 'positive', segments: [], tags: ['two'] },
};
const audio: RankedFacts = { rank: 0, receivedAt: at(1), digest: 'd', facts: { audioWithin: true } };

/** Every order of some things. */
function orders<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((first, index) =>
    orders(things.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
  );
}

describe('the events of one call', () => {
  test('come to the same in whichever order they came', () => {
    const all = orders([ended, endedAgain, analysed, audio]).map((order) => mergeFacts(order));
    expect(all).toHaveLength(24);
    for (const merged of all)
      expect(merged).toEqual({
        startedAt: at(0),
        durationMs: 9_500,
        status: 'completed',
        summary: 'Longer.',
        sentiment: 'positive',
        tags: ['one', 'two'],
        audioWithin: true,
      });
  });

  test('are a call in progress until one of them says how it went, also when the beginning comes last', () => {
    const started: RankedFacts = {
      rank: 0,
      receivedAt: at(30),
      digest: 'e',
      facts: { startedAt: at(1), status: 'in_progress', callerNumber: '+12125550142' },
    };
    expect(wholeCall(mergeFacts([started]))).toEqual({
      startedAt: at(1),
      endedAt: null,
      durationMs: 0,
      direction: 'inbound',
      status: 'in_progress',
    });
    for (const order of orders([started, ended]))
      expect(wholeCall(mergeFacts(order))).toMatchObject({
        startedAt: at(0),
        endedAt: at(9),
        status: 'completed',
      });
    const { status: _, ...untold } = ended.facts;
    expect(wholeCall(mergeFacts([started, { ...ended, facts: untold }]))?.status).toBe('completed');
  });

  test('are no call until one of them says when it began', () => {
    expect(wholeCall(mergeFacts([audio]))).toBeNull();
    expect(wholeCall(mergeFacts([audio, ended]))).toEqual({
      startedAt: at(0),
      endedAt: at(9),
      durationMs: 9_000,
      direction: 'inbound',
      status: 'completed',
    });
  });

  test.each([
    [{ startedAt: at(0), endedAt: at(7) }, 7_000],
    [{ startedAt: at(7), endedAt: at(0) }, 0],
    [{ startedAt: at(0), durationMs: 1e15 }, 7 * 86_400_000],
    [{ startedAt: at(0), segments: [{ speaker: 'agent', startMs: 0, endMs: 3_000, text: 'Hello.' }] }, 3_000],
    [{ startedAt: at(0) }, 0],
  ] as const)('%j lasted %i ms', (facts, durationMs) => {
    expect(wholeCall(facts)?.durationMs).toBe(durationMs);
  });
});
