import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withArea, type NewArea } from './area-line.ts';

const source = readFileSync(new URL('../../packages/federation/src/areas.ts', import.meta.url), 'utf8');
const reports: NewArea = {
  id: 'weekly-reports',
  path: '/weekly-reports',
  title: "The week's reports",
  icon: 'analytics',
  capability: 'analytics',
  remote: 'weekly-reports',
};
const added = (text: string) => text.split('\n').filter((line) => !source.split('\n').includes(line));

it('a new area is one line, behind its neighbour of the same capability', () => {
  const text = withArea(source, reports);
  expect(added(text)).toEqual([
    "  { id: 'weekly-reports', path: '/weekly-reports', title: 'The week\\'s reports', icon: 'analytics', capability: 'analytics', remote: 'weekly-reports' },",
  ]);
  const ids = [...text.matchAll(/\bid: '([^']*)'/g)].map(([, id]) => id);
  expect(ids[ids.indexOf('weekly-reports') - 1]).toBe('analytics');
});

it('an area that stands there without pages gets its remote, on one line or on many', () => {
  const bare = `export const areas = [\n  { id: 'a', capability: 'x' },\n  {\n    id: 'b',\n    capability: 'y',\n  },\n];\n`;
  const given = (id: string) => withArea(bare, { ...reports, id, remote: id }).replaceAll(/\s+/g, ' ');
  expect(given('a')).toContain("{ id: 'a', capability: 'x', remote: 'a' },");
  expect(given('b')).toContain("{ id: 'b', capability: 'y', remote: 'b' },");
});

it('an area that has a remote is left alone', () => {
  expect(() => withArea(source, { ...reports, id: 'calls', remote: 'calls' })).toThrow(
    /has a remote already/,
  );
});
