import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

const from = (forwarded: string): Headers => new Headers({ 'x-forwarded-for': forwarded });
const PROXIES = ['10.0.0.0/8'];

it('believes no forwarding header unless proxies are configured', () => {
  expect(clientAddress('203.0.113.9', from('198.51.100.1'), [])).toBe('203.0.113.9');
});

it('believes none that came straight from a caller', () => {
  expect(clientAddress('203.0.113.9', from('198.51.100.1'), PROXIES)).toBe('203.0.113.9');
});

it('takes the right-most hop that is not a proxy, whatever a caller wrote before it', () => {
  expect(clientAddress('10.0.0.2', from('1.1.1.1, 198.51.100.1, 10.0.0.7'), PROXIES)).toBe('198.51.100.1');
});

it('stops at what is no address', () => {
  expect(clientAddress('10.0.0.2', from('198.51.100.1, unknown'), PROXIES)).toBe('10.0.0.2');
});

it('knows an IPv4 address in IPv6 clothes', () => {
  expect(clientAddress('::ffff:10.0.0.2', from('198.51.100.1'), PROXIES)).toBe('198.51.100.1');
});
