import { memo, useEffect, useRef, useState, type RefObject } from 'react';
import type { Transcript } from '@foyer/contract';
import { Button, formatClock, styled, token } from '@foyer/ui';
import type { AudioPlayer } from './audio-player.ts';
import { MaskedText } from './masked-text.tsx';
import { segmentAt } from './player-time.ts';
import { useOfTime } from './use-player.ts';
import { SPEAKER_WORDS } from './words.ts';

type Segment = Transcript['segments'][number];

const Conversation = styled('ol')({ display: 'grid', gap: 2, listStyle: 'none' });

const Turn = styled('li')({
  display: 'grid',
  maxWidth: 'min(88%, 60ch)',
  justifySelf: 'start',
  '&[data-speaker="caller"]': { justifySelf: 'end' },
  '&[data-first="true"]:not(:first-of-type)': { marginBlockStart: 10 },
});

const Who = styled('div')({
  fontSize: '0.75rem',
  fontWeight: 500,
  color: token.text3,
  paddingInline: 10,
  marginBlockEnd: 2,
  '[data-speaker="caller"] > &': { textAlign: 'end' },
});

const Said = styled('div')({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: 'auto minmax(0, 1fr)',
  columnGap: 8,
  alignItems: 'baseline',
  padding: '5px 10px',
  borderRadius: token.radiusLarge,
  lineHeight: 1.5,
  overflowWrap: 'anywhere',
  transition: 'background-color 120ms ease-out',
  '[data-speaker="caller"] > &': { backgroundColor: token.surface2 },
  '&[data-seekable="true"]': { cursor: 'pointer' },
  '&[data-seekable="true"]:hover': { backgroundColor: token.surface2 },
  '[data-speaker="caller"] > &[data-seekable="true"]:hover': { backgroundColor: token.surface3 },
  '&[aria-current="true"]': {
    backgroundColor: token.accentSubtle,
    boxShadow: `inset 2px 0 0 ${token.accent}`,
  },
  '[dir="rtl"] &[aria-current="true"]': { boxShadow: `inset -2px 0 0 ${token.accent}` },
});

const At = styled('button')({
  all: 'unset',
  cursor: 'pointer',
  borderRadius: 3,
  fontSize: '0.75rem',
  fontVariantNumeric: 'tabular-nums',
  color: token.text3,
  minWidth: '4.2ch',
  '&:hover': { color: token.text1, textDecoration: 'underline', textUnderlineOffset: 2 },
  '&:focus-visible': { outline: `2px solid ${token.focus}`, outlineOffset: 2 },
});

const StillAt = styled('span')({
  fontSize: '0.75rem',
  fontVariantNumeric: 'tabular-nums',
  color: token.text3,
  minWidth: '4.2ch',
});

const Bar = styled('div')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 8,
  minHeight: 32,
  marginBlockEnd: 8,
});

type TranscriptViewProps = Readonly<{
  transcript: Transcript;
  /** Absent when there is nothing to play: the words stand without being buttons. */
  player?: AudioPlayer | undefined;
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
}>;

/** What was said, as a conversation. With a player, a click goes there and the words being said are marked and followed. */
export function TranscriptView({ transcript, player, scroller }: TranscriptViewProps) {
  if (player) return <Followed transcript={transcript} player={player} scroller={scroller} />;
  return (
    <>
      <Bar>
        <h3>Transcript</h3>
      </Bar>
      <Turns segments={transcript.segments} current={-1} />
    </>
  );
}

function Followed({ transcript, player, scroller }: Required<TranscriptViewProps> & { player: AudioPlayer }) {
  const { segments } = transcript;
  const current = useOfTime(player, (ms) => (ms > 0 ? segmentAt(segments, ms) : -1));
  const [follow, setFollow] = useState(true);
  const list = useRef<HTMLDivElement>(null);

  // A reader who scrolls wants to read, not to be taken along.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const stop = (event: Event) => {
      if (
        event instanceof KeyboardEvent &&
        !['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown'].includes(event.key)
      )
        return;
      if (player.getState().phase === 'playing') setFollow(false);
    };
    const events = ['wheel', 'touchmove', 'keydown'] as const;
    for (const name of events) element.addEventListener(name, stop, { passive: true });
    return () => {
      for (const name of events) element.removeEventListener(name, stop);
    };
  }, [scroller, player]);

  useEffect(() => {
    if (!follow || current < 0) return;
    const said = list.current?.querySelectorAll<HTMLElement>('[data-segment]')[current];
    if (!said || !scroller.current) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const place = said.getBoundingClientRect();
    const frame = scroller.current.getBoundingClientRect();
    const top = scroller.current.scrollTop + place.top - frame.top - frame.height / 3;
    scroller.current.scrollTo({ top, behavior: calm ? 'auto' : 'smooth' });
  }, [follow, current, scroller]);

  return (
    <div ref={list}>
      <Bar>
        <h3>Transcript</h3>
        <Button size="small" variant="text" aria-pressed={follow} onClick={() => setFollow((on) => !on)}>
          {follow ? 'Following' : 'Follow'}
        </Button>
      </Bar>
      <Turns segments={segments} current={current} player={player} />
    </div>
  );
}

type TurnsProps = Readonly<{ segments: readonly Segment[]; current: number; player?: AudioPlayer }>;

function Turns({ segments, current, player }: TurnsProps) {
  return (
    <Conversation>
      {segments.map((segment, index) => {
        const first = segments[index - 1]?.speaker !== segment.speaker;
        return (
          <Turn key={segment.id} data-speaker={segment.speaker} data-first={first}>
            {first && <Who>{SPEAKER_WORDS[segment.speaker]}</Who>}
            <SegmentLine segment={segment} isCurrent={index === current} {...(player ? { player } : {})} />
          </Turn>
        );
      })}
    </Conversation>
  );
}

type SegmentLineProps = Readonly<{ segment: Segment; isCurrent: boolean; player?: AudioPlayer }>;

const SegmentLine = memo(function SegmentLine({ segment, isCurrent, player }: SegmentLineProps) {
  const at = formatClock(segment.startMs / 1000);
  const go = () => {
    // Marking words to copy them is not a click on them.
    if (!player || (getSelection()?.toString() ?? '') !== '') return;
    player.seek(segment.startMs);
    void player.play();
  };
  return (
    // The button inside does the same for the keyboard; the whole line is only the larger target.
    <Said
      data-segment={segment.id}
      data-seekable={player !== undefined}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={go}
    >
      {player ? (
        <At type="button" aria-label={`Play from ${at}`}>
          {at}
        </At>
      ) : (
        <StillAt>{at}</StillAt>
      )}
      <span dir="auto">
        <MaskedText parts={segment.parts} />
      </span>
    </Said>
  );
});
