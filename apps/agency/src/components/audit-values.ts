/** What changed, value by value: `manage_billing: on → off`. Deeper values are told by their path. */
export function changesBetween(
  before: unknown,
  after: unknown,
): { what: string; before: string; after: string }[] {
  const [was, is] = [flat(before), flat(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((what) => was.get(what) !== is.get(what))
    .map((what) => ({ what: wordsOf(what), before: was.get(what) ?? '', after: is.get(what) ?? '' }));
}

const wordsOf = (path: string): string => path.replaceAll('_', ' ').replaceAll('.', ', ') || 'value';

function flat(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (Array.isArray(value)) return new Map([[path, value.map(told).join(', ') || 'none']]);
  if (typeof value === 'object')
    return new Map(
      Object.entries(value).flatMap(([key, inner]) => [...flat(inner, path ? `${path}.${key}` : key)]),
    );
  return new Map([[path, told(value)]]);
}

function told(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
