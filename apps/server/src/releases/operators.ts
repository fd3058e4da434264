/** Somebody who may release. The platform's, of no agency and no client. */
export interface Operator {
  /** Stands in the history of releases. */
  readonly name: string;
  /** SHA-256 of the bearer token, 64 hexadecimal digits. The token itself is nowhere on the server. */
  readonly tokenHash: string;
}

/** Names in the history that are nobody's: of the server itself, and of what it releases when it starts. */
const RESERVED = new Set(['server', 'start']);

/** Reads `name:sha256-of-token,…`. Null when it isn't that, or takes a name that is nobody's. */
export function parseOperators(text: string): Operator[] | null {
  const found = text.split(',').map((part) => /^([\w.@-]{1,60}):([0-9a-f]{64})$/i.exec(part.trim()));
  const operators = found.map((match) => ({
    name: match?.[1] ?? '',
    tokenHash: match?.[2]?.toLowerCase() ?? '',
  }));
  return operators.every(({ name }) => name !== '' && !RESERVED.has(name)) ? operators : null;
}

/** The operator whose token an `authorization` header carries, or null. Takes as long for a token that is nearly right as for any other. */
export async function operatorOf(
  operators: readonly Operator[],
  header: string | null,
): Promise<Operator | null> {
  const [, token] = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(header ?? '') ?? [];
  if (token === undefined) return null;
  const hash = await hashOfToken(token);
  let found: Operator | null = null;
  for (const operator of operators) if (equal(operator.tokenHash, hash)) found = operator;
  return found;
}

export async function hashOfToken(token: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function equal(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let different = 0;
  for (let i = 0; i < a.length; i += 1) different |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return different === 0;
}
