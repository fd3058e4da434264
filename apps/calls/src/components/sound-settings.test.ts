import { expect, test } from 'vitest';
import { readSound, writeSound } from './sound-settings.ts';

const holding = (text: string | null) => ({ getItem: () => text });

test.each([
  [null, { volume: 1, muted: false }],
  ['{"volume":0.4,"muted":true}', { volume: 0.4, muted: true }],
  ['{"volume":7,"muted":"yes"}', { volume: 1, muted: false }],
  ['{"volume":0}', { volume: 1, muted: false }],
  ['null', { volume: 1, muted: false }],
  ['not json', { volume: 1, muted: false }],
])('of %s is read %j', (text, sound) => {
  expect(readSound(holding(text))).toEqual(sound);
});

test('what is written is read again; a storage that refuses is no failure', () => {
  let kept: string | null = null;
  writeSound({ volume: 0.25, muted: false }, { setItem: (_, text) => void (kept = text) });
  expect(readSound(holding(kept))).toEqual({ volume: 0.25, muted: false });
  const full = {
    setItem: () => {
      throw new Error('full');
    },
  };
  expect(() => writeSound({ volume: 1, muted: true }, full)).not.toThrow();
});
