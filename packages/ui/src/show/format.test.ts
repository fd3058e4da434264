import { describe, expect, it } from 'vitest';
import {
  dayIn,
  formatClock,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatInstant,
  formatList,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPhone,
  formatRelative,
  formatTime,
  formatZone,
  initialsOf,
  toMillis,
} from './format.ts';

const berlin = { timeZone: 'Europe/Berlin' };
const at = '2026-03-12T23:30:09Z';

describe('times are those of the zone that is given', () => {
  it('shows the same instant as another day east of Greenwich', () => {
    expect(formatDateTime(at, { timeZone: 'UTC' })).toBe('Mar 12, 2026, 23:30');
    expect(formatDateTime(at, berlin)).toBe('Mar 13, 2026, 00:30');
    expect(formatDate(at, { ...berlin, locale: 'en-GB' })).toBe('13 Mar 2026');
    expect(formatTime(at, { timeZone: 'America/New_York' })).toBe('19:30');
    expect(dayIn(at, 'Europe/Berlin')).toBe('2026-03-13');
    expect(dayIn(at, 'America/New_York')).toBe('2026-03-12');
  });

  it('gives the whole truth with the zone for a tooltip', () => {
    expect(formatInstant(at, berlin)).toBe('Fri, Mar 13, 2026, 00:30:09 GMT+1');
  });

  it('follows daylight saving: an hour more in summer', () => {
    expect(formatTime('2026-01-01T12:00:00Z', berlin)).toBe('13:00');
    expect(formatTime('2026-07-01T12:00:00Z', berlin)).toBe('14:00');
  });

  it('names a zone so that people know it', () => {
    expect(formatZone('Europe/Berlin')).toBe('Central European Time (Berlin)');
    expect(formatZone('UTC')).toBe('UTC');
    expect(formatZone('Mars/Olympus')).toBe('Mars/Olympus');
  });

  it('shows a dash for no time and for what is none', () => {
    for (const none of [null, undefined, '', 'soon', Number.NaN]) {
      expect(toMillis(none)).toBeNull();
      expect(formatDateTime(none, berlin)).toBe('–');
    }
  });
});

describe('how long ago', () => {
  const now = '2026-03-12T14:05:00Z';
  it.each([
    ['2026-03-12T14:04:40Z', 'now'],
    ['2026-03-12T14:01:00Z', '4m ago'],
    ['2026-03-12T13:05:40Z', '59m ago'],
    ['2026-03-12T13:05:20Z', '1h ago'], // never 60 minutes
    ['2026-03-12T11:05:00Z', '3h ago'],
    ['2026-03-11T23:30:00Z', '15h ago'], // half past midnight in Berlin: today
    ['2026-03-11T22:30:00Z', 'yesterday 23:30'],
    ['2026-03-09T09:00:00Z', 'Mon 10:00'],
    ['2026-03-05T09:00:00Z', 'Mar 5, 10:00'],
    ['2025-12-31T22:00:00Z', 'Dec 31, 2025'],
    ['2026-03-12T14:35:00Z', 'in 30m'],
  ])('%s is said as "%s"', (instant, words) => {
    expect(formatRelative(instant, now, berlin)).toBe(words);
  });
});

describe('amounts', () => {
  it.each([
    [0, '0 s'],
    [48, '48 s'],
    [59.6, '1 m 00 s'],
    [245, '4 m 05 s'],
    [3599, '59 m 59 s'],
    [3725, '1 h 02 m'],
    [-3, '0 s'],
    [null, '–'],
  ])('%s seconds last %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });

  it.each([
    [0, '0:00'],
    [48.9, '0:48'],
    [245, '4:05'],
    [3729, '1:02:09'],
  ])('%s seconds stand on a clock as %s', (seconds, words) => {
    expect(formatClock(seconds)).toBe(words);
  });

  it('makes money of minor units by the currency, exactly', () => {
    expect(formatMoney(12345, 'EUR')).toBe('€123.45');
    expect(formatMoney(5, 'USD')).toBe('$0.05');
    expect(formatMoney(-250, 'USD')).toBe('-$2.50');
    expect(formatMoney(1500, 'JPY')).toBe('¥1,500');
    expect(formatMoney(1234, 'KWD')).toMatch(/^KWD\s1\.234$/);
    expect(formatMoney(900719925474099399n, 'USD')).toBe('$9,007,199,254,740,993.99');
    expect(formatMoney(null, 'EUR')).toBe('–');
  });

  it('groups numbers, shows shares, and puts the word of a count in its number', () => {
    expect(formatNumber(12480)).toBe('12,480');
    expect(formatNumber(12480, 'de')).toBe('12.480');
    expect(formatPercent(0.8734)).toBe('87.3%');
    expect(formatCount(1, { one: 'call', other: 'calls' })).toBe('1 call');
    expect(formatCount(0, { one: 'call', other: 'calls' })).toBe('0 calls');
    expect(formatCount(1200, { one: 'call', other: 'calls' })).toBe('1,200 calls');
    expect(formatCount(2, { one: 'x', two: 'مكالمتان', other: 'y' }, 'ar')).toContain('مكالمتان');
    expect(formatList(['Completed', 'Missed', 'Failed'])).toBe('Completed, Missed, and Failed');
  });

  it.each([
    ['+12125550110', '+1 212 555 0110'],
    ['+442079460101', '+44 207 946 0101'],
    ['+61255500120', '+61 255 500 120'],
    ['+35312345678', '+353 1234 5678'],
    ['+493023125', '+49 302 3125'],
    ['12125550110', '12125550110'],
    ['anonymous', 'anonymous'],
    ['', ''],
  ])('the number %s is read as %s', (number, words) => {
    expect(formatPhone(number)).toBe(words);
  });

  it.each([
    ['Maria Lindqvist', 'ML'],
    ['Jean-Baptiste da Silva', 'JS'],
    ['Cher', 'C'],
    ['  ', '?'],
    ['𝒜lpha Beta', '𝒜B'],
  ])('%s is shortened to %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
