import { styled } from '@mui/material/styles';
import { useState, type ReactNode } from 'react';
import { useLocale } from '../theme/locale.tsx';
import { formatList } from '../show/format.ts';
import { token } from '../theme/tokens.ts';
import { FilterChip } from './filter-bar.tsx';

export type FilterOption<Value extends string> = {
  value: Value;
  label: string;
  /** Shown before the label: a status mark. */
  mark?: ReactNode;
  /** Shown at the end: a count. */
  hint?: ReactNode;
};

export type OptionFilterProps<Value extends string> = {
  label: string;
  options: readonly FilterOption<Value>[];
  selected: readonly Value[];
  onChange: (selected: Value[]) => void;
  /** One at most. Default false. */
  single?: boolean;
  disabled?: boolean;
};

const Pane = styled('div')({ minWidth: 200, maxWidth: 320, padding: 4 });
const Find = styled('input')({
  width: '100%',
  height: 30,
  padding: '0 8px',
  marginBlockEnd: 4,
  border: 0,
  borderBlockEnd: `1px solid ${token.line}`,
  background: 'none',
  fontSize: '0.8125rem',
  '&:focus-visible': { outline: 'none', borderColor: token.focus },
  '&::placeholder': { color: token.text3 },
});
const Options = styled('fieldset')({
  margin: 0,
  padding: 0,
  border: 0,
  minWidth: 0,
  maxHeight: 300,
  overflowY: 'auto',
});
const Option = styled('label')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 30,
  padding: '3px 8px',
  borderRadius: token.radius,
  fontSize: '0.8125rem',
  cursor: 'pointer',
  '&:hover, &:has(:focus-visible)': { backgroundColor: token.surface2 },
  '& > input': { width: 14, height: 14 },
  '& > span:first-of-type': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
});
const Hint = styled('span')({ color: token.text3, fontSize: '0.75rem', fontVariantNumeric: 'tabular-nums' });
const None = styled('p')({ padding: 8, fontSize: '0.8125rem', color: token.text3 });

const SEARCHABLE_FROM = 9;

/** A filter by some of a set: each tick holds at once; long sets can be searched. */
export function OptionFilter<Value extends string>(props: OptionFilterProps<Value>) {
  const { label, options, selected, onChange, single = false, disabled = false } = props;
  const { locale } = useLocale();
  const [find, setFind] = useState('');
  const chosen = options.filter((option) => selected.includes(option.value)).map((option) => option.label);
  const value = chosen.length > 2 ? `${chosen.length} of ${options.length}` : formatList(chosen, locale);
  const wanted = find.trim().toLocaleLowerCase(locale);
  const shown = options.filter((option) => option.label.toLocaleLowerCase(locale).includes(wanted));
  const toggle = (option: Value, close: () => void) => {
    if (single) {
      onChange(selected.includes(option) ? [] : [option]);
      close();
    } else
      onChange(selected.includes(option) ? selected.filter((one) => one !== option) : [...selected, option]);
  };
  return (
    <FilterChip label={label} value={value || undefined} onClear={() => onChange([])} disabled={disabled}>
      {(close) => (
        <Pane>
          {options.length >= SEARCHABLE_FROM && (
            <Find
              type="search"
              placeholder={`Find ${label.toLocaleLowerCase(locale)}`}
              aria-label={`Find ${label.toLocaleLowerCase(locale)}`}
              value={find}
              onChange={(event) => setFind(event.target.value)}
            />
          )}
          <Options aria-label={label}>
            {shown.map((option) => (
              <Option key={option.value}>
                <input
                  type="checkbox"
                  checked={selected.includes(option.value)}
                  onChange={() => toggle(option.value, close)}
                />
                {option.mark}
                <span>{option.label}</span>
                {option.hint !== undefined && <Hint>{option.hint}</Hint>}
              </Option>
            ))}
            {shown.length === 0 && <None>Nothing fits.</None>}
          </Options>
        </Pane>
      )}
    </FilterChip>
  );
}
