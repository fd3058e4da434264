import { describe, expect, test } from 'vitest';
import { csvLine, harmless } from './csv.ts';

describe('a line of CSV', () => {
  test.each([
    [['a', 'b', ''], 'a,b,\r\n'],
    [['one, two'], '"one, two"\r\n'],
    [['she said "yes"'], '"she said ""yes"""\r\n'],
    [['first\nsecond'], '"first\nsecond"\r\n'],
    [['first\r\nsecond', 'x'], '"first\r\nsecond",x\r\n'],
    [['"'], '""""\r\n'],
    [['=HYPERLINK("https://example.com","x")'], '"\'=HYPERLINK(""https://example.com"",""x"")"\r\n'],
    [['Łódź · Zoë'], 'Łódź · Zoë\r\n'],
  ])('%j is %j', (values, line) => {
    expect(csvLine(values)).toBe(line);
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+442079460000', "'+442079460000"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['\n=1', "'\n'=1"],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠A', "'＠A"],
    ['2026-11-23T09:00:00+01:00', '2026-11-23T09:00:00+01:00'],
    ['a=1', 'a=1'],
    ['vip; =1+1', "vip;' =1+1"],
    ['vip;@SUM(A1);-2', "vip;'@SUM(A1);'-2"],
    ['a\n=1', "a\n'=1"],
    ['a\t+1', "a\t'+1"],
    ['late; -', "late;' -"],
    ['vip; new', 'vip; new'],
    ['', ''],
    ["'", "'"],
  ])('no spreadsheet runs %j', (value, safe) => {
    expect(harmless(value)).toBe(safe);
  });
});
