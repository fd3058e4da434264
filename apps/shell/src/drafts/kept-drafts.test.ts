import { describe, expect, it } from 'vitest';
import type { Session } from '@foyer/contract';
import { areaOf } from '@foyer/federation';
import { dropDraft, keepDraft, keptDrafts, placeOf, textOf, type KeptDraft } from './kept-drafts.ts';

function device(full = false): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key) => kept.delete(key),
  };
}

const draft = (id: string, text: string, more: Partial<KeptDraft> = {}): KeptDraft => ({
  id,
  personId: 'renata',
  clientId: 'brightwater',
  area: 'agents',
  at: 1,
  fields: [{ label: 'Prompt', text }],
  ...more,
});
const RENATA = { personId: 'renata', clientId: 'brightwater' };

describe('text that somebody was typing when the right to it went', () => {
  it('is there for them again, the newest first, until they let it go', () => {
    const place = device();
    expect(keepDraft(place, draft('1', 'Be kind.'))).toBe(true);
    expect(keepDraft(place, draft('2', 'Be brief.'))).toBe(true);
    expect(keptDrafts(place, RENATA).map(textOf)).toEqual(['Be brief.', 'Be kind.']);
    dropDraft(place, '2');
    expect(keptDrafts(place, RENATA).map(({ id }) => id)).toEqual(['1']);
    dropDraft(place, '1');
    expect(place.getItem('foyer.drafts')).toBeNull();
  });

  it('is nobody else’s on the same device, and not theirs at another company', () => {
    const place = device();
    keepDraft(place, draft('1', 'Be kind.'));
    expect(keptDrafts(place, { ...RENATA, personId: 'colm' })).toEqual([]);
    expect(keptDrafts(place, { ...RENATA, clientId: 'oakfield' })).toEqual([]);
  });

  it.each([
    ['/agents/1', 'oakfield', 'agents'],
    // The agency's own pages are the same whichever client is open.
    ['/agency/1/people', null, 'agency'],
    ['/account/two-step', 'oakfield', ''],
  ])('written at %s it belongs to the client %s and the area “%s”', (path, clientId, area) => {
    const session = { person: { id: 'vivienne' }, client: { id: 'oakfield' } } as Session;
    expect(placeOf(session, areaOf(path))).toEqual({ personId: 'vivienne', clientId, area });
  });

  it('is kept once, and not when there is nothing in it or no room for it', () => {
    const place = device();
    keepDraft(place, draft('1', 'Be kind.'));
    keepDraft(place, draft('2', 'Be kind.'));
    expect(keptDrafts(place, RENATA)).toHaveLength(1);
    expect(keepDraft(place, draft('3', '  '))).toBe(false);
    expect(keepDraft(device(true), draft('4', 'Be kind.'))).toBe(false);
  });

  it('is copied with the names of its fields, where there are several', () => {
    const fields = [
      { label: 'Prompt', text: 'Be kind.' },
      { label: 'Greeting', text: 'Hello' },
    ];
    expect(textOf({ fields })).toBe('Prompt\nBe kind.\n\nGreeting\nHello');
  });

  it.each(['{', '{}', 'null', '[1,{"id":"1"}]'])('is nothing where the device holds %s', (text) => {
    const place = device();
    place.setItem('foyer.drafts', text);
    expect(keptDrafts(place, RENATA)).toEqual([]);
  });
});
