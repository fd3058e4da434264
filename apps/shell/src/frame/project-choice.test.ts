import { describe, expect, it } from 'vitest';
import { carryProject, projectIn, withProject } from './project-choice.ts';

const projects = [
  { id: 'north', name: 'North' },
  { id: 'south', name: 'South' },
];

describe('the project choice', () => {
  it('is the address’s, but never one outside the person’s scope', () => {
    expect(projectIn(new URLSearchParams('project=south'), projects)).toBe('south');
    expect(projectIn(new URLSearchParams('project=west'), projects)).toBeNull();
    expect(projectIn(new URLSearchParams(''), projects)).toBeNull();
  });

  it('changes without touching the page’s own filters', () => {
    expect(String(withProject(new URLSearchParams('status=missed&project=north'), 'south'))).toBe(
      'status=missed&project=south',
    );
    expect(String(withProject(new URLSearchParams('status=missed&project=north'), null))).toBe(
      'status=missed',
    );
  });

  it.each([
    ['/calls', '/calls?project=north'],
    ['/calls?sort=cost#t=3', '/calls?sort=cost&project=north#t=3'],
    ['/calls#t=3', '/calls?project=north#t=3'],
    ['/calls?project=south', '/calls?project=south'],
  ])('is carried by a link to %s', (path, expected) => {
    expect(carryProject(path, 'north')).toBe(expected);
    expect(carryProject(path, null)).toBe(path);
  });
});
