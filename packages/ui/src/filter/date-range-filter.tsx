import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useId, useState } from 'react';
import { dayIn, formatZone } from '../show/format.ts';
import { useNow } from '../show/now.ts';
import { useLocale } from '../theme/locale.tsx';
import { token } from '../theme/tokens.ts';
import { datePresets, describeRange, type DateRange } from './date-range.ts';
import { FilterChip } from './filter-bar.tsx';

export type DateRangeFilterProps = {
  label: string;
  value: DateRange;
  onChange: (range: DateRange) => void;
  /** IANA zone of the days; default: the one of `ThemeRoot`. It is named in the pane. */
  timeZone?: string;
  /** Today as `YYYY-MM-DD`; default: today in the zone. */
  today?: string;
};

const Pane = styled('div')({ display: 'grid', padding: 4, width: 264, maxWidth: '100%' });
const Preset = styled('button')({
  display: 'flex',
  alignItems: 'center',
  minHeight: 30,
  padding: '3px 8px',
  border: 0,
  borderRadius: token.radius,
  background: 'none',
  textAlign: 'start',
  fontSize: '0.8125rem',
  cursor: 'pointer',
  '&:hover': { backgroundColor: token.surface2 },
  '&[aria-pressed="true"]': { backgroundColor: token.accentSubtle, color: token.accentText, fontWeight: 500 },
  '&:focus-visible': { outlineOffset: -2 },
});
const Own = styled('form')({
  display: 'grid',
  gridTemplateColumns: '1fr 1fr',
  gap: 8,
  margin: '4px 0 0',
  padding: '10px 8px 6px',
  borderBlockStart: `1px solid ${token.line}`,
  '& label': { display: 'grid', gap: 4, fontSize: '0.75rem', color: token.text2, minWidth: 0 },
  '& input': {
    width: '100%',
    minWidth: 0,
    height: 30,
    padding: '0 6px',
    border: 0,
    borderRadius: token.radius,
    backgroundColor: token.surface1,
    boxShadow: `inset 0 0 0 1px ${token.lineStrong}`,
    fontSize: '0.75rem',
    color: token.text1,
    fontVariantNumeric: 'tabular-nums',
  },
  '& > p, & > button': { gridColumn: '1 / -1' },
  '& > p': { fontSize: '0.75rem', color: token.text3 },
});

/** A filter by days: the usual ranges, or two dates; says in whose time zone the days are. */
export function DateRangeFilter({ label, value, onChange, timeZone, today }: DateRangeFilterProps) {
  const where = useLocale();
  const now = useNow();
  const zone = timeZone ?? where.timeZone;
  const day = today ?? dayIn(now, zone);
  return (
    <FilterChip label={label} value={describeRange(value, day, where.locale)} onClear={() => onChange({})}>
      {(close) => (
        <DateRangePane
          value={value}
          today={day}
          zone={formatZone(zone, where.locale)}
          onChange={(range) => {
            onChange(range);
            close();
          }}
        />
      )}
    </FilterChip>
  );
}

type PaneProps = { value: DateRange; today: string; zone: string; onChange: (range: DateRange) => void };

function DateRangePane({ value, today, zone, onChange }: PaneProps) {
  const [from, setFrom] = useState(value.from ?? '');
  const [to, setTo] = useState(value.to ?? '');
  const id = useId();
  const backwards = from !== '' && to !== '' && from > to;
  return (
    <Pane>
      {datePresets(today).map((preset) => (
        <Preset
          key={preset.id}
          type="button"
          aria-pressed={preset.range.from === value.from && preset.range.to === value.to}
          onClick={() => onChange(preset.range)}
        >
          {preset.label}
        </Preset>
      ))}
      <Own
        onSubmit={(event) => {
          event.preventDefault();
          if (!backwards) onChange({ from: from || undefined, to: to || undefined });
        }}
      >
        <label>
          From
          <input
            type="date"
            value={from}
            max={to || undefined}
            onChange={(event) => setFrom(event.target.value)}
          />
        </label>
        <label>
          To
          <input
            type="date"
            value={to}
            min={from || undefined}
            aria-invalid={backwards || undefined}
            aria-describedby={id}
            onChange={(event) => setTo(event.target.value)}
          />
        </label>
        <p id={id}>{backwards ? 'The first day comes after the last.' : `Days in ${zone}.`}</p>
        <Button type="submit" size="small" disabled={backwards || (from === '' && to === '')}>
          Show these days
        </Button>
      </Own>
    </Pane>
  );
}
