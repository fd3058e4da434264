import { describe, expect, it } from 'vitest';
import { addressBytes, inRanges, isRange, networkAddress } from './cidr.ts';

describe('addresses and ranges', () => {
  it.each([
    ['192.0.2.7', '192.0.2.0/24', true],
    ['192.0.3.7', '192.0.2.0/24', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['10.1.2.3', '10.0.0.0/9', true],
    ['10.129.2.3', '10.0.0.0/9', false],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['::ffff:192.0.2.7', '192.0.2.0/24', true],
    ['192.0.2.7', '::/0', false],
    ['anything', '0.0.0.0/0', false],
    ['192.0.2.7', 'nonsense', false],
    ['192.0.2.7', '192.0.2.0/33', false],
  ])('%s in %s: %s', (address, range, expected) => {
    expect(inRanges(address, [range])).toBe(expected);
  });

  it.each(['1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.256', ':::', '1::2::3', '12345::', '', '1.2.3.4/24/8'])(
    'takes %s for no address and no range',
    (text) => {
      expect(addressBytes(text)).toBeNull();
      expect(isRange(text)).toBe(false);
    },
  );

  it.each([
    ['192.0.2.7', '192.0.2.7', false],
    ['192.0.2.7/32', '192.0.2.7', false],
    ['10.1.2.3/8', '10.0.0.0/8', true],
    ['192.0.2.129/25', '192.0.2.128/25', true],
    ['0.0.0.0/0', '0.0.0.0/0', false],
    ['::ffff:192.0.2.7', '192.0.2.7', false],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1', false],
    ['2001:db8::/32', '2001:db8::/32', false],
    ['2001:db8:0:7::1/64', '2001:db8:0:7::/64', true],
    ['10:0:0:1:0:0:0:1', '10:0:0:1::1', false],
    ['1:0:0:2:3:4:5:6', '1::2:3:4:5:6', false],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8', false],
    ['::/0', '::/0', false],
    ['::1', '::1', false],
  ])('%s is kept as %s', (range, text, moved) => {
    expect(networkAddress(range)).toEqual({ text, moved });
  });

  it.each(['fe80::1%eth0', '::ffff:10.0.0.0/104', '10.0.0.0/33', 'home'])('%s is no range', (range) => {
    expect(networkAddress(range)).toBeNull();
  });
});
