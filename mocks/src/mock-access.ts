import { GRANTS, type GrantState, type Role } from '@foyer/access';
import type { Database } from '@foyer/server';

type MemberRole = Exclude<Role, 'agency_admin'>;

/** A record, so that a new role isn't forgotten. */
const MEMBER_ROLES = { client_admin: true, client_manager: true, client_staff: true } satisfies Record<
  MemberRole,
  true
>;

const isMemberRole = (role: Role): role is MemberRole => Object.hasOwn(MEMBER_ROLES, role);

/** What a person's access stands on in the mock's own database. */
export interface MockAccess {
  readonly role: Role;
  /** The roles that the person can be given; none for the agency's own, whose role comes with the agency. */
  readonly roles: readonly Role[];
  /** What is granted to the client in view. */
  readonly grants: GrantState;
}

/** Another role, or other grants; what isn't named stays. */
export type AccessChange = Readonly<{ role?: Role; grants?: GrantState }>;

/** Whose access it is, and at which client. */
export interface AccessOf {
  readonly personId: string;
  readonly clientId: string;
}

/** Reads what the person's access stands on. */
export async function readAccess(database: Database, { personId, clientId }: AccessOf): Promise<MockAccess> {
  return database.withSystem(async (db) => {
    const membership = await db
      .selectFrom('memberships')
      .select('role')
      .where('tenant_id', '=', clientId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    const rows = await db
      .selectFrom('client_grants')
      .select(['grant_name', 'copied_value', 'override_value'])
      .where('tenant_id', '=', clientId)
      .execute();
    return {
      role: membership?.role ?? 'agency_admin',
      roles: membership ? (Object.keys(MEMBER_ROLES) as MemberRole[]) : [],
      grants: Object.fromEntries(
        rows.map(({ grant_name, copied_value, override_value }) => [
          grant_name,
          override_value ?? copied_value,
        ]),
      ),
    };
  });
}

/** Writes a change as the agency's console would: a role to the membership, grants as overrides. */
export async function changeAccess(
  database: Database,
  of: AccessOf,
  { role, grants = {} }: AccessChange,
): Promise<MockAccess> {
  if (role && !isMemberRole(role)) throw new RangeError(`Nobody of a client is ${role}.`);
  await database.withSystem(async (db) => {
    if (role) {
      await db
        .updateTable('memberships')
        .set({ role })
        .where('tenant_id', '=', of.clientId)
        .where('person_id', '=', of.personId)
        .execute();
    }
    for (const grant of GRANTS.filter((name) => name in grants)) {
      await db
        .updateTable('client_grants')
        .set({ override_value: grants[grant] === true, overridden_at: new Date() })
        .where('tenant_id', '=', of.clientId)
        .where('grant_name', '=', grant)
        .execute();
    }
  });
  return readAccess(database, of);
}
