import type { Role, Subject, Tenant } from '@foyer/access';

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
