import type { Level } from '@foyer/access';

/** How far somebody gets, in a word. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  none: 'No access',
  summary: 'Summary',
  redacted: 'Redacted',
  view: 'View',
  edit: 'Edit',
};
