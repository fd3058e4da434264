import type { Grant } from './catalogue.ts';
import { GRANTS, isGranted } from './grants.ts';
import type { GrantState } from './grants.ts';
import { keysOf, recordOf } from './table.ts';

const viewOnly: readonly Grant[] = ['view_agents', 'view_calls', 'view_call_details', 'view_analytics'];

/** The states that fill the permissions form at one press (access-model, "Presets"). */
export const PRESETS = {
  hands_off: recordOf(GRANTS, () => false),
  view_only: recordOf(GRANTS, (grant) => viewOnly.includes(grant)),
  self_service: recordOf(GRANTS, () => true),
} satisfies Record<string, Readonly<Record<Grant, boolean>>>;

export const PRESET_LABELS: Readonly<Record<keyof typeof PRESETS, string>> = {
  hands_off: 'Hands-off',
  view_only: 'View-only',
  self_service: 'Self-service',
};

/** The preset that a state equals, grant by grant (missing is off), or null. */
export function presetOf(granted: GrantState): keyof typeof PRESETS | null {
  return (
    keysOf(PRESETS).find((name) =>
      GRANTS.every((grant) => isGranted(granted, grant) === PRESETS[name][grant]),
    ) ?? null
  );
}
