import { wordsOf } from '@foyer/contract';
import { describe, expect, test } from 'vitest';
import { readMarked } from '../seed/marked-text.ts';
import { searchableWords, searchQuery } from './search-words.ts';

describe('what a call is found by', () => {
  const words = searchableWords(
    [
      readMarked(
        'My name is {caller_name:Zoë Müller}, my card is {card_number:4242 4242}. Two appointments, please.',
      ),
    ],
    { name: 'Zoë Müller', number: '+442079460123' },
  );

  test('words for everybody, without accents and in the singular', () => {
    expect(words).toEqual(expect.arrayContaining(['name', 'appointment', 'two', 'please']));
  });

  test('caller details only behind the mark of what is private', () => {
    expect(words).toEqual(expect.arrayContaining(['~zoe', '~muller', '~#442079460123', '~#0123']));
    expect(words).not.toContain('zoe');
    expect(words.filter((word) => !word.startsWith('~')).join(' ')).not.toMatch(/muller|0123/);
  });

  test('nothing sensitive at all', () => {
    expect(words.join(' ')).not.toContain('4242');
  });

  test('less, never more, where marks overlap or stand in another order', () => {
    const text = 'the card 4242 4242 5555 6666 of Noor Haddad here';
    const at = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
    const spans = [
      { kind: 'caller_name', ...at('Noor Haddad') },
      { kind: 'card_number', ...at('4242 4242 5555 6666') },
      { kind: 'phone_number', ...at('4242 5555') },
    ] as const;
    expect(searchableWords([{ text, spans }], { name: null, number: null })).toEqual([
      'the',
      'card',
      'of',
      'here',
      '~noor',
      '~haddad',
    ]);
  });
});

describe('what a reader typed', () => {
  test('asks for all the words', () => {
    expect(searchQuery('Booked appointments!', 'open')).toBe(`'booked' & 'appointment'`);
  });

  test('reaches names and numbers only for readers of caller details', () => {
    expect(searchQuery('müller', 'both')).toBe(`('muller' | '~muller')`);
    expect(searchQuery('müller', 'open')).toBe(`'muller'`);
    expect(searchQuery('müller', 'hidden')).toBe(`'~muller'`);
    expect(searchQuery('020 7946 0123', 'both')).toContain(`'~#2079460123'`);
    expect(searchQuery('020 7946 0123', 'open')).not.toContain('#');
  });

  test('has no word that is longer than the index takes', () => {
    for (const text of ['㍿'.repeat(200), '㌖'.repeat(200), '𝒙'.repeat(100)]) {
      const words = wordsOf(text);
      expect(words.length).toBeGreaterThan(1);
      for (const word of words) expect(new TextEncoder().encode(word).length).toBeLessThan(2_046);
      expect(words.join('').isWellFormed()).toBe(true);
    }
  });

  test('can be no word at all', () => {
    expect(searchQuery('?! …', 'both')).toBe('');
  });

  test.each([
    "o'brien",
    `'); drop table calls; --`,
    '\\',
    'a:b',
    '~muller',
    's:missed | x',
    '!x & (y',
    '\u0000bc',
  ])('cannot become anything but words: %j', (text) => {
    expect(searchQuery(text, 'open')).toMatch(/^$|^'[\p{L}\p{N}]+'( & '[\p{L}\p{N}]+')*$/u);
    expect(wordsOf(text).every((word) => /^[\p{L}\p{N}]+$/u.test(word))).toBe(true);
  });
});
