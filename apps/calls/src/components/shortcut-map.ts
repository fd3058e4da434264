import type { ShortcutGroup } from '@foyer/ui';

/** What the keys of this area do. */
export const CALL_SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'In the list',
    shortcuts: [
      { keys: ['j', '↓'], does: 'Next call' },
      { keys: ['k', '↑'], does: 'Previous call' },
      { keys: ['Home'], does: 'First call' },
      { keys: ['End'], does: 'Last call that is loaded' },
      { keys: ['Enter'], does: 'Open the call' },
      { keys: ['c'], does: 'Copy a link to the call' },
      { keys: ['/'], does: 'Search' },
    ],
  },
  {
    title: 'Several calls',
    shortcuts: [
      { keys: ['x'], does: 'Select the call, or take it out' },
      { keys: ['Shift J', 'Shift K'], does: 'Select on, row by row' },
      { keys: ['Escape'], does: 'Clear the selection' },
    ],
  },
  {
    title: 'In an open call',
    shortcuts: [
      { keys: ['j', 'k'], does: 'Next, previous call' },
      { keys: ['Space'], does: 'Play, pause' },
      { keys: ['←', '→'], does: 'Back, on by 5 seconds' },
      { keys: ['0 – 9'], does: 'To that tenth of the recording' },
      { keys: ['<', '>'], does: 'Slower, faster' },
      { keys: ['m'], does: 'Mute, sound on' },
      { keys: ['↑', '↓'], does: 'Louder, quieter, while the focus is in the player' },
      { keys: ['f'], does: 'Find in the transcript' },
      { keys: ['Escape'], does: 'Back to the list' },
    ],
  },
  { title: 'Everywhere', shortcuts: [{ keys: ['?'], does: 'Show these keys' }] },
];
