import { AccessSwitches } from './access-switches.tsx';
import { FaultSwitches } from './fault-switches.tsx';
import type { PanelActions, PanelPersona, PanelState } from './panel-state.ts';
import { WhyHidden } from './why-hidden.tsx';

interface Props {
  readonly state: PanelState;
  readonly actions: PanelActions;
}

/** Whom to be, what they may, why something is hidden, and what goes wrong; folded, a button that says how things are. */
export function Panel({ state, actions }: Props) {
  const { title, personas, persona, session, access, faults, remotes, folded, trouble } = state;
  const broken = Object.keys(faults).length;
  const sections = [
    {
      id: 'faults',
      title: 'Faults',
      content: <FaultSwitches faults={faults} remotes={remotes} {...actions} />,
    },
    {
      id: 'access',
      title: 'Role and grants',
      content: typeof access === 'string' ? <p>{access}</p> : <AccessSwitches {...access} />,
    },
    {
      id: 'why',
      title: 'Why is this hidden?',
      content: session ? <WhyHidden decisions={session.decisions} /> : <p>Nobody is signed in.</p>,
    },
    { id: 'remotes', title: 'Remotes', content: <Versions remotes={remotes} /> },
  ];
  return (
    <aside aria-label={title}>
      <h2>
        <button
          type="button"
          aria-expanded={!folded}
          aria-controls="panel"
          onClick={() => actions.fold(!folded)}
        >
          <span aria-hidden="true">{folded ? '▴' : '▾'}</span> {title} · {session?.person.name ?? 'nobody'}{' '}
          {broken > 0 && <em>· {broken === 1 ? '1 fault' : `${broken} faults`}</em>}
        </button>
      </h2>
      <div id="panel" hidden={folded}>
        {trouble && <p role="alert">{trouble}</p>}
        <label>
          Persona
          <select value={persona} onChange={(event) => actions.choosePersona(event.target.value)}>
            {persona === '' && <option value="">{session?.person.name ?? 'Nobody'}</option>}
            {[...Map.groupBy(personas, ({ group }) => group)].map(([group, members]) => (
              <optgroup key={group} label={group}>
                {members.map(optionOf)}
              </optgroup>
            ))}
          </select>
        </label>
        {sections.map(({ id, title, content }) => (
          <details
            key={id}
            open={state.open.includes(id)}
            onToggle={(event) => actions.openSection(id, event.currentTarget.open)}
          >
            <summary>{title}</summary>
            {content}
          </details>
        ))}
      </div>
    </aside>
  );
}

const Versions = ({ remotes }: Pick<PanelState, 'remotes'>) => (
  <ul aria-label="Remotes">
    {remotes.map(({ id, title, version, from, hostApi, bytes }) => (
      <li key={id}>
        <b>{title}</b> <code>{version ?? 'not built'}</code>
        <i>
          {[
            from,
            hostApi !== null && `host API ${hostApi}`,
            bytes !== null && `first page ${(bytes / 1000).toFixed(1)} KB`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </i>
      </li>
    ))}
  </ul>
);

const optionOf = ({ id, label, hint }: PanelPersona) => (
  <option key={id} value={id} title={hint}>
    {label}
  </option>
);
