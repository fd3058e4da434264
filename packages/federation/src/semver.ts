type Version = readonly [major: number, minor: number, patch: number];

/**
 * Whether `version` (`1.2.3`) lies in `range`: `^1.2.0`, `~1.2.0`, `1.2.3`, `>=1.2.0 <2.0.0`, or several joined
 * by `||`. Whatever can't be read doesn't match.
 */
export function satisfies(version: string, range: string): boolean {
  const actual = parse(version);
  if (!actual) return false;
  return range.split('||').some((alternative) => {
    const comparators = alternative.trim().split(/\s+/).filter(Boolean);
    return comparators.length > 0 && comparators.every((comparator) => matches(actual, comparator));
  });
}

function matches(actual: Version, comparator: string): boolean {
  const [, operator = '', rest = ''] = /^(\^|~|>=|<=|>|<|=)?(.*)$/.exec(comparator) ?? [];
  const wanted = parse(rest);
  if (!wanted) return false;
  const order = compare(actual, wanted);
  switch (operator) {
    case '^':
      return order >= 0 && compare(actual, nextBreaking(wanted)) < 0;
    case '~':
      return order >= 0 && compare(actual, [wanted[0], wanted[1] + 1, 0]) < 0;
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    default:
      return order === 0;
  }
}

/** Below 1.0.0 each minor version may break, below 0.1.0 each patch. */
function nextBreaking([major, minor, patch]: Version): Version {
  if (major > 0) return [major + 1, 0, 0];
  return minor > 0 ? [0, minor + 1, 0] : [0, 0, patch + 1];
}

function parse(text: string): Version | undefined {
  const found = /^(\d+)\.(\d+)\.(\d+)$/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined;
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
