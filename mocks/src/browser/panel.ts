import { SCENARIOS, isScenario } from '../scenario.ts';
import type { Settings } from './settings.ts';

/** A person to be, as the panel lists them: grouped by company. */
export interface PanelPersona {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** What is worth a look as this person. */
  readonly hint: string;
}

const STYLE = `
  :host { all: initial; position: fixed; inset: auto 12px 12px auto; z-index: 9999; font: 12px/1.4 system-ui, sans-serif; }
  form { display: flex; gap: 8px; padding: 6px 8px; border-radius: 10px; color: #f4f4f5; background: #18181bee; box-shadow: 0 4px 16px #0004; }
  label { display: flex; gap: 4px; align-items: center; }
  select { font: inherit; max-width: 220px; color: inherit; background: #27272a; border: 1px solid #52525b; border-radius: 6px; padding: 2px 4px; }
  select:focus-visible { outline: 2px solid #a5b4fc; outline-offset: 1px; }
`;

/** The small panel in the corner: whom to be, and how the network behaves. A choice is kept and the page loads anew. */
export function showPanel(
  personas: readonly PanelPersona[],
  settings: Settings,
  choose: (settings: Settings) => void,
): void {
  const host = document.createElement('foyer-mocks');
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = STYLE;
  const form = document.createElement('form');
  form.setAttribute('aria-label', 'Mocks');

  const groups = Map.groupBy(personas, (persona) => persona.group);
  const persona = select(
    'Persona',
    [...groups].map(([group, members]) => {
      const options = document.createElement('optgroup');
      options.label = group;
      options.append(...members.map(({ id, label, hint }) => option(id, label, hint)));
      return options;
    }),
    settings.persona,
  );
  const scenario = select(
    'Network',
    Object.entries(SCENARIOS).map(([id, label]) => option(id, label)),
    settings.scenario,
  );
  form.append(persona.label, scenario.label);
  form.addEventListener('change', () =>
    choose({
      persona: persona.select.value,
      scenario: isScenario(scenario.select.value) ? scenario.select.value : 'normal',
    }),
  );
  root.append(style, form);
  document.body.append(host);
}

function option(value: string, label: string, hint = ''): HTMLOptionElement {
  const element = document.createElement('option');
  element.value = value;
  element.textContent = label;
  element.title = hint;
  return element;
}

function select(name: string, children: HTMLElement[], value: string | null) {
  const label = document.createElement('label');
  const element = document.createElement('select');
  element.append(...children);
  if (value !== null) element.value = value;
  label.append(`${name} `, element);
  return { label, select: element };
}
