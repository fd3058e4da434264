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
  readonly mode: 'own' | 'full_access';
  readonly subject: Subject;
  readonly tenant: Tenant | null;
  /** Null: any address may come in. */
  readonly allowedAddresses: readonly string[] | null;
}

/** What keeps somebody who is signed in outside whatever they may do: an outstanding second factor, or where they come from. */
export function keptOut({ subject, allowedAddresses }: SignedIn, address: string): 'mfa' | 'ip' | null {
  if (subject.mfa === 'outstanding') return 'mfa';
  return allowedAddresses && !inRanges(address, allowedAddresses) ? 'ip' : null;
}
