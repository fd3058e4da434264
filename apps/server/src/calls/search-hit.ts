import { placesOfWords, wordsOf, type MaskedText, type SearchHit } from '@foyer/contract';
import type { TenantDb } from '../db/database.ts';
import type { Span } from '../db/schema.ts';
import type { CallReader } from './call-reader.ts';
import { maskText } from './masked-text.ts';

/** Characters of a hit before its first marked word, and in all; what is masked counts as `MASK`. */
const BEFORE = 48;
const LONGEST = 180;
const MASK = 12;

interface Said {
  readonly text: string;
  readonly spans: readonly Span[];
}

/**
 * Where what was searched for stands in these calls, by id: a piece of the summary, or where that hasn't all of the words, of what was said.
 * It is cut out of the texts as they are masked for this reader. A call that was found by its caller's name or number has none.
 */
export async function readHits(
  db: TenantDb,
  reader: CallReader,
  ids: readonly string[],
  searched: string,
): Promise<ReadonlyMap<string, SearchHit>> {
  const words = [...new Set(wordsOf(searched))];
  const hits = new Map<string, SearchHit>();
  if (reader.details === 'none' || ids.length === 0 || words.length === 0) return hits;
  const callerDetails = reader.details === 'view';

  const summaries = await db
    .selectFrom('call_texts')
    .select(['call_id', 'summary', 'summary_spans'])
    .where('tenant_id', '=', reader.clientId)
    .where('call_id', 'in', ids)
    .execute();
  const partly = new Map<string, Said>();
  for (const { call_id, summary, summary_spans } of summaries) {
    const said = { text: summary, spans: summary_spans };
    const found = findHit([said], words, callerDetails);
    if (found?.all) hits.set(call_id, found.hit);
    else partly.set(call_id, said);
  }
  if (partly.size === 0) return hits;

  // What was said is long: it is read of those calls alone whose summary doesn't do.
  const transcripts = await db
    .selectFrom('call_texts')
    .select(['call_id', 'segments'])
    .where('tenant_id', '=', reader.clientId)
    .where('call_id', 'in', [...partly.keys()])
    .execute();
  for (const { call_id, segments } of transcripts) {
    const summary = partly.get(call_id);
    const found = findHit([...(summary ? [summary] : []), ...segments], words, callerDetails);
    if (found) hits.set(call_id, found.hit);
  }
  return hits;
}

/** The piece of the first of these texts that has most of the words, and whether it has all; null where none has any. */
export function findHit(
  texts: readonly Said[],
  words: readonly string[],
  callerDetails: boolean,
): { readonly hit: SearchHit; readonly all: boolean } | null {
  let best: { parts: SearchHit; count: number } | null = null;
  for (const { text, spans } of texts) {
    if (!mayHave(text, words)) continue;
    const { parts, count } = marked(maskText(text, spans, callerDetails), new Set(words));
    if (count > (best?.count ?? 0)) best = { parts, count };
    if (count === words.length) break;
  }
  return best && { hit: cut(best.parts), all: best.count === words.length };
}

/** A quick look before a text is taken apart: whether one of the words can be in it. */
function mayHave(text: string, words: readonly string[]): boolean {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase();
  // "family" is what "families" is searched by.
  return words.some((word) => plain.includes(word.endsWith('y') ? word.slice(0, -1) : word));
}

/** The text with the words marked, and how many of them there are. */
function marked(parts: MaskedText, words: ReadonlySet<string>): { parts: SearchHit; count: number } {
  const found = new Set<string>();
  const out: SearchHit = [];
  for (const part of parts) {
    if ('masked' in part) {
      out.push(part);
      continue;
    }
    let at = 0;
    for (const place of placesOfWords(part.text, words)) {
      for (const word of place.words) found.add(word);
      if (place.start > at) out.push({ text: part.text.slice(at, place.start) });
      out.push({ mark: part.text.slice(place.start, place.end) });
      at = place.end;
    }
    if (at < part.text.length) out.push({ text: part.text.slice(at) });
  }
  return { parts: out, count: found.size };
}

/** Some words before the first marked one, and as much after it as a line has room for. */
function cut(parts: SearchHit): SearchHit {
  const first = parts.findIndex((part) => 'mark' in part);
  const out: SearchHit = [];
  let room = BEFORE;
  let index = first - 1;
  for (; index >= 0 && room > 0; index--) {
    const part = parts[index];
    if (!part) break;
    if ('text' in part && part.text.length > room) {
      const from = part.text.indexOf(' ', part.text.length - room) + 1;
      out.unshift({ text: `…${part.text.slice(from > 0 ? from : part.text.length - room)}` });
      index = -1;
      break;
    }
    out.unshift(part);
    room -= lengthOf(part);
  }
  if (index >= 0) out.unshift({ text: '…' });

  room = LONGEST - BEFORE;
  for (const part of parts.slice(first)) {
    const length = lengthOf(part);
    if (length > room) {
      if ('text' in part) out.push({ text: `${part.text.slice(0, Math.max(0, room))}…` });
      else if ('mark' in part) out.push({ mark: part.mark.slice(0, Math.max(1, room)) }, { text: '…' });
      else out.push({ text: '…' });
      break;
    }
    out.push(part);
    room -= length;
  }
  return out;
}

const lengthOf = (part: SearchHit[number]): number =>
  'masked' in part ? MASK : 'mark' in part ? part.mark.length : part.text.length;
