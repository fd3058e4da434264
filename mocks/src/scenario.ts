/** How the mocked network behaves; chosen in the panel. */
export const SCENARIOS = {
  normal: 'Normal',
  slow: 'Slow (1.5 s)',
  failing: 'Fails (500)',
  offline: 'Offline',
} as const;

export type Scenario = keyof typeof SCENARIOS;

export const isScenario = (value: unknown): value is Scenario =>
  typeof value === 'string' && Object.hasOwn(SCENARIOS, value);

export const SLOW_MS = 1500;
