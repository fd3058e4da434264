import { Loading, styled } from '@foyer/ui';
import { usePaneKeys } from './use-pane-keys.ts';

type WaitingPaneProps = Readonly<{
  onClose: () => void;
  onNext: (() => void) | undefined;
  onPrevious: (() => void) | undefined;
}>;

// As the open call has it above its text.
const Place = styled('section')({ paddingInline: 24, paddingBlockStart: 64 });

/** Stands where a call opens until its code is there, and has its keys already. */
export function WaitingPane({ onClose, onNext, onPrevious }: WaitingPaneProps) {
  usePaneKeys({ player: null, close: onClose, next: onNext, previous: onPrevious });
  return (
    <Place aria-label="Call">
      <Loading shape="lines" label="Loading the call" count={9} />
    </Place>
  );
}
