import type { Session } from '@foyer/contract';
import type { Fault, Faults, FaultTarget } from '../fault.ts';
import type { AccessChange, MockAccess } from '../mock-access.ts';

/** A person to be, as the panel lists them: grouped by company. */
export interface PanelPersona {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** What is worth a look as this person. */
  readonly hint: string;
}

/** A remote that the page knows, and which version of it. */
export interface PanelRemote {
  readonly id: string;
  readonly title: string;
  readonly version: string;
}

/** All that the panel shows. */
export interface PanelState {
  readonly personas: readonly PanelPersona[];
  readonly persona: string;
  readonly session: Session;
  /** Null while no client is in view. */
  readonly access: MockAccess | null;
  readonly faults: Faults;
  readonly remotes: readonly PanelRemote[];
  readonly folded: boolean;
  /** The ids of the sections that are open. */
  readonly open: readonly string[];
  /** What was asked for and didn't happen. */
  readonly trouble: string | null;
}

/** All that can be done in it. */
export interface PanelActions {
  /** Another person: the page loads anew. */
  choosePersona(id: string): void;
  changeAccess(change: AccessChange): void;
  /** Null: it works again. */
  setFault(target: FaultTarget, fault: Fault | null): void;
  clearFaults(): void;
  fold(folded: boolean): void;
  openSection(id: string, open: boolean): void;
}
