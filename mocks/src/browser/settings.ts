import { GRANTS, ROLES, type Role } from '@foyer/access';
import { isFault, type Faults } from '../fault.ts';
import type { AccessChange } from '../mock-access.ts';

const KEY = 'foyer-mocks';

/** What was chosen in the panel; it lives as long as the tab. */
export interface Settings {
  readonly persona: string | null;
  readonly faults: Faults;
  /** How each persona's access was changed, by their ids. */
  readonly access: Readonly<Record<string, AccessChange>>;
  readonly folded: boolean;
  /** The sections of the panel that are open. */
  readonly open: readonly string[];
}

/** What is stored, as far as it makes sense: an older panel may have written it. */
export function readSettings(): Settings {
  const stored = recordOf(JSON.parse(sessionStorage.getItem(KEY) ?? '{}'));
  const { persona, faults, access, folded, open } = stored;
  return {
    persona: typeof persona === 'string' ? persona : null,
    faults: Object.fromEntries(
      Object.entries(recordOf(faults)).filter(([, fault]) => isFault(fault)),
    ) as Faults,
    access: Object.fromEntries(
      Object.entries(recordOf(access)).map(([id, change]) => [id, changeOf(change)]),
    ),
    folded: folded !== false,
    open: Array.isArray(open) ? open.map(String) : ['faults'],
  };
}

export const writeSettings = (settings: Settings): void =>
  sessionStorage.setItem(KEY, JSON.stringify(settings));

function changeOf(value: unknown): AccessChange {
  const { role, grants } = recordOf(value);
  const known = GRANTS.filter((grant) => typeof recordOf(grants)[grant] === 'boolean');
  return {
    ...(ROLES.includes(role as Role) ? { role: role as Role } : {}),
    ...(known.length > 0
      ? { grants: Object.fromEntries(known.map((grant) => [grant, recordOf(grants)[grant] === true])) }
      : {}),
  };
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
