import type { Grant } from './catalogue.ts';
import { GRANTS, isGranted } from './grants.ts';
import type { GrantState } from './grants.ts';

const viewOnly: readonly Grant[] = ['view_agents', 'view_calls', 'view_call_details', 'view_analytics'];

function preset(isOn: (grant: Grant) => boolean): Readonly<Record<Grant, boolean>> {
  return Object.fromEntries(GRANTS.map((grant) => [grant, isOn(grant)])) as Record<Grant, boolean>;
}

/** The states that fill the permissions form at one press (access-model, "Presets"). */
export const PRESETS = {
  hands_off: preset(() => false),
  view_only: preset((grant) => viewOnly.includes(grant)),
  self_service: preset(() => true),
} as const;

export const PRESET_LABELS: Readonly<Record<keyof typeof PRESETS, string>> = {
  hands_off: 'Hands-off',
  view_only: 'View-only',
  self_service: 'Self-service',
};

/** The preset that a state equals, grant by grant (missing is off), or null. */
export function presetOf(granted: GrantState): keyof typeof PRESETS | null {
  const names = Object.keys(PRESETS) as (keyof typeof PRESETS)[];
  return (
    names.find((name) => GRANTS.every((grant) => isGranted(granted, grant) === PRESETS[name][grant])) ?? null
  );
}
