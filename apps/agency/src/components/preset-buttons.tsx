import { PRESET_LABELS, presetOf, PRESETS } from '@foyer/access';
import { Button, styled, token } from '@foyer/ui';
import type { AllGrants } from './grant-switches.tsx';

const Line = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 6,
  padding: '0 16px 14px',
  fontSize: '0.8125rem',
  color: token.text2,
  '& > span': { marginInlineEnd: 4 },
  '& [aria-pressed="true"]': {
    backgroundColor: token.accentSubtle,
    color: token.accentText,
    boxShadow: `inset 0 0 0 1px ${token.accentText}`,
  },
});

const NAMES = ['hands_off', 'view_only', 'self_service'] as const satisfies readonly (keyof typeof PRESETS)[];

/** Fill the form at one press; nothing changes until it is saved. */
export function PresetButtons({
  value,
  onChange,
}: {
  value: AllGrants;
  onChange: (next: AllGrants) => void;
}) {
  const current = presetOf(value);
  return (
    <Line role="group" aria-label="Presets">
      <span>Fill with</span>
      {NAMES.map((name) => (
        <Button
          key={name}
          size="small"
          aria-pressed={name === current}
          onClick={() => onChange(PRESETS[name])}
        >
          {PRESET_LABELS[name]}
        </Button>
      ))}
    </Line>
  );
}
