import { expect, test } from 'vitest';
import { readMarked } from '../seed/marked-text.ts';
import { replaceWords } from './replace-words.ts';

const said = readMarked('My card is {card_number:4242 4242 4242 4242}, for {caller_name:Noor}.');

test('other words stand around what is masked, which stays what it was', () => {
  expect(replaceWords(said, ['The card is ', ', for Nour.'])).toEqual({
    text: 'The card is 4242 4242 4242 4242, for Nour.',
    spans: [{ kind: 'card_number', start: 12, end: 31 }],
  });
});

test.each([[['one part']], [['one', 'two', 'three']], [[]]])(
  '%j are not the parts that there are',
  (words) => {
    expect(replaceWords(said, words)).toBeNull();
  },
);

test('words that were nothing but masked have no part to replace', () => {
  expect(replaceWords(readMarked('{card_number:4242 4242 4242 4242}'), ['something'])).toBeNull();
});
