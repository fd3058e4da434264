import { useState } from 'react';
import { contract } from '@foyer/contract';
import { FAULTS, isFault, type Fault, type Faults, type FaultTarget } from '../fault.ts';
import type { PanelActions, PanelRemote } from './panel-state.ts';

type Props = Pick<PanelActions, 'setFault' | 'clearFaults'> & {
  readonly faults: Faults;
  readonly remotes: readonly PanelRemote[];
};

const ENDPOINTS = Object.entries(contract)
  .map(([name, { method, path }]) => ({ target: name as FaultTarget, words: `${method} ${path}` }))
  .toSorted((one, other) => one.words.localeCompare(other.words));

/** What goes wrong: for all requests, for one endpoint, or for the code of a remote. It holds from the next request on. */
export function FaultSwitches({ faults, remotes, setFault, clearFaults }: Props) {
  const [target, setTarget] = useState<FaultTarget>(ENDPOINTS[0]!.target);
  const { all, ...single } = faults;
  const broken = Object.entries(single) as [FaultTarget, Fault][];
  const ofRemotes = remotes
    .filter(({ runs }) => runs)
    .map(({ id, title }) => ({
      target: `remote ${id}` as FaultTarget,
      words: `Code of ${title}`,
    }));
  const wordsOf = (wanted: string) =>
    [...ofRemotes, ...ENDPOINTS].find((one) => one.target === wanted)?.words ?? wanted;
  return (
    <>
      <FaultSelect label="Network" fault={all} choose={(fault) => setFault('all', fault)} />
      <label>
        Only
        <select value={target} onChange={(event) => setTarget(event.target.value as FaultTarget)}>
          {[...ofRemotes, ...ENDPOINTS].map((one) => (
            <option key={one.target} value={one.target}>
              {one.words}
            </option>
          ))}
        </select>
      </label>
      <FaultSelect label="does this" fault={faults[target]} choose={(fault) => setFault(target, fault)} />
      {broken.length > 0 && (
        <ul aria-label="Faults">
          {broken.map(([name, fault]) => (
            <li key={name}>
              {wordsOf(name)}: {FAULTS[fault]}{' '}
              <button
                type="button"
                aria-label={`Repair ${wordsOf(name)}`}
                onClick={() => setFault(name, null)}
              >
                Repair
              </button>
            </li>
          ))}
        </ul>
      )}
      {Object.keys(faults).length > 0 && (
        <button type="button" onClick={clearFaults}>
          Repair everything
        </button>
      )}
    </>
  );
}

type FaultSelectProps = {
  label: string;
  fault: Fault | undefined;
  choose: (fault: Fault | null) => void;
};

function FaultSelect({ label, fault, choose }: FaultSelectProps) {
  return (
    <label>
      {label}
      <select
        value={fault ?? 'normal'}
        onChange={(event) => choose(isFault(event.target.value) ? event.target.value : null)}
      >
        <option value="normal">Normal</option>
        {Object.entries(FAULTS).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
