import type { Role, Subject, Tenant } from '@foyer/access';
import { inRanges } from '../platform/cidr.ts';

/** Everything about the caller that the database said for this request. */
export interface SignedIn {
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly agency: {
    readonly id: string;
    readonly name: string;
    readonly branding: { readonly name: string; readonly accent: string; readonly logo: string | null };
  };
  readonly client: { readonly id: string; readonly name: string; readonly timeZone: string } | null;
  /** The projects in scope, by name. */
  readonly projects: readonly { readonly id: string; readonly name: string }[];
  readonly role: Role;
  readonly mode: 'own' | 'full_access' | 'view_as';
  /** Through whose eyes an agency's person looks, in mode `view_as`. */
  readonly viewAs: Viewing | null;
  /** The id of a view of this session that is over and hasn't been written down as such. */
  readonly lapsedView: string | null;
  /** How many decisions on what the person asked for they haven't been shown. */
  readonly news: number;
  /** Tells one state of the person's own unlocks from another. */
  readonly unlocks: string;
  readonly subject: Subject;
  readonly tenant: Tenant | null;
  /** Null: any address may come in. */
  readonly allowedAddresses: readonly string[] | null;
  /** How often the registry of remotes had changed by then. */
  readonly registryRevision: number;
  /** What it must do about the second factor before anything else. */
  readonly owes: 'nothing' | 'code' | 'enrolment';
  readonly enrolled: boolean;
  /** Why there must be a second factor; null: there needn't. */
  readonly mfaRequiredBy: 'company' | 'person' | null;
  /** Whether a browser may stand in for the second factor. */
  readonly mayRemember: boolean;
}

export interface Viewing {
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly reason: string;
  readonly expiresAt: Date;
  readonly returnTo: string;
}

/**
 * What keeps somebody who is signed in outside whatever they may do: an outstanding second factor (but from what meets it), or where they come
 * from.
 */
export function keptOut(
  { owes, allowedAddresses }: SignedIn,
  address: string,
  beforeSecondFactor = false,
): 'mfa' | 'ip' | null {
  if (owes !== 'nothing' && !beforeSecondFactor) return 'mfa';
  return allowedAddresses && !inRanges(address, allowedAddresses) ? 'ip' : null;
}
