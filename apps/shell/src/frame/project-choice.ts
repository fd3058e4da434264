import type { Session } from '@foyer/contract';

const PARAMETER = 'project';

/** The project of an address, if it is one of the person's own. */
export function projectIn(search: URLSearchParams, projects: Session['projects']): string | null {
  const id = search.get(PARAMETER);
  return projects.some((project) => project.id === id) ? id : null;
}

/** The same query with another project. What pages it back to elsewhere, such as a cursor, is theirs to drop. */
export function withProject(search: URLSearchParams, id: string | null): URLSearchParams {
  const next = new URLSearchParams(search);
  if (id === null) next.delete(PARAMETER);
  else next.set(PARAMETER, id);
  return next;
}

/** An address within the portal that carries the project on, unless it names one itself. */
export function carryProject(path: string, id: string | null): string {
  const [, before = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(path) ?? [];
  const search = new URLSearchParams(query);
  if (id === null || search.has(PARAMETER)) return path;
  search.set(PARAMETER, id);
  return `${before}?${search}${hash}`;
}
