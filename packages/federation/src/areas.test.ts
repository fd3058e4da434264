import { SIDEBAR } from '@foyer/access';
import { describe, expect, it } from 'vitest';
import { areaOf, areas } from './areas.ts';

describe('the areas', () => {
  it('stand in the order of the access model’s sidebar, with those that share a capability side by side', () => {
    const inOrder = areas.map((area) => area.capability).filter((capability) => SIDEBAR.includes(capability));
    const runs = inOrder.filter((capability, index) => capability !== inOrder[index - 1]);
    expect(runs).toEqual([...SIDEBAR]);
  });

  it('have ids, paths and titles of their own', () => {
    for (const key of ['id', 'path', 'title'] as const) {
      expect(new Set(areas.map((area) => area[key])).size).toBe(areas.length);
    }
  });
});

describe('the area of a path', () => {
  it.each([
    ['/', 'dashboard'],
    ['/calls', 'calls'],
    ['/calls/', 'calls'],
    ['/calls/7/transcript', 'calls'],
    ['/audit-log', 'audit-log'],
  ])('%s belongs to %s', (path, id) => {
    expect(areaOf(path)?.id).toBe(id);
  });

  it.each(['/callsign', '/sign-in', '/nowhere', '/Calls'])('%s belongs to none', (path) => {
    expect(areaOf(path)).toBeUndefined();
  });
});
