import { describe, expect, test } from 'vitest';
import { derivedKey } from '../auth/signed-cookie.ts';
import { readCursor, writeCursor } from './list-cursor.ts';

const key = await derivedKey('a secret of more than thirty-two characters', 'list-cursor');
const position = { key: Date.parse('2026-11-02T09:30:00.123Z'), id: '0d9af4a2-5d3b-8b1c-a3f0-1c2d3e4f5a6b' };

describe('a cursor', () => {
  test('gives back where the page ended', async () => {
    for (const one of [position, { ...position, key: 0 }, { ...position, key: -5 }]) {
      expect(await readCursor(await writeCursor(one, 'this list', key), 'this list', key)).toEqual(one);
    }
  });

  test('is no good for another list, for another secret, or altered in any place', async () => {
    const cursor = await writeCursor(position, 'this list', key);
    const other = await derivedKey('another secret of more than thirty-two', 'list-cursor');
    expect(await readCursor(cursor, 'that list', key)).toBeNull();
    expect(await readCursor(cursor, 'this list', other)).toBeNull();
    for (let i = 0; i < cursor.length; i++) {
      const altered = cursor.slice(0, i) + (cursor[i] === '1' ? '2' : '1') + cursor.slice(i + 1);
      expect(await readCursor(altered, 'this list', key)).toBeNull();
    }
  });

  test.each(['', '.', 'x', '1.2.3', 'null', '%00', '0'.repeat(300)])('is not %j', async (text) => {
    expect(await readCursor(text, 'this list', key)).toBeNull();
  });
});
