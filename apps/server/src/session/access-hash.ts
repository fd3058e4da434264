import type { Decision } from '@foyer/access';
import { shortHash } from '@foyer/contract/portal-state';
import type { SignedIn } from './signed-in.ts';

/** Tells one state of what a session may do, and where, from another: what a page has to know before it shows anything. */
export function accessHash(
  { subject, client, projects, mode, viewAs, news, unlocks }: SignedIn,
  decisions: Readonly<Record<string, Decision>>,
): string {
  const { role, mfa } = subject;
  return shortHash(
    JSON.stringify([
      role,
      mfa,
      client,
      projects,
      mode,
      viewAs?.id,
      viewAs?.person?.id,
      news,
      unlocks,
      decisions,
    ]),
  );
}
