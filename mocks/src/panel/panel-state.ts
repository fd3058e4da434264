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

/** A remote that there is, as far as this page knows it. */
export interface PanelRemote {
  readonly id: string;
  readonly title: string;
  /** Null where nothing of it is built. */
  readonly version: string | null;
  /** Where its code comes from or would come from, such as `its sources`. */
  readonly from: string;
  /** The semver range of host APIs that it runs on; null where nobody has said. */
  readonly hostApi: string | null;
  /** What its first page loads, compressed, in bytes; null where it isn't known. */
  readonly bytes: number | null;
  /** Whether it runs in this page, so that its code can fail here. */
  readonly runs: boolean;
}

export interface SwitchableAccess {
  readonly now: MockAccess;
  change(change: AccessChange): void;
}

/** All that the panel shows. */
export interface PanelState {
  /** What the page stands on: `Mocks`. */
  readonly title: string;
  readonly personas: readonly PanelPersona[];
  /** The id of who is signed in; empty where it is none of the personas. */
  readonly persona: string;
  /** Null while nobody is signed in. */
  readonly session: Session | null;
  /** What the person's access stands on, and how to switch it; in words, why it can't be switched. */
  readonly access: SwitchableAccess | string;
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
  /** Null: it works again. */
  setFault(target: FaultTarget, fault: Fault | null): void;
  clearFaults(): void;
  fold(folded: boolean): void;
  openSection(id: string, open: boolean): void;
}
