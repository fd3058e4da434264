import { lazy, memo, Suspense, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Transcript } from '@foyer/contract';
import { useHost, useScope, useSession } from '@foyer/federation';
import { useQuery, useQueryClient } from '@foyer/federation/query';
import {
  Button,
  Ellipsis,
  formatClock,
  IconButton,
  Menu,
  Search,
  styled,
  toast,
  token,
  Tooltip,
  type MenuEntry,
} from '@foyer/ui';
import type { AudioPlayer } from './audio-player.ts';
import { correctionsQuery } from './call-notes-api.ts';
import { copyCallLink } from './copy-call-link.ts';
import { correctedSegments, type ShownSegment } from './corrected-segments.ts';
import { findInTranscript, type Hit, type Wanted } from './find-in-transcript.ts';
import { MaskedText, type TextMark } from './masked-text.tsx';
import { segmentAt } from './player-time.ts';
import { SegmentProposal } from './segment-proposals.tsx';
import { TranscriptSearch } from './transcript-search.tsx';
import { usePageKeys } from './use-page-keys.ts';
import { useOfTime } from './use-player.ts';
import { UnlockBar } from './unlock-bar.tsx';
import { SPEAKER_WORDS } from './words.ts';

const CorrectionDialog = lazy(() =>
  import('./correction-dialog.tsx').then((loaded) => ({ default: loaded.CorrectionDialog })),
);

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
  gridTemplateColumns: 'auto minmax(0, 1fr) auto',
  columnGap: 8,
  alignItems: 'baseline',
  padding: '5px 4px 5px 10px',
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

// Quiet until it is wanted; by touch it always stands there.
const More = styled('span')({
  alignSelf: 'start',
  marginBlock: -2,
  '@media (hover: hover)': {
    opacity: 0,
    ':hover > &, :focus-within > &, &:has([aria-expanded="true"])': { opacity: 1 },
  },
});

const Corrected = styled('span')({
  display: 'block',
  fontSize: '0.75rem',
  color: token.text3,
  '& > del': { display: 'block', textDecorationColor: token.text3 },
});

const Tools = styled('div')({ display: 'flex', alignItems: 'center', gap: 4 });

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 8,
  minHeight: 32,
  marginBlockEnd: 8,
  // A search goes along to the places it finds.
  '&[data-finding="true"]': {
    position: 'sticky',
    // The room around what scrolls counts, too.
    insetBlockStart: -16,
    zIndex: 1,
    marginBlock: '-6px 2px',
    paddingBlock: 6,
    backgroundColor: token.surface1,
  },
});

type TranscriptViewProps = Readonly<{
  callId: string;
  transcript: Transcript;
  /** What the list was searched for; '' for nothing. */
  searched: string;
  /** Absent when there is nothing to play: the words stand without being buttons. */
  player?: AudioPlayer | undefined;
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
}>;

const NO_HITS: readonly Hit[] = [];

/**
 * What was said, as a conversation: with the corrections that were accepted, and a search of its own. With a player, a click goes there and the words
 * being said are marked and followed.
 */
export function TranscriptView({ callId, transcript, searched, player, scroller }: TranscriptViewProps) {
  const corrections = useQuery(correctionsQuery(useScope(), callId));
  const { viewAs } = useSession();
  const list = useRef<HTMLDivElement>(null);
  const segments = useMemo(
    () => correctedSegments(transcript.segments, corrections.data?.items ?? []),
    [transcript.segments, corrections.data],
  );
  // A search of the list is gone on with here, but nobody is taken to its places before they ask for it.
  const [wanted, setWanted] = useState<Wanted | null>(
    searched === '' ? null : { text: searched, as: 'words' },
  );
  const [at, setAt] = useState<number | null>(wanted ? null : 0);
  const hits = useMemo(
    () => (wanted === null ? NO_HITS : findInTranscript(segments, wanted)),
    [segments, wanted],
  );
  const current = at === null ? undefined : hits[Math.min(at, hits.length - 1)];
  // What the list found elsewhere, by the caller's name, leaves nothing to go through here.
  const finding = wanted !== null && (at !== null || hits.length > 0) ? wanted : null;
  const [follow, setFollow] = useState(true);
  const findButton = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const find = () => {
    setWanted({ text: '', as: 'letters' });
    setAt(0);
  };
  usePageKeys({
    f: () => {
      if (finding === null) find();
      else field.current?.focus();
    },
  });

  useEffect(() => {
    if (current) scrollTo(scroller.current, list.current, current.segment);
  }, [current, scroller]);

  const move = (direction: 1 | -1) => {
    if (hits.length === 0) return;
    setFollow(false);
    setAt((one) => {
      const from = one === null ? (direction === 1 ? -1 : 0) : Math.min(one, hits.length - 1);
      return (from + direction + hits.length) % hits.length;
    });
  };
  const close = () => {
    setWanted(null);
    queueMicrotask(() => findButton.current?.focus());
  };
  const may = {
    propose: Boolean(corrections.data?.mayPropose) && !viewAs,
    decide: Boolean(corrections.data?.mayDecide) && !viewAs,
  };
  const turns = { callId, segments, hits, hit: current, may };

  return (
    <div ref={list}>
      <Bar data-finding={finding !== null}>
        <h3>Transcript</h3>
        {finding === null ? (
          <Tools>
            <Tooltip title="Find in the transcript" keys="F" labels>
              <IconButton ref={findButton} onClick={find}>
                <Search size={15} />
              </IconButton>
            </Tooltip>
            {player && (
              <Button
                size="small"
                variant="text"
                aria-pressed={follow}
                onClick={() => setFollow((on) => !on)}
              >
                {follow ? 'Following' : 'Follow'}
              </Button>
            )}
          </Tools>
        ) : (
          <TranscriptSearch
            field={field}
            wanted={finding.text}
            hits={hits.length}
            at={at === null ? null : Math.max(0, Math.min(at, hits.length - 1))}
            onChange={(next) => {
              setWanted({ text: next, as: 'letters' });
              setAt(0);
            }}
            onMove={move}
            onClose={close}
          />
        )}
      </Bar>
      <UnlockBar callId={callId} part="transcript" parts={segments.flatMap(({ parts }) => parts)} />
      {player ? (
        <Followed
          {...turns}
          player={player}
          list={list}
          scroller={scroller}
          follow={follow}
          onStop={setFollow}
        />
      ) : (
        <Turns {...turns} current={-1} />
      )}
    </div>
  );
}

/** Brings a segment to the upper third of what scrolls. */
function scrollTo(frame: HTMLElement | null, list: HTMLElement | null, segment: number): void {
  const said = list?.querySelectorAll<HTMLElement>('[data-segment]')[segment];
  if (!said || !frame) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const place = said.getBoundingClientRect();
  const around = frame.getBoundingClientRect();
  const top = frame.scrollTop + place.top - around.top - around.height / 3;
  frame.scrollTo({ top, behavior: calm ? 'auto' : 'smooth' });
}

type FollowedProps = Omit<TurnsProps, 'current' | 'player'> &
  Readonly<{
    player: AudioPlayer;
    list: RefObject<HTMLElement | null>;
    scroller: RefObject<HTMLElement | null>;
    follow: boolean;
    onStop: (follow: false) => void;
  }>;

function Followed({ player, list, scroller, follow, onStop, ...turns }: FollowedProps) {
  const { segments } = turns;
  const current = useOfTime(player, (ms) => (ms > 0 ? segmentAt(segments, ms) : -1));

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
      if (player.getState().phase === 'playing') onStop(false);
    };
    const events = ['wheel', 'touchmove', 'keydown'] as const;
    for (const name of events) element.addEventListener(name, stop, { passive: true });
    return () => {
      for (const name of events) element.removeEventListener(name, stop);
    };
  }, [scroller, player, onStop]);

  useEffect(() => {
    if (follow && current >= 0) scrollTo(scroller.current, list.current, current);
  }, [follow, current, scroller, list]);

  return <Turns {...turns} current={current} player={player} />;
}

type May = Readonly<{ propose: boolean; decide: boolean }>;

type TurnsProps = Readonly<{
  callId: string;
  segments: readonly ShownSegment[];
  /** The one that is being said. */
  current: number;
  hits: readonly Hit[];
  /** The place of the search that is looked at. */
  hit: Hit | undefined;
  may: May;
  player?: AudioPlayer;
}>;

const NO_MARKS: readonly TextMark[] = [];

function Turns({ callId, segments, current, hits, hit, may, player }: TurnsProps) {
  const [correcting, setCorrecting] = useState<ShownSegment | null>(null);
  const scope = useScope();
  const client = useQueryClient();
  const marks = useMemo(() => {
    const bySegment = new Map<number, TextMark[]>();
    for (const one of hits)
      bySegment.set(one.segment, [...(bySegment.get(one.segment) ?? []), { ...one, current: one === hit }]);
    return bySegment;
  }, [hits, hit]);
  return (
    <>
      <Conversation>
        {segments.map((segment, index) => {
          const first = segments[index - 1]?.speaker !== segment.speaker;
          return (
            <Turn key={segment.id} data-speaker={segment.speaker} data-first={first}>
              {first && <Who>{SPEAKER_WORDS[segment.speaker]}</Who>}
              <SegmentLine
                callId={callId}
                segment={segment}
                isCurrent={index === current}
                marks={marks.get(index) ?? NO_MARKS}
                onCorrect={may.propose ? setCorrecting : undefined}
                {...(player ? { player } : {})}
              />
              {segment.proposals.map((proposal) => (
                <SegmentProposal
                  key={proposal.id}
                  callId={callId}
                  proposal={proposal}
                  mayDecide={may.decide}
                />
              ))}
            </Turn>
          );
        })}
      </Conversation>
      {correcting && (
        <Suspense fallback={null}>
          <CorrectionDialog
            callId={callId}
            segment={correcting}
            onClose={() => setCorrecting(null)}
            onProposed={() => {
              setCorrecting(null);
              toast('Proposed. It stands below the words until it is decided.');
              void client.invalidateQueries({ queryKey: correctionsQuery(scope, callId).queryKey });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

type SegmentLineProps = Readonly<{
  callId: string;
  segment: ShownSegment;
  isCurrent: boolean;
  marks: readonly TextMark[];
  onCorrect: ((segment: ShownSegment) => void) | undefined;
  player?: AudioPlayer;
}>;

const SegmentLine = memo(function SegmentLine(props: SegmentLineProps) {
  const { callId, segment, isCurrent, marks, onCorrect, player } = props;
  const host = useHost();
  const [original, setOriginal] = useState(false);
  const at = formatClock(segment.startMs / 1000);
  const go = () => {
    // Marking words to copy them is not a click on them.
    if (!player || (getSelection()?.toString() ?? '') !== '') return;
    player.seek(segment.startMs);
    void player.play();
  };
  const items: MenuEntry[] = [
    ...(player
      ? [
          {
            id: 'link',
            label: `Copy link at ${at}`,
            onSelect: () =>
              void copyCallLink(callId, segment.startMs).then(() => host.announce('Link copied')),
          },
        ]
      : []),
    ...(onCorrect && segment.parts.some((part) => 'text' in part && !('unlocked' in part))
      ? [{ id: 'correct', label: 'Propose other words', onSelect: () => onCorrect(segment) }]
      : []),
    ...(segment.accepted
      ? [
          {
            id: 'original',
            label: original ? 'Hide the original words' : 'Show the original words',
            onSelect: () => setOriginal(!original),
          },
        ]
      : []),
  ];
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
        <MaskedText parts={segment.parts} marks={marks} />
        {segment.accepted && (
          <Corrected>
            Corrected by {segment.accepted.by.name}
            {original && (
              <del>
                <MaskedText parts={segment.original} />
              </del>
            )}
          </Corrected>
        )}
      </span>
      {items.length > 0 && (
        <More onClick={(event) => event.stopPropagation()}>
          <Menu
            label={`What was said at ${at}`}
            align="end"
            trigger={
              <IconButton size="small" aria-label={`More about what was said at ${at}`}>
                <Ellipsis size={14} />
              </IconButton>
            }
            items={items}
          />
        </More>
      )}
    </Said>
  );
});
