import { Fragment } from 'react';
import type { ReadableText as Parts } from '@foyer/contract';
import { Lock, styled, token, VisuallyHidden } from '@foyer/ui';
import { UnlockedWords } from './unlock-text.tsx';
import { MASK_WORDS } from './words.ts';

const Mask = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  marginInline: 1,
  paddingInline: 5,
  borderRadius: 4,
  color: token.text2,
  fontSize: '0.875em',
  whiteSpace: 'nowrap',
  backgroundColor: token.surface3,
  backgroundImage: `repeating-linear-gradient(-45deg, transparent 0 3px, ${token.surface2} 3px 6px)`,
  boxShadow: `inset 0 0 0 1px ${token.line}`,
  cursor: 'default',
  '& > svg': { flex: 'none', opacity: 0.8 },
});

/** A place in the text of one part that was looked for. */
export type TextMark = Readonly<{ part: number; start: number; end: number; current: boolean }>;

const Marked = styled('mark')({
  borderRadius: 2,
  color: 'inherit',
  backgroundColor: token.warningSubtle,
  boxShadow: `inset 0 -2px 0 ${token.warning}`,
  '&[data-current="true"]': { backgroundColor: token.warning, color: token.surface1 },
});

function withMarks(text: string, marks: readonly TextMark[]) {
  if (marks.length === 0) return text;
  let at = 0;
  return [
    ...marks.flatMap(({ start, end, current }) => {
      const before = text.slice(at, start);
      at = end;
      return [
        before,
        <Marked key={start} data-current={current}>
          {text.slice(start, end)}
        </Marked>,
      ];
    }),
    text.slice(at),
  ];
}

const NONE: readonly TextMark[] = [];

/** Text in parts. What is masked looks masked and says what is behind it; the masked words themselves never came here. */
export function MaskedText({ parts, marks = NONE }: { parts: Parts; marks?: readonly TextMark[] }) {
  return parts.map((part, index) =>
    'unlocked' in part ? (
      <UnlockedWords key={index} kind={part.unlocked} words={part.text} />
    ) : 'text' in part ? (
      <Fragment key={index}>
        {withMarks(
          part.text,
          marks.filter((mark) => mark.part === index),
        )}
      </Fragment>
    ) : (
      // Parts have no identity but their place.
      <Mask key={index} title={`Masked to protect the caller: ${MASK_WORDS[part.masked]}`}>
        <Lock size={11} aria-hidden="true" />
        {MASK_WORDS[part.masked]}
        <VisuallyHidden>, masked</VisuallyHidden>
      </Mask>
    ),
  );
}
