/** Where a page ended: the sort's value (milliseconds since 1970, milliseconds or minor units) and the id of its last call. */
export interface Position {
  readonly key: number;
  readonly id: string;
}

const MAC_BYTES = 12;

/**
 * A position as an opaque text that is only good for the very list it came from: `list` names its reader's scope, its filters and its order.
 */
export async function writeCursor(position: Position, list: string, key: CryptoKey): Promise<string> {
  const payload = `${position.key.toString(36)}.${position.id.replaceAll('-', '')}`;
  return `${payload}.${await mac(payload, list, key)}`;
}

/** The position in a cursor, or null when it is malformed, altered, or another list's. */
export async function readCursor(cursor: string, list: string, key: CryptoKey): Promise<Position | null> {
  const match = /^((-?[0-9a-z]{1,11})\.([0-9a-f]{32}))\.([0-9a-f]{24})$/.exec(cursor);
  const [, payload = '', sortKey = '', hex = '', given = ''] = match ?? [];
  if (!match || !equalTexts(given, await mac(payload, list, key))) return null;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { key: Number.parseInt(sortKey, 36), id };
}

async function mac(payload: string, list: string, key: CryptoKey): Promise<string> {
  const bytes = new TextEncoder().encode(`${payload}\n${list}`);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes)).slice(0, MAC_BYTES);
  return Array.from(signature, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Compares in a time that doesn't tell where two texts of one length differ. */
function equalTexts(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let different = 0;
  for (let i = 0; i < a.length; i++) different |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return different === 0;
}
