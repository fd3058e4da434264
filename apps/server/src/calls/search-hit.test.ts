import { describe, expect, it } from 'vitest';
import { findHit } from './search-hit.ts';

const plain = (text: string) => ({ text, spans: [] });
const words = (hit: ReturnType<typeof findHit>) =>
  hit?.hit
    .map((part) => ('text' in part ? part.text : 'mark' in part ? `[${part.mark}]` : `<${part.masked}>`))
    .join('');

describe('a hit', () => {
  it.each([
    ['refund', 'She asked for a refund of both Refunds.', 'She asked for a [refund] of both [Refunds].'],
    ['family', 'Two families came.', 'Two [families] came.'],
    ['cafe', 'The Café closes at noon.', 'The [Café] closes at noon.'],
    ['dont', 'We don’t deliver.', 'We [don’t] deliver.'],
    ['art', 'Start the cart.', undefined],
  ])('marks “%s” in “%s”', (word, text, expected) => {
    expect(words(findHit([plain(text)], [word], true))).toBe(expected);
  });

  it('is of the text that has most of the words', () => {
    const texts = [plain('A refund.'), plain('Money back: a refund for the boiler.'), plain('The boiler.')];
    const found = findHit(texts, ['refund', 'boiler'], true);
    expect(words(found)).toBe('Money back: a [refund] for the [boiler].');
    expect(found?.all).toBe(true);
    expect(findHit([plain('A refund.')], ['refund', 'boiler'], true)?.all).toBe(false);
  });

  it('is cut out after masking: what is masked neither stands in it nor is found', () => {
    const text = 'Call Nora Quill on 5550100 about the refund.';
    const said = {
      text,
      spans: [
        { kind: 'caller_name' as const, start: 5, end: 15 },
        { kind: 'phone_number' as const, start: 19, end: 26 },
      ],
    };
    expect(words(findHit([said], ['refund'], false))).toBe(
      'Call <caller_name> on <phone_number> about the [refund].',
    );
    expect(findHit([said], ['quill'], false)).toBeNull();
    expect(words(findHit([said], ['quill'], true))).toBe('Call Nora [Quill] on 5550100 about the refund.');
  });

  it('is a line, however long the text and its words are', () => {
    const long = `${'one two three '.repeat(500)}refund${' four five six'.repeat(500)}`;
    const found = words(findHit([plain(long)], ['refund'], true)) ?? '';
    expect(found).toMatch(/^…\S.*\[refund\].*…$/);
    expect(found.length).toBeLessThan(200);
    const endless = 'a'.repeat(60).repeat(100);
    expect((words(findHit([plain(endless)], ['a'.repeat(60)], true)) ?? '').length).toBeLessThan(220);
  });
});
