import { isScenario, type Scenario } from '../scenario.ts';

const KEY = 'foyer-mocks';

/** What was chosen in the panel; it lives as long as the tab. */
export interface Settings {
  readonly persona: string | null;
  readonly scenario: Scenario;
}

export function readSettings(): Settings {
  const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  const { persona, scenario } = stored as Partial<Record<keyof Settings, unknown>>;
  return {
    persona: typeof persona === 'string' ? persona : null,
    scenario: isScenario(scenario) ? scenario : 'normal',
  };
}

export const writeSettings = (settings: Settings): void =>
  sessionStorage.setItem(KEY, JSON.stringify(settings));
