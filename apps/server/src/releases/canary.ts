import type { CanaryRule } from '@foyer/contract/releases';

/** Whether a client is on canary. Whoever is stays so when the percentage grows. Nobody without a client is. */
export function isOnCanary(remote: string, clientId: string | null, rule: CanaryRule): boolean {
  if (clientId === null) return false;
  return rule.clients.includes(clientId) || placeOf(remote, clientId) < rule.percent;
}

/**
 * The place of a client among all, 0 to 99, for one remote: always the same, spread evenly, and another one for another remote, so that not the
 * same clients get everything first.
 */
export function placeOf(remote: string, clientId: string): number {
  // FNV-1a, mixed once more: its last bits alone follow the last characters too closely.
  let hash = 0x811c9dc5;
  for (const char of `${remote} ${clientId}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % 100;
}
