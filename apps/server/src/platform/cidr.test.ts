import { describe, expect, it } from 'vitest';
import { addressBytes, inRanges, isRange } from './cidr.ts';

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
});
