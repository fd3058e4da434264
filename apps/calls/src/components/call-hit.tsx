import type { CallListItem } from '@foyer/contract';
import { styled, token } from '@foyer/ui';
import { MASK_WORDS } from './words.ts';

const Line = styled('span')({
  '& mark': { padding: '0 1px', borderRadius: 2, color: token.text1, backgroundColor: token.warningSubtle },
});

/** Where the words that are searched for stand in a call. Nothing where they are its caller's name or number. */
export function CallHit({ call }: { call: CallListItem }) {
  const hit = call.details?.hit;
  if (!hit) return null;
  return (
    <Line>
      {hit.map((part, index) =>
        'masked' in part ? (
          // Parts have no identity but their place.
          <i key={index}>[{MASK_WORDS[part.masked]}]</i>
        ) : 'mark' in part ? (
          <mark key={index}>{part.mark}</mark>
        ) : (
          part.text
        ),
      )}
    </Line>
  );
}
