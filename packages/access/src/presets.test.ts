import { expect, test } from 'vitest';
import { PRESET_LABELS, PRESETS, presetOf } from './presets.ts';
import { allOn } from './sample-facts.ts';

test('hands-off is everything off, view-only is four grants, self-service is everything on', () => {
  expect(PRESETS).toEqual({
    hands_off: {
      view_agents: false,
      edit_agents: false,
      view_calls: false,
      view_call_details: false,
      view_analytics: false,
      manage_billing: false,
      view_integrations: false,
      manage_integrations: false,
    },
    view_only: {
      view_agents: true,
      edit_agents: false,
      view_calls: true,
      view_call_details: true,
      view_analytics: true,
      manage_billing: false,
      view_integrations: false,
      manage_integrations: false,
    },
    self_service: {
      view_agents: true,
      edit_agents: true,
      view_calls: true,
      view_call_details: true,
      view_analytics: true,
      manage_billing: true,
      view_integrations: true,
      manage_integrations: true,
    },
  });
});

test('the presets have names for people', () => {
  expect(PRESET_LABELS).toEqual({
    hands_off: 'Hands-off',
    view_only: 'View-only',
    self_service: 'Self-service',
  });
});

test('a state is recognised as its preset, whether a grant is off or missing', () => {
  expect(presetOf({})).toBe('hands_off');
  expect(presetOf({ view_calls: false })).toBe('hands_off');
  expect(
    presetOf({ view_agents: true, view_calls: true, view_call_details: true, view_analytics: true }),
  ).toBe('view_only');
  expect(presetOf(allOn)).toBe('self_service');
});

test('a state that differs from every preset by one grant is none of them', () => {
  expect(presetOf({ view_calls: true })).toBeNull();
  expect(presetOf({ ...allOn, manage_billing: false })).toBeNull();
  expect(presetOf({ ...PRESETS.view_only, manage_billing: true })).toBeNull();
});
