// Written from access-model.md alone: nothing here may import the access package, or anything that does.

/** The eight grants; a child stands after its parent. */
export const GRANTS = [
  'view_agents',
  'edit_agents',
  'view_calls',
  'view_call_details',
  'view_analytics',
  'manage_billing',
  'view_integrations',
  'manage_integrations',
] as const;

export type Grant = (typeof GRANTS)[number];

export const PARENT: Readonly<Partial<Record<Grant, Grant>>> = {
  edit_agents: 'view_agents',
  view_call_details: 'view_calls',
  manage_integrations: 'view_integrations',
};

export type GrantSet = ReadonlySet<Grant>;

/** Every set of grants in which no child stands without its parent: 3 · 3 · 2 · 2 · 3 = 108. */
export const CLOSED_SETS: readonly GrantSet[] = Array.from(
  { length: 2 ** GRANTS.length },
  (_, bits) => new Set(GRANTS.filter((_grant, i) => bits & (1 << i))),
).filter((set) => [...set].every((grant) => !PARENT[grant] || set.has(PARENT[grant])));

export const nameOf = (set: GrantSet): string => [...set].join(' + ') || 'nothing';
