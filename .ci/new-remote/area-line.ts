import type { Area } from '../../packages/federation/src/areas.ts';

/** What of an area a new remote needs; `before` is the id of the area that it stands behind, if it is a new one. */
export type NewArea = Readonly<
  Pick<Area, 'id' | 'path' | 'title' | 'icon' | 'capability'> & { remote: string }
>;

/**
 * The text of `areas.ts` with one line more, behind the last area of the same capability; or, where the area stands there already without pages,
 * with its `remote`.
 * @throws Error when the list doesn't read as it does
 */
export function withArea(source: string, area: NewArea): string {
  const entries = [...source.matchAll(/^ {2}\{(?:[^{}]*)\},\n/gm)];
  if (entries.length === 0) throw new Error('areas.ts has no list of areas that can be read.');
  const factOf = (entry: string, fact: string) => new RegExp(`\\b${fact}: '([^']*)'`).exec(entry)?.[1];
  const own = entries.find(([entry]) => factOf(entry, 'id') === area.id);
  if (own) {
    if (factOf(own[0], 'remote')) throw new Error(`The area ${area.id} has a remote already.`);
    const given = own[0].replace(/,?\s*\},\n$/, `, remote: '${area.remote}' },\n`);
    return replaceAt(source, own.index, own[0].length, given);
  }
  const neighbour =
    entries.findLast(([entry]) => factOf(entry, 'capability') === area.capability) ?? entries.at(-1)!;
  const facts = (['id', 'path', 'title', 'icon', 'capability', 'remote'] as const).map(
    (fact) => `${fact}: '${area[fact].replaceAll(/['\\]/g, '\\$&')}'`,
  );
  return replaceAt(source, neighbour.index + neighbour[0].length, 0, `  { ${facts.join(', ')} },\n`);
}

const replaceAt = (text: string, at: number, length: number, by: string): string =>
  text.slice(0, at) + by + text.slice(at + length);
