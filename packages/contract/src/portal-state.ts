import type { RemoteEntry } from './session.ts';

/** What of a remote tells whether a page has to take another one. */
type Named = Pick<RemoteEntry, 'id' | 'version' | 'channel' | 'base' | 'disabled'>;

/**
 * The `remotes` of a `PortalState`: a short hash of the remotes that a session names, whatever their order. It only tells one state from
 * another, and protects nothing.
 */
export function remotesHash(remotes: readonly Named[]): string {
  const text = remotes
    .map(({ id, version, channel, base, disabled }) => JSON.stringify([id, version, channel, base, disabled]))
    .toSorted()
    .join('\n');
  return shortHash(text);
}

/** Equal texts have equal hashes, and other texts very probably others. It protects nothing. */
export function shortHash(text: string): string {
  // FNV-1a in two lanes that start differently: 64 bits.
  let [one, two] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ (code + i), 0x01000193);
  }
  return [one, two].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}
