import { expect, it } from 'vitest';
import { derivedKey, readCookie, sign, unsign } from './signed-cookie.ts';

const SECRET = 'a secret of more than thirty-two characters';

it('reads one cookie of several, and nothing from a broken one', () => {
  expect(readCookie('a=1; b=x%3Dy; c=3', 'b')).toBe('x=y');
  expect(readCookie('bb=1', 'b')).toBeNull();
  expect(readCookie('b=%E0%A4%A', 'b')).toBeNull();
  expect(readCookie(null, 'b')).toBeNull();
});

it('takes back what it signed, and nothing else', async () => {
  const key = await derivedKey(SECRET, 'one');
  const signed = await sign('value', key);
  expect(await unsign(signed, key)).toBe('value');
  expect(await unsign(signed.replace('value', 'other'), key)).toBeNull();
  expect(await unsign('value', key)).toBeNull();
  expect(await unsign('value.***', key)).toBeNull();
  expect(await unsign(null, key)).toBeNull();
});

it('keeps the keys of two purposes apart', async () => {
  const signed = await sign('value', await derivedKey(SECRET, 'one'));
  expect(await unsign(signed, await derivedKey(SECRET, 'two'))).toBeNull();
});
