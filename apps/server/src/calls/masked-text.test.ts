import { describe, expect, test } from 'vitest';
import { readMarked } from '../seed/marked-text.ts';
import { maskText } from './masked-text.ts';

const { text, spans } = readMarked(
  'I am {caller_name:Noor Haddad}, born {date_of_birth:4 May 1988}, on {phone_number:+12125550142}.',
);

describe('a text with marked parts', () => {
  test('shows caller details to who may see them, and nothing sensitive', () => {
    expect(maskText(text, spans, true)).toEqual([
      { text: 'I am Noor Haddad, born ' },
      { masked: 'date_of_birth' },
      { text: ', on +12125550142.' },
    ]);
  });

  test('shows neither to anybody else', () => {
    expect(maskText(text, spans, false)).toEqual([
      { text: 'I am ' },
      { masked: 'caller_name' },
      { text: ', born ' },
      { masked: 'date_of_birth' },
      { text: ', on ' },
      { masked: 'phone_number' },
      { text: '.' },
    ]);
  });

  test('masks more, never less, where marks overlap or reach beyond the end', () => {
    const marks = [
      { kind: 'address', start: 5, end: 12 },
      { kind: 'email', start: 3, end: 8 },
      { kind: 'card_number', start: 14, end: 99 },
    ] as const;
    const parts = maskText('0123456789abcdefgh', marks, false);
    expect(parts.map((part) => ('text' in part ? part.text : ''))).toEqual(['012', '', '', 'cd', '']);
  });
});
