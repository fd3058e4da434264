import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import { Search, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { token } from '../theme/tokens.ts';

export type SearchFieldProps = {
  label: string;
  /** What is searched for now (from the URL). */
  value: string;
  /** Told after a pause in typing, at once on Enter and on clearing. */
  onChange: (value: string) => void;
  placeholder?: string;
  /** ms of pause; default 250. */
  pause?: number;
  /** A key that brings the focus here, e.g. `/`; ignored while typing elsewhere. */
  shortcut?: string;
  width?: number | string;
  maxLength?: number;
  /** Why this can't be searched for; read out. */
  error?: string | undefined;
};

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable="true"]') !== null;

/** A search that waits for a pause before it asks; Escape clears it, its shortcut focuses it. */
export function SearchField(props: SearchFieldProps) {
  const {
    label,
    value,
    onChange,
    placeholder = 'Search',
    pause = 250,
    shortcut,
    width = 220,
    maxLength = 200,
  } = props;
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  if (known !== value) {
    // The URL changed by other means (back, a cleared filter).
    setKnown(value);
    setText(value);
  }
  const tell = useEffectEvent((next: string) => {
    if (next === value) return;
    setKnown(next);
    onChange(next);
  });
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => tell(text), pause);
    return () => clearTimeout(timer);
  }, [text, value, pause]);
  useEffect(() => {
    if (!shortcut) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== shortcut || event.ctrlKey || event.metaKey || event.altKey || typing(event.target))
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcut]);
  const now = (next: string) => {
    setText(next);
    if (next === value) return;
    setKnown(next);
    onChange(next);
  };
  return (
    <InputBase
      type="search"
      inputRef={input}
      value={text}
      placeholder={placeholder}
      error={Boolean(props.error)}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') now(text);
        if (event.key !== 'Escape') return;
        if (text) {
          event.stopPropagation();
          now('');
        } else input.current?.blur();
      }}
      slotProps={{
        input: {
          'aria-label': label,
          maxLength,
          'aria-invalid': props.error ? true : undefined,
          title: props.error,
        },
      }}
      startAdornment={<Search size={15} aria-hidden="true" color={token.text3} />}
      endAdornment={
        text ? (
          <IconButton size="small" aria-label="Clear the search" onClick={() => now('')}>
            <X size={14} />
          </IconButton>
        ) : null
      }
      sx={{
        width,
        maxWidth: '100%',
        minHeight: 28,
        // The glass and the words tell what it is; its edge needn't.
        '&:not(.Mui-focused, .Mui-error)': { boxShadow: `inset 0 0 0 1px ${token.line}` },
        '@media (max-width: 640px)': { width: '100%', minHeight: 36 },

        paddingInline: '10px 3px',
        gap: 1.5,
        fontSize: '0.8125rem',
        '& input': { paddingInline: 0, paddingBlock: '3px' },
        '& input::-webkit-search-cancel-button': { display: 'none' },
      }}
    />
  );
}
