import { useEffect, useRef, useState } from 'react';
import { allows } from '@foyer/access';
import { ApiError, type CallDetail, type ReadableText } from '@foyer/contract';
import { useDecision, useHost, useScope } from '@foyer/federation';
import { useQuery, useQueryClient } from '@foyer/federation/query';
import { useNavigationType, useSearchParams } from '@foyer/federation/router';
import {
  ArrowLeft,
  ArrowDown,
  ArrowUp,
  Button,
  DenialNote,
  Failed,
  formatClock,
  formatDateTime,
  formatZone,
  IconButton,
  Link2,
  Loading,
  Menu,
  NotFound,
  Restricted,
  RouteLink,
  SentimentMark,
  StatusBadge,
  styled,
  token,
  Tooltip,
  useLocale,
  X,
} from '@foyer/ui';
import { callQuery, recordingQuery, transcriptQuery } from '../queries.ts';
import type { AudioPlayer } from './audio-player.ts';
import { CallStatusBadge, DirectionMark } from './badges.tsx';
import { whoCalled } from './call-columns.tsx';
import { CallFacts } from './call-facts.tsx';
import { CallNotes } from './call-notes.tsx';
import { CallTags } from './call-tags.tsx';
import { CallTimeline } from './call-timeline.tsx';
import { copyCallLink } from './copy-call-link.ts';
import { findInTranscript } from './find-in-transcript.ts';
import { MaskedText, type TextMark } from './masked-text.tsx';
import { PlayerBar } from './player-bar.tsx';
import { readTime } from './player-time.ts';
import { CallDuration } from './call-duration.tsx';
import { RecordingGate } from './recording-gate.tsx';
import { TranscriptView } from './transcript-view.tsx';
import { UnlockBar } from './unlock-bar.tsx';
import { reportProblemPath } from './report-problem.ts';
import { useMediaSession } from './use-media-session.ts';
import { usePaneKeys } from './use-pane-keys.ts';
import { useNewPlayer, useOfTime } from './use-player.ts';
import { OUTCOME_WORDS } from './words.ts';

const Pane = styled('article')({
  display: 'flex',
  flexDirection: 'column',
  minWidth: 0,
  minHeight: 0,
  height: '100%',
  containerType: 'inline-size',
  backgroundColor: token.surface1,
});

const Toolbar = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  padding: '8px 12px',
  borderBlockEnd: `1px solid ${token.line}`,
  '[dir="rtl"] & svg[data-directed]': { transform: 'scaleX(-1)' },
});

const Spacer = styled('div')({ flex: 1 });

const Scroller = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  overscrollBehavior: 'contain',
  padding: '16px 20px 24px',
  '@container (max-width: 460px)': { paddingInline: 16 },
});

const Content = styled('div')({
  display: 'grid',
  // No part makes the others wider than the pane.
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: 20,
  maxWidth: '78ch',
});

const Header = styled('header')({ display: 'grid', gap: 6 });
const Title = styled('h2')({
  fontSize: '1.125rem',
  lineHeight: 1.35,
  fontWeight: 600,
  letterSpacing: '-0.01em',
  overflowWrap: 'anywhere',
  '&:focus-visible': { outline: 'none' },
});
const Line = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 14px',
  fontSize: '0.8125rem',
  color: token.text2,
});

const Part = styled('section')({
  '& h3': { fontSize: '0.875rem', fontWeight: 600, lineHeight: '20px' },
});
const Summary = styled('p')({ marginBlockStart: 6, lineHeight: 1.6, color: token.text1 });

export type CallPaneProps = Readonly<{
  callId: string;
  /** Beside the list, or the whole page. */
  beside: boolean;
  /** What the list was searched for; '' for nothing. */
  searched: string;
  onClose: () => void;
  onNext: (() => void) | undefined;
  onPrevious: (() => void) | undefined;
}>;

/** One call: what is known of it, what was said, and what can be heard, each as far as access allows. */
export function CallPane({ callId, beside, searched, onClose, onNext, onPrevious }: CallPaneProps) {
  const scope = useScope();
  const call = useQuery(callQuery(scope, callId));
  const player = useNewPlayer();
  const host = useHost();
  const where = useLocale();
  const title =
    call.data && `Call with ${call.data.agent.label}, ${formatDateTime(call.data.startedAt, where)}`;
  useEffect(() => {
    if (title) host.setTitle(title);
  }, [host, title]);
  useMediaSession(player, title ?? 'Call');
  usePaneKeys({ player, close: onClose, next: onNext, previous: onPrevious });

  return (
    <Pane aria-label="Call">
      <Toolbar>
        {!beside && (
          <Tooltip title="Back to the calls" keys="Esc" labels>
            <IconButton onClick={onClose}>
              <ArrowLeft size={16} data-directed="" />
            </IconButton>
          </Tooltip>
        )}
        <Tooltip title="Previous call" keys="K" labels>
          <IconButton disabled={!onPrevious} onClick={onPrevious}>
            <ArrowUp size={16} />
          </IconButton>
        </Tooltip>
        <Tooltip title="Next call" keys="J" labels>
          <IconButton disabled={!onNext} onClick={onNext}>
            <ArrowDown size={16} />
          </IconButton>
        </Tooltip>
        <Spacer />
        {call.data && <CopyLink callId={callId} player={player} />}
        {call.data && <ReportProblem callId={callId} />}
        {beside && (
          <Tooltip title="Close" keys="Esc" labels>
            <IconButton onClick={onClose}>
              <X size={16} />
            </IconButton>
          </Tooltip>
        )}
      </Toolbar>
      {call.data ? (
        <Loaded
          key={callId}
          call={call.data}
          searched={searched}
          player={player}
          headingLevel={beside ? 2 : 1}
        />
      ) : (
        <Scroller>
          {call.isError ? (
            <CallFailure error={call.error} onRetry={() => void call.refetch()} retrying={call.isFetching} />
          ) : (
            <Loading shape="lines" label="Loading the call" count={9} />
          )}
        </Scroller>
      )}
    </Pane>
  );
}

type FailureProps = Readonly<{ error: unknown; onRetry: () => void; retrying: boolean }>;

/** Why a call isn't here. One that isn't this person's to see looks exactly like one that never was. */
function CallFailure({ error, onRetry, retrying }: FailureProps) {
  const host = useHost();
  const known = error instanceof ApiError ? error : null;
  if (known?.code === 'not_found' || known?.code === 'invalid')
    return <NotFound what="This call" back={{ to: host.href('/calls'), label: 'See all calls' }} />;
  if (known?.code === 'denied') return <Restricted title="Call" denials={known.problem?.denials ?? []} />;
  return (
    <Failed
      title="The call couldn’t be loaded"
      problem={known?.problem ?? (known ? { code: known.code } : null)}
      onRetry={onRetry}
      retrying={retrying}
    />
  );
}

type LoadedProps = Readonly<{
  call: CallDetail;
  searched: string;
  player: AudioPlayer;
  headingLevel: 1 | 2;
}>;

function Loaded({ call, searched, player, headingLevel }: LoadedProps) {
  const scope = useScope();
  const scroller = useRef<HTMLDivElement>(null);
  const mayDetails = useDecision('call_details');
  const { details } = call;
  const playable = allows(call.recording.playback);
  const recording = useQuery({ ...recordingQuery(scope, call.id), enabled: playable });
  useOpenRecording(player, call.id, playable ? recording.data : undefined);

  return (
    <>
      <Scroller ref={scroller} tabIndex={-1}>
        <Content>
          <CallHeader call={call} headingLevel={headingLevel} />
          {details ? (
            <Part>
              <h3>Summary</h3>
              <UnlockBar callId={call.id} part="summary" parts={details.summary} />
              <Summary dir="auto">
                {details.summary.length > 0 ? (
                  <MaskedText parts={details.summary} marks={marksIn(details.summary, searched)} />
                ) : (
                  noSummary(call)
                )}
              </Summary>
            </Part>
          ) : (
            <DenialNote title="Summary, transcript and recording" denials={mayDetails.denials} />
          )}
          {details && !playable && call.status !== 'in_progress' && (
            <RecordingGate playback={call.recording.playback} />
          )}
          {playable && recording.isError && (
            <RecordingFailure
              error={recording.error}
              onRetry={() => void recording.refetch()}
              retrying={recording.isFetching}
            />
          )}
          <Part aria-label="Call data">
            <CallFacts call={call} />
          </Part>
          {details && (
            <Part aria-label="Tags">
              <h3>Tags</h3>
              <CallTags callId={call.id} />
            </Part>
          )}
          {details && call.status !== 'in_progress' && (
            <CallTimeline
              callId={call.id}
              durationMs={call.durationMs}
              {...(recording.data ? { player } : {})}
            />
          )}
          {details && <CallNotes callId={call.id} />}
          {details && call.status !== 'in_progress' && (
            <TranscriptPart
              callId={call.id}
              searched={searched}
              scroller={scroller}
              {...(recording.data ? { player } : {})}
            />
          )}
        </Content>
      </Scroller>
      {playable && !recording.isError && (
        <PlayerPlace>
          {recording.data && (
            <PlayerBar
              callId={call.id}
              player={player}
              recording={recording.data}
              download={call.recording.download}
            />
          )}
        </PlayerPlace>
      )}
    </>
  );
}

/** Where a search of the list is met in one text. */
const marksIn = (parts: ReadableText, searched: string): TextMark[] =>
  findInTranscript([{ parts }], { text: searched, as: 'words' }).map((hit) => ({ ...hit, current: false }));

// As high as the player from the start, so that the transcript doesn't jump when it comes.
const PlayerPlace = styled('div')({ minHeight: 127, borderBlockStart: `1px solid ${token.line}` });

const noSummary = ({ status }: CallDetail): string =>
  status === 'in_progress'
    ? 'The call is still going on. Its summary, transcript and recording come here when it has ended.'
    : 'There is no summary of this call.';

const BUSY = 'input, textarea, select, [role="dialog"], [role="menu"]';

function CallHeader({ call, headingLevel }: Readonly<{ call: CallDetail; headingLevel: 1 | 2 }>) {
  const where = useLocale();
  const heading = useRef<HTMLHeadingElement>(null);
  const came = useNavigationType();
  useEffect(() => {
    // Opened from the list: read on from here. Not after a reload, and not out of what is being typed.
    if (came !== 'POP' && !document.activeElement?.closest(BUSY))
      heading.current?.focus({ preventScroll: true });
    // Once for each call that is opened.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const { details } = call;
  const caller = whoCalled(call);
  return (
    <Header>
      <Title
        ref={heading}
        as={`h${headingLevel}`}
        tabIndex={-1}
        {...(headingLevel === 1 ? { 'data-page-heading': '' } : {})}
      >
        {caller ?? `Call with ${call.agent.label}`}
      </Title>
      <Line>
        <time dateTime={call.startedAt} title={formatZone(where.timeZone, where.locale)}>
          {formatDateTime(call.startedAt, where)}
        </time>
        {caller && <span>{call.agent.label}</span>}
        <DirectionMark direction={call.direction} />
        <CallDuration call={call} />
      </Line>
      <Line>
        <CallStatusBadge status={call.status} variant="pill" />
        {details?.outcome && <StatusBadge variant="pill">{OUTCOME_WORDS[details.outcome]}</StatusBadge>}
        {details?.sentiment && <SentimentMark value={details.sentiment} />}
      </Line>
    </Header>
  );
}

type TranscriptPartProps = Readonly<{
  callId: string;
  searched: string;
  scroller: React.RefObject<HTMLDivElement | null>;
  player?: AudioPlayer;
}>;

function TranscriptPart({ callId, searched, scroller, player }: TranscriptPartProps) {
  const transcript = useQuery(transcriptQuery(useScope(), callId));
  if (transcript.data && transcript.data.segments.length === 0)
    return (
      <Part>
        <h3>Transcript</h3>
        <Summary>Nothing was said on this call.</Summary>
      </Part>
    );
  if (transcript.data)
    return (
      <Part>
        <TranscriptView
          // Another search begins anew.
          key={searched}
          callId={callId}
          transcript={transcript.data}
          searched={searched}
          player={player}
          scroller={scroller}
        />
      </Part>
    );
  if (transcript.isError) {
    const known = transcript.error instanceof ApiError ? transcript.error : null;
    if (known?.code === 'denied')
      return <DenialNote title="Transcript" denials={known.problem?.denials ?? []} />;
    return (
      <Failed
        size="panel"
        headingLevel={3}
        title="The transcript couldn’t be loaded"
        problem={known?.problem ?? (known ? { code: known.code } : null)}
        onRetry={() => void transcript.refetch()}
        retrying={transcript.isFetching}
      />
    );
  }
  return (
    <Part>
      <h3>Transcript</h3>
      <Loading shape="lines" label="Loading the transcript" count={8} />
    </Part>
  );
}

/** The link to the audio was refused or couldn't be had: a gate that has closed meanwhile is explained like any other. */
function RecordingFailure({ error, onRetry, retrying }: FailureProps) {
  const known = error instanceof ApiError ? error : null;
  if (known?.code === 'denied')
    return <RecordingGate playback={{ level: 'none', denials: known.problem?.denials ?? [] }} />;
  return (
    <Failed
      size="panel"
      headingLevel={3}
      title="The recording couldn’t be loaded"
      problem={known?.problem ?? (known ? { code: known.code } : null)}
      onRetry={onRetry}
      retrying={retrying}
    />
  );
}

/** Gives the player the recording of the call, at the time that the address names, and a way to a fresh link. */
function useOpenRecording(
  player: AudioPlayer,
  callId: string,
  recording: { url: string; expiresAt: string; durationMs: number } | undefined,
): void {
  const client = useQueryClient();
  const scope = useScope();
  const host = useHost();
  const [params] = useSearchParams();
  const [startMs] = useState(() => readTime(params.get('t')) ?? 0);
  const opened = useRef<string>(undefined);
  useEffect(() => {
    if (recording && opened.current === callId) return;
    if (!recording) {
      if (opened.current === undefined) return;
      // Who was listening may do so no longer: it falls silent, and the link to it is forgotten.
      if (player.getState().phase !== 'paused')
        host.announce('The recording has stopped: it is closed to you now.');
      player.close();
      opened.current = undefined;
      return;
    }
    opened.current = callId;
    player.open(recording, () => client.query({ ...recordingQuery(scope, callId), staleTime: 0 }), startMs);
  }, [player, callId, recording, client, scope, host, startMs]);
  useEffect(
    () => () => {
      opened.current = undefined;
      player.close();
    },
    [player, callId],
  );
}

function CopyLink({ callId, player }: Readonly<{ callId: string; player: AudioPlayer }>) {
  const host = useHost();
  const second = useOfTime(player, (ms) => Math.floor(ms / 1000));
  const copy = async (ms = 0) => {
    await copyCallLink(callId, ms);
    host.announce('Link copied');
  };
  if (second === 0)
    return (
      <Tooltip title="Copy link" labels>
        <IconButton onClick={() => void copy()}>
          <Link2 size={16} />
        </IconButton>
      </Tooltip>
    );
  return (
    <Menu
      label="Copy link"
      align="end"
      trigger={
        <IconButton aria-label="Copy link" title="Copy link">
          <Link2 size={16} />
        </IconButton>
      }
      items={[
        { id: 'call', label: 'Copy link', onSelect: () => void copy() },
        {
          id: 'time',
          label: `Copy link at ${formatClock(second)}`,
          onSelect: () => void copy(second * 1000),
        },
      ]}
    />
  );
}

/** Stands there once the support area does. */
function ReportProblem({ callId }: Readonly<{ callId: string }>) {
  const host = useHost();
  const path = reportProblemPath(callId);
  if (path === null) return null;
  return (
    <Button size="small" component={RouteLink} to={host.href(path)}>
      Report a problem
    </Button>
  );
}
