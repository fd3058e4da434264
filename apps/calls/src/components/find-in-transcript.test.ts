import { expect, test } from 'vitest';
import { findInTranscript } from './find-in-transcript.ts';

const said = [
  { parts: [{ text: 'Is Friday free? Friday at four.' }] },
  { parts: [{ text: 'On ' }, { masked: 'phone_number' as const }, { text: ', FRIDAY then.' }] },
  { parts: [{ unlocked: 'address' as const, text: '4 Friday Street' }] },
];

test('every place is found in order, in any case, but not in what was unlocked', () => {
  expect(findInTranscript(said, { text: ' friday ', as: 'letters' })).toEqual([
    { segment: 0, part: 0, start: 3, end: 9 },
    { segment: 0, part: 0, start: 16, end: 22 },
    { segment: 1, part: 2, start: 2, end: 8 },
  ]);
});

test.each(['', '   ', 'phone number', 'street'])('“%s” is found nowhere', (text) => {
  expect(findInTranscript(said, { text, as: 'letters' })).toEqual([]);
  expect(findInTranscript(said, { text, as: 'words' })).toEqual([]);
});

test('letters that grow in lower case leave the places as they are', () => {
  expect(findInTranscript([{ parts: [{ text: 'İzmir, izmir' }] }], { text: 'izmir', as: 'letters' })).toEqual(
    [{ segment: 0, part: 0, start: 7, end: 12 }],
  );
});

test('words are found as the list finds them: each of them, in the singular, without accents, never half of one', () => {
  const of = [{ parts: [{ text: 'A café for two. Fridays, not Saturday’s brunch: cafeteria.' }] }];
  const found = findInTranscript(of, { text: 'friday CAFE', as: 'words' });
  expect(found.map(({ start, end }) => of[0]?.parts[0]?.text.slice(start, end))).toEqual(['café', 'Fridays']);
});
