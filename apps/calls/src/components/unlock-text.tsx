import type { ReadableText } from '@foyer/contract';
import { useHost } from '@foyer/federation';
import { Copy, styled, token, VisuallyHidden } from '@foyer/ui';
import { MASK_WORDS } from './words.ts';

type Kind = Extract<ReadableText[number], { unlocked: unknown }>['unlocked'];

const Words = styled('span')({
  marginInline: 1,
  paddingInline: 5,
  borderRadius: 4,
  overflowWrap: 'anywhere',
  boxDecorationBreak: 'clone',
  color: token.text1,
  backgroundColor: token.warningSubtle,
  boxShadow: `inset 0 -1px 0 ${token.warning}`,
  animation: 'foyer-unlocked 160ms ease-out',
  '@keyframes foyer-unlocked': { from: { backgroundColor: token.surface3, color: 'transparent' } },
  '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
});
// Read out, and not in what is selected and copied.
const Said = styled(VisuallyHidden)({ userSelect: 'none' });
const CopyButton = styled('button')({
  all: 'unset',
  display: 'inline-grid',
  placeItems: 'center',
  width: 20,
  height: 20,
  marginInlineStart: 2,
  borderRadius: 4,
  verticalAlign: 'text-bottom',
  cursor: 'pointer',
  color: token.text3,
  '&:hover': { color: token.text1, backgroundColor: token.surface3 },
  '&:focus-visible': { outline: `2px solid ${token.focus}`, outlineOffset: 1 },
});

// The button stays beside the last word.
const End = styled('span')({ whiteSpace: 'nowrap' });

type UnlockedWordsProps = Readonly<{ kind: Kind; words: string }>;

/** Words that are masked for others, where an unlock holds: marked as such, to be selected and copied. */
export function UnlockedWords({ kind, words }: UnlockedWordsProps) {
  const host = useHost();
  const copy = async () => {
    await navigator.clipboard.writeText(words);
    host.announce('Copied');
  };
  const last = words.lastIndexOf(' ') + 1;
  return (
    <>
      <Said>{`${MASK_WORDS[kind]}, unlocked: `}</Said>
      <Words data-unlocked="" title={`Unlocked for you: ${MASK_WORDS[kind]}`}>
        {words.slice(0, last)}
        <End>
          {words.slice(last)}
          <CopyButton
            type="button"
            aria-label={`Copy the ${MASK_WORDS[kind]}`}
            onClick={(event) => {
              // The line around it plays the recording.
              event.stopPropagation();
              void copy();
            }}
          >
            <Copy size={12} aria-hidden="true" />
          </CopyButton>
        </End>
      </Words>
    </>
  );
}
