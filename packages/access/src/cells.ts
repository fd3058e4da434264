import type { DenialCode } from './denials.ts';
import type { Level } from './levels.ts';
import { literally } from './table.ts';

interface Cell {
  readonly level: Level;
  /** Why a role with this cell has less than another; null where there is no more to have. */
  readonly code: DenialCode | null;
}

/** The words that stand in the tables of access-model, each with its level and its reason. */
export const cells = literally({
  edit: { level: 'edit', code: null },
  view: { level: 'view', code: 'role_read_only' },
  redacted: { level: 'redacted', code: 'role_redacted' },
  summary: { level: 'summary', code: 'role_summary' },
  no: { level: 'none', code: 'role_none' },
  agency_only: { level: 'none', code: 'role_agency_only' },
  unavailable: { level: 'none', code: 'section_unavailable' },
  no_section: { level: 'none', code: 'no_section' },
}) satisfies Record<string, Cell>;

export type CellName = keyof typeof cells;
