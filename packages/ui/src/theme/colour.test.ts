import { expect, it } from 'vitest';
import { contrast, fromOklch, parseHex, toOklch } from './colour.ts';

it.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#767676', '#ffffff', 4.54],
  ['#ff0000', '#ffffff', 4.0],
  ['#0000ff', '#ffffff', 8.59],
])('the contrast of %s and %s is %d, as WCAG computes it', (a, b, ratio) => {
  expect(contrast(a, b)).toBeCloseTo(ratio, 1);
  expect(contrast(b, a)).toBe(contrast(a, b));
});

it('a colour comes back from OKLCH as it went', () => {
  for (const hex of ['#000000', '#ffffff', '#3d5bd9', '#ffd400', '#b01f24', '#00ff88', '#7f7f7f'])
    expect(fromOklch(toOklch(hex))).toBe(hex);
});

it('a colour that no screen shows keeps its hue and lightness and loses chroma', () => {
  const impossible = { l: 0.6, c: 0.6, h: 2 };
  const shown = toOklch(fromOklch(impossible));
  expect(shown.l).toBeCloseTo(0.6, 1);
  expect(shown.h).toBeCloseTo(2, 1);
  expect(shown.c).toBeLessThan(0.3);
});

it('what is no colour is none', () => {
  for (const text of ['', '#12', '#1234', '#12345g', 'red', '#1234567']) expect(parseHex(text)).toBeNull();
  expect(parseHex(' #Fa0 ')).toEqual([255, 170, 0]);
});
