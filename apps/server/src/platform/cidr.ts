/** The bytes of an address: 4 for IPv4 (also when mapped into IPv6), 16 for IPv6; null when it is neither. */
export function addressBytes(text: string): readonly number[] | null {
  const zoneless = text.split('%')[0] ?? '';
  if (zoneless.includes(':')) return ipv6Bytes(zoneless);
  return ipv4Bytes(zoneless);
}

/** Whether `address` lies in one of `ranges` (`192.0.2.0/24`, `2001:db8::/32`, or single addresses). What doesn't parse matches nothing. */
export function inRanges(address: string, ranges: readonly string[]): boolean {
  const bytes = addressBytes(address);
  return bytes !== null && ranges.some((range) => inRange(bytes, range));
}

/** Whether `text` is an address or an address with a prefix length. */
export function isRange(text: string): boolean {
  const [base = '', length, ...rest] = text.split('/');
  const bytes = addressBytes(base);
  if (!bytes || rest.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bytes.length * 8);
}

/**
 * A range as its network in one spelling, `moved` when it was written with an address inside of it; null for what is no range.
 * @example networkAddress('10.1.2.3/8') // { text: '10.0.0.0/8', moved: true }
 */
export function networkAddress(range: string): { readonly text: string; readonly moved: boolean } | null {
  if (!isRange(range) || range.includes('%')) return null;
  const [base = '', length] = range.split('/');
  const bytes = addressBytes(base);
  // `::ffff:10.0.0.0/104` counts its bits from the start of the IPv6 address: it is the IPv4 range in another spelling, which isn't one here.
  if (!bytes || (length !== undefined && bytes.length === 4 && base.includes(':'))) return null;
  const bits = length === undefined ? bytes.length * 8 : Number(length);
  const network = bytes.map((byte, i) => byte & maskOf(bits - i * 8));
  const text = addressText(network);
  return {
    text: bits === bytes.length * 8 ? text : `${text}/${bits}`,
    moved: network.some((byte, i) => byte !== bytes[i]),
  };
}

/** Of the eight bits of a byte those that belong to a network, of which `bits` are left. */
const maskOf = (bits: number): number => (bits >= 8 ? 0xff : bits <= 0 ? 0 : (0xff << (8 - bits)) & 0xff);

/** IPv6 as RFC 5952 writes it: the longest run of zero groups is `::`. */
function addressText(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((bytes[i * 2] ?? 0) << 8) | (bytes[i * 2 + 1] ?? 0)).toString(16),
  );
  const text = groups.join(':');
  const runs = [...text.matchAll(/(?<![0-9a-f])0(:0)+(?![0-9a-f])/g)];
  const longest = runs.toSorted((one, other) => other[0].length - one[0].length)[0];
  if (!longest) return text;
  const before = text.slice(0, longest.index).replace(/:$/, '');
  return `${before}::${text.slice(longest.index + longest[0].length).replace(/^:/, '')}`;
}

function inRange(bytes: readonly number[], range: string): boolean {
  if (!isRange(range)) return false;
  const [base = '', length] = range.split('/');
  const network = addressBytes(base);
  if (!network || network.length !== bytes.length) return false;
  let bits = length === undefined ? bytes.length * 8 : Number(length);
  for (let i = 0; i < bytes.length && bits > 0; i += 1, bits -= 8) {
    const mask = bits >= 8 ? 0xff : (0xff << (8 - bits)) & 0xff;
    if (((bytes[i] ?? 0) & mask) !== ((network[i] ?? 0) & mask)) return false;
  }
  return true;
}

function ipv4Bytes(text: string): number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return null;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function ipv6Bytes(text: string): number[] | null {
  const tail = text.slice(text.lastIndexOf(':') + 1);
  if (tail.includes('.')) {
    const v4 = ipv4Bytes(tail);
    if (!v4) return null;
    const [a = 0, b = 0, c = 0, d = 0] = v4;
    const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
    return ipv6Bytes(text.slice(0, -tail.length) + hex);
  }
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [left, right] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const groups = left ?? [];
  const missing = 8 - groups.length - (right?.length ?? 0);
  if (right ? missing < 1 : missing !== 0) return null;
  const all = right ? [...groups, ...Array<string>(missing).fill('0'), ...right] : groups;
  if (!all.every((group) => /^[\da-f]{1,4}$/i.test(group))) return null;
  const bytes = all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]);
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  return mapped ? bytes.slice(12) : bytes;
}
