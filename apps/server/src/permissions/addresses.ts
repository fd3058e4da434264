import type { FieldError } from '@foyer/contract';
import type { SystemDb } from '../db/database.ts';
import { networkAddress } from '../platform/cidr.ts';
import { inRanges } from '../platform/cidr.ts';
import { invalid, problem } from '../platform/problem.ts';

/** Whoever saves a list of addresses. */
export interface Saver {
  /** Where they come from, as the server sees it. */
  readonly address: string;
  /** Whether the list holds for them: it is the client's rule for its own people, and none for the agency's. */
  readonly subject: boolean;
}

export async function readRanges(db: SystemDb, clientId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('client_addresses')
    .select('range')
    .where('tenant_id', '=', clientId)
    .orderBy('range')
    .execute();
  return rows.map(({ range }) => range);
}

/**
 * The list as it is kept: each range once, in one spelling.
 * @throws 422 naming each line that is no range, and for a list that would keep out whoever saves it
 */
export function checkedRanges(ranges: readonly string[], saver: Saver): string[] {
  const fields: FieldError[] = [];
  const kept = new Set<string>();
  for (const [i, range] of ranges.entries()) {
    const network = networkAddress(range);
    const field = `body.ranges.${i}`;
    if (network === null)
      fields.push({ field, message: 'Write an address (192.0.2.7) or a range (192.0.2.0/24).' });
    else if (network.moved)
      fields.push({
        field,
        message: `This range begins elsewhere: write ${network.text} if you mean all of it.`,
      });
    else kept.add(network.text);
  }
  if (fields.length > 0) throw problem('invalid', { fields: fields.slice(0, 20) });
  const list = [...kept].sort();
  if (saver.subject && list.length > 0 && !inRanges(saver.address, list))
    throw invalid(
      'body.ranges',
      `This list would keep you out: your address is ${saver.address}. Add it, or a range that holds it.`,
    );
  return list;
}

/** Replaces the list. True when it is another one. */
export async function writeRanges(
  db: SystemDb,
  clientId: string,
  before: readonly string[],
  ranges: readonly string[],
): Promise<boolean> {
  const gone = before.filter((range) => !ranges.includes(range));
  const added = ranges.filter((range) => !before.includes(range));
  if (gone.length > 0)
    await db
      .deleteFrom('client_addresses')
      .where('tenant_id', '=', clientId)
      .where('range', 'in', gone)
      .execute();
  if (added.length > 0)
    await db
      .insertInto('client_addresses')
      .values(added.map((range) => ({ tenant_id: clientId, range })))
      .execute();
  return gone.length + added.length > 0;
}
