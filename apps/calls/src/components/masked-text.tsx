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

/** Text in parts. What is masked looks masked and says what is behind it; the masked words themselves never came here. */
export function MaskedText({ parts }: { parts: Parts }) {
  return parts.map((part, index) =>
    'unlocked' in part ? (
      <UnlockedWords key={index} kind={part.unlocked} words={part.text} />
    ) : 'text' in part ? (
      part.text
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
