import { allows, type Decision, type Denial } from '@foyer/access';
import type { Session } from '@foyer/contract';
import type { Area } from '@foyer/federation';

/** What stands at an area's address for this person. Decided before a byte of a remote is fetched. */
export type Passage =
  | Readonly<{ kind: 'choose-client' }>
  | Readonly<{ kind: 'restricted'; denials: readonly Denial[] }>
  | Readonly<{ kind: 'remote'; remote: string }>
  | Readonly<{ kind: 'own' }>
  | Readonly<{ kind: 'not-installed' }>;

/** One rule for the sidebar's entry, the page and all its sub-pages. Unknown means denied. */
export function passage(session: Session, area: Area): Passage {
  // Who has clients of their own and is at none can't be anywhere yet.
  if (area.of !== 'agency' && session.client === null && allows(decisionOf(session, 'clients')))
    return { kind: 'choose-client' };
  const decision = decisionOf(session, area.capability);
  if (!allows(decision)) return { kind: 'restricted', denials: decision?.denials ?? [] };
  if (area.remote) return { kind: 'remote', remote: area.remote };
  return area.path === '/' ? { kind: 'own' } : { kind: 'not-installed' };
}

export function decisionOf(session: Session, capability: Area['capability']): Decision | undefined {
  // The session was parsed when it arrived; its schema only spells an absent `grant` another way.
  return (session.decisions as Partial<Record<string, Decision>>)[capability];
}
