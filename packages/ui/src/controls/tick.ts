import { motion, token } from '../theme/tokens.ts';

/** What boxes and switches share: drawn by us, alike in every browser and theme. */
export const box = {
  appearance: 'none',
  position: 'relative',
  flex: 'none',
  margin: 0,
  cursor: 'inherit',
  backgroundColor: token.surface1,
  boxShadow: `inset 0 0 0 1px ${token.lineStrong}`,
  transition: `background-color ${motion.quick}, box-shadow ${motion.quick}`,
  '&:checked, &:indeterminate': { backgroundColor: token.accent, boxShadow: 'none' },
  '&:disabled': { opacity: 0.5 },
  '&::after': { content: '""', position: 'absolute' },
  // There the colours are the person's.
  '@media (forced-colors: active)': { appearance: 'auto' },
} as const;

/** Every box to tick, of any size; in shares, so that the tick is as large as the box. */
export const tick = {
  ...box,
  width: 16,
  height: 16,
  borderRadius: 4,
  '&:checked:not(:indeterminate)::after': {
    insetBlockStart: '12%',
    insetInlineStart: '34%',
    width: '32%',
    height: '57%',
    border: `solid ${token.onAccent}`,
    borderWidth: '0 2px 2px 0',
    transform: 'rotate(45deg)',
  },
  '&:indeterminate::after': { inset: '44% 25%', backgroundColor: token.onAccent, borderRadius: 1 },
} as const;
