import { useId } from 'react';
import type { CallEvent, CallTimeline as Timeline } from '@foyer/contract/call-notes';
import { useScope } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import {
  Clock,
  formatClock,
  formatNumber,
  Loading,
  Pause,
  PhoneForwarded,
  Plug,
  StatusBadge,
  styled,
  token,
  useLocale,
  Voicemail,
} from '@foyer/ui';
import type { AudioPlayer } from './audio-player.ts';
import { timelineQuery } from './call-notes-api.ts';
import { moodPoints, MOOD_HEIGHT, MOOD_WIDTH, moodWords } from './mood-line.ts';
import { eventWords } from './words.ts';

const Part = styled('section')({
  display: 'grid',
  gap: 8,
  '& h3': { fontSize: '0.875rem', fontWeight: 600, lineHeight: '20px' },
});

const Chart = styled('figure')({
  margin: 0,
  display: 'grid',
  gap: 4,
  '& svg': { display: 'block', width: '100%', height: 48, overflow: 'visible' },
  '& figcaption': { fontSize: '0.75rem', lineHeight: '16px', color: token.text3 },
});

const Events = styled('ol')({ display: 'grid', gap: 2, listStyle: 'none', margin: 0, padding: 0 });

const Event = styled('li')({
  display: 'grid',
  gridTemplateColumns: '4.4ch 16px minmax(0, 1fr) auto',
  alignItems: 'baseline',
  gap: 8,
  minHeight: 24,
  fontSize: '0.8125rem',
  lineHeight: '20px',
  color: token.text1,
  '& > svg': { alignSelf: 'center', color: token.text3 },
  '& > small': { fontSize: '0.75rem', color: token.text3, fontVariantNumeric: 'tabular-nums' },
});

const At = styled('button')({
  all: 'unset',
  cursor: 'pointer',
  borderRadius: 3,
  fontSize: '0.75rem',
  fontVariantNumeric: 'tabular-nums',
  color: token.text3,
  '&:hover': { color: token.text1, textDecoration: 'underline', textUnderlineOffset: 2 },
  '&:focus-visible': { outline: `2px solid ${token.focus}`, outlineOffset: 2 },
});

const StillAt = styled('span')({
  fontSize: '0.75rem',
  fontVariantNumeric: 'tabular-nums',
  color: token.text3,
});

const ICONS = { tool: Plug, transfer: PhoneForwarded, hold: Pause, voicemail: Voicemail } as const;

type CallTimelineProps = Readonly<{ callId: string; durationMs: number; player?: AudioPlayer }>;

/** What the agent used, whereto it handed over, and how the caller felt: as far as the platform says. Where it says nothing, nothing stands here. */
export function CallTimeline({ callId, durationMs, player }: CallTimelineProps) {
  const { data, isPending } = useQuery(timelineQuery(useScope(), callId));
  // Room for what most calls have, so that what is below doesn't jump; of a call that nobody took there is nothing.
  if (isPending && durationMs > 0)
    return (
      <Part>
        <h3>During the call</h3>
        <Loading shape="lines" label="Loading what happened" count={4} />
      </Part>
    );
  if (!data || (data.events.length === 0 && data.moods.length === 0)) return null;
  return (
    <Part aria-label="During the call">
      <h3>During the call</h3>
      {data.moods.length > 0 && <Mood timeline={data} durationMs={durationMs} />}
      {data.events.length > 0 && (
        <Events>
          {data.events.map((event, index) => (
            <EventLine key={index} event={event} {...(player ? { player } : {})} />
          ))}
        </Events>
      )}
    </Part>
  );
}

function Mood({
  timeline: { moods, events },
  durationMs,
}: Readonly<{ timeline: Timeline; durationMs: number }>) {
  const caption = useId();
  const points = moodPoints(moods, durationMs);
  const width = Math.max(durationMs, 1);
  return (
    <Chart aria-labelledby={caption} dir="ltr">
      <svg viewBox={`0 0 ${MOOD_WIDTH} ${MOOD_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line
          x1="0"
          x2={MOOD_WIDTH}
          y1={MOOD_HEIGHT / 2}
          y2={MOOD_HEIGHT / 2}
          stroke={token.line}
          vectorEffect="non-scaling-stroke"
        />
        {events.map(({ atMs }, index) => (
          <line
            key={index}
            x1={(atMs / width) * MOOD_WIDTH}
            x2={(atMs / width) * MOOD_WIDTH}
            y1={MOOD_HEIGHT - 8}
            y2={MOOD_HEIGHT}
            stroke={token.lineStrong}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <polyline
          points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
          fill="none"
          stroke={token.text2}
          strokeWidth="1.75"
          strokeLinejoin="round"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption id={caption} dir="auto">
        The caller’s mood, positive above the line. {moodWords(moods)}
      </figcaption>
    </Chart>
  );
}

function EventLine({ event, player }: Readonly<{ event: CallEvent; player?: AudioPlayer }>) {
  const { locale } = useLocale();
  const Icon = ICONS[event.kind] ?? Clock;
  const at = formatClock(event.atMs / 1000);
  return (
    <Event>
      {player ? (
        <At
          type="button"
          aria-label={`Play from ${at}`}
          onClick={() => {
            player.seek(event.atMs);
            void player.play();
          }}
        >
          {at}
        </At>
      ) : (
        <StillAt>{at}</StillAt>
      )}
      <Icon size={14} aria-hidden="true" />
      <span>{eventWords(event)}</span>
      {event.outcome === 'failed' ? (
        <StatusBadge tone="negative" shape="square">
          Failed
        </StatusBadge>
      ) : (
        event.durationMs !== null && (
          <small>{formatNumber(Math.round(event.durationMs / 100) / 10, locale)} s</small>
        )
      )}
    </Event>
  );
}
