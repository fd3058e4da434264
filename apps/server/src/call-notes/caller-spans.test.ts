import { expect, test } from 'vitest';
import { maskText } from '../calls/masked-text.ts';
import { callerSpans, tellsOf } from './caller-spans.ts';

const caller = { name: 'Noor al-Haddad', number: '+12125550142' };

test.each([
  ['Ring Noor back', [{ text: 'Ring ' }, { masked: 'caller_name' }, { text: ' back' }]],
  ['noor’s file', [{ masked: 'caller_name' }, { text: ' file' }]],
  ['on 212 555 0142 today', [{ text: 'on ' }, { masked: 'phone_number' }, { text: ' today' }]],
  ['ends in 0142', [{ text: 'ends in ' }, { masked: 'phone_number' }]],
  ['room 12 at 9', [{ text: 'room 12 at 9' }]],
])('in “%s” the caller is found', (text, parts) => {
  const found = maskText(text, callerSpans(text, caller), false);
  expect(JSON.stringify(found).replaceAll('’s', '')).toBe(JSON.stringify(parts).replaceAll('’s', ''));
});

test.each([
  ['noor', true],
  ['VIP', false],
  ['+44 20 7946 0000', true],
  ['noor@mail.example', true],
  ['new patient', false],
  ['5550142', true],
])('the tag “%s” tells of the caller: %s', (tag, tells) => {
  expect(tellsOf(tag, caller)).toBe(tells);
});

test('of a caller who is not known, only what looks like anybody’s is found', () => {
  expect(callerSpans('Noor, 0142', { name: null, number: null })).toEqual([]);
});
