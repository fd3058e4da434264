import type { Session } from '@foyer/contract';
import type { Area, DraftField } from '@foyer/federation';
import { DRAFTS_KEY } from './any-kept.ts';

/** What somebody was typing when the right to it went, on this device alone. */
export type KeptDraft = Readonly<{
  id: string;
  personId: string;
  clientId: string | null;
  /** The area's id. */
  area: string;
  /** Milliseconds since the epoch. */
  at: number;
  fields: readonly DraftField[];
}>;

/** Drafts at most, the newest; and characters of each, more than anybody types into a form. */
const MOST = 10;
const LONGEST = 100_000;

/** Whose it is, and in which area: what is typed in the agency's own pages belongs to no client. */
export type DraftPlace = Pick<KeptDraft, 'personId' | 'clientId' | 'area'>;

export const placeOf = ({ person, client }: Session, area: Area | undefined): DraftPlace => ({
  personId: person.id,
  clientId: area?.of === 'agency' ? null : (client?.id ?? null),
  area: area?.id ?? '',
});

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The drafts of one person at one client, the newest first. Whatever else stands there is nobody's here. */
export function keptDrafts(place: Place, whose: Pick<KeptDraft, 'personId' | 'clientId'>): KeptDraft[] {
  return read(place).filter(
    (draft) => draft.personId === whose.personId && draft.clientId === whose.clientId,
  );
}

/** Keeps what was typed, unless nothing was or it is kept already. */
export function keepDraft(place: Place, draft: KeptDraft): boolean {
  const fields = draft.fields
    .filter(({ text }) => text.trim() !== '')
    .map(({ label, text }) => ({ label, text: text.slice(0, LONGEST) }));
  if (fields.length === 0) return false;
  const before = read(place);
  const known = before.some(
    (one) =>
      one.personId === draft.personId &&
      one.clientId === draft.clientId &&
      JSON.stringify(one.fields) === JSON.stringify(fields),
  );
  return known || write(place, [{ ...draft, fields }, ...before].slice(0, MOST));
}

export function dropDraft(place: Place, id: string): void {
  write(
    place,
    read(place).filter((draft) => draft.id !== id),
  );
}

/** All fields as one text to paste. */
export const textOf = ({ fields }: Pick<KeptDraft, 'fields'>): string =>
  fields.length === 1
    ? (fields[0]?.text ?? '')
    : fields.map(({ label, text }) => `${label}\n${text}`).join('\n\n');

function read(place: Place): KeptDraft[] {
  try {
    const all: unknown = JSON.parse(place.getItem(DRAFTS_KEY) ?? '[]');
    return Array.isArray(all) ? all.filter(isDraft) : [];
  } catch {
    return [];
  }
}

function write(place: Place, drafts: readonly KeptDraft[]): boolean {
  try {
    if (drafts.length === 0) place.removeItem(DRAFTS_KEY);
    else place.setItem(DRAFTS_KEY, JSON.stringify(drafts));
    return true;
  } catch {
    // The device has no room for it, or allows none.
    return false;
  }
}

function isDraft(value: unknown): value is KeptDraft {
  const draft = value as Partial<KeptDraft> | null;
  return (
    typeof draft === 'object' &&
    draft !== null &&
    typeof draft.id === 'string' &&
    typeof draft.personId === 'string' &&
    typeof draft.area === 'string' &&
    typeof draft.at === 'number' &&
    Array.isArray(draft.fields) &&
    draft.fields.every(({ label, text }) => typeof label === 'string' && typeof text === 'string')
  );
}
