import type { CallListItem } from '@foyer/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, ENGINES, type TestApp } from '../testing/test-app.ts';

describe.each(ENGINES)('a search of the calls, on %s,', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ engine });
  });
  afterAll(() => test.close());

  const found = async (who: string, text: string): Promise<CallListItem[]> => {
    const { api } = await test.signIn(who);
    return (await api.listCalls({ query: { text, limit: 100 } })).items;
  };

  it.each([
    ['brightwater-admin', 'view'],
    ['brightwater-manager', 'view'],
    ['brightwater-staff', 'redacted'],
  ] as const)('says to %s where the words stand', async (who, level) => {
    const items = await found(who, 'booked');
    expect(items.length).toBeGreaterThan(0);
    for (const { details } of items) {
      expect(details?.level).toBe(level);
      const marks = details?.hit?.flatMap((part) => ('mark' in part ? [part.mark.toLowerCase()] : [])) ?? [];
      expect(marks.length).toBeGreaterThan(0);
      for (const mark of marks) expect(mark).toBe('booked');
      const length = details?.hit?.reduce((sum, part) => sum + Object.values(part).join('').length, 0);
      expect(length).toBeLessThan(400);
    }
  });

  it('shows staff nothing of a caller in it: what names one is masked', async () => {
    const callers = await found('brightwater-admin', 'booked');
    const names = callers.flatMap(({ details }) =>
      details?.level === 'view' ? [details.caller.name, details.caller.number] : [],
    );
    const text = JSON.stringify(
      (await found('brightwater-staff', 'booked')).map((call) => call.details?.hit),
    );
    expect(names.filter((name) => name !== null && text.includes(name))).toEqual([]);
    expect(text).toContain('"masked":"caller_name"');
  });

  it('says nothing of the kind where nothing is searched for, and where a caller’s name is what was found', async () => {
    const { api } = await test.signIn('brightwater-admin');
    const { items } = await api.listCalls({ query: { limit: 100 } });
    expect(items.some(({ details }) => details?.hit !== undefined)).toBe(false);
    const numbers = items.flatMap(({ details }) =>
      details?.level === 'view' && details.caller.number ? [details.caller.number] : [],
    );
    const byNumber = await found('brightwater-admin', numbers[0] ?? '');
    expect(byNumber.length).toBeGreaterThan(0);
    expect(JSON.stringify(byNumber.map(({ details }) => details?.hit))).not.toContain(numbers[0]);
  });
});
