/** What a change is about: everybody, the sessions of one client, one person, or one session; or calls of a client's project. */
export type Notice =
  | { readonly about: 'registry' }
  | { readonly about: 'client' | 'person' | 'session'; readonly id: string }
  | { readonly about: 'calls'; readonly clientId: string; readonly projectId: string };

/** Reads what a trigger announced. Null for what this version of the server doesn't know. */
export function parseNotice(payload: string): Notice | null {
  const [about = '', id = '', projectId = ''] = payload.split(':');
  if (about === 'registry') return { about };
  if ((about === 'client' || about === 'person' || about === 'session') && id) return { about, id };
  if (about === 'calls' && id && projectId) return { about, clientId: id, projectId };
  return null;
}
