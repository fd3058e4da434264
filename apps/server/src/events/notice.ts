/** What a change is about: everybody, or the sessions of one client, one person, or one session. */
export type Notice =
  | { readonly about: 'registry' }
  | { readonly about: 'client' | 'person' | 'session'; readonly id: string };

/** Reads what a trigger announced. Null for what this version of the server doesn't know. */
export function parseNotice(payload: string): Notice | null {
  const [about = '', id = ''] = payload.split(':');
  if (about === 'registry') return { about };
  if ((about === 'client' || about === 'person' || about === 'session') && id) return { about, id };
  return null;
}
