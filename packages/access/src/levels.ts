import { literally } from './table.ts';

/** How far a capability reaches, lowest first (access-model, "Levels"). */
export const LEVELS = literally(['none', 'summary', 'redacted', 'view', 'edit']);
export type Level = (typeof LEVELS)[number];

/** Whether `level` lies under `other`. */
export function isBelow(level: Level, other: Level): boolean {
  return LEVELS.indexOf(level) < LEVELS.indexOf(other);
}

export function lowest(levels: readonly Level[], start: Level): Level {
  return levels.reduce((least, level) => (isBelow(level, least) ? level : least), start);
}

export function highest(levels: readonly Level[]): Level {
  return levels.reduce<Level>((most, level) => (isBelow(most, level) ? level : most), 'none');
}
