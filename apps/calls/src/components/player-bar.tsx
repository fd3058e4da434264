import { lazy, Suspense, useState } from 'react';
import type { Decision } from '@foyer/access';
import type { Recording } from '@foyer/contract';
import {
  Download,
  formatClock,
  IconButton,
  Menu,
  Pause,
  Play,
  styled,
  token,
  Tooltip,
  Volume2,
  VolumeX,
} from '@foyer/ui';
import type { AudioPlayer } from './audio-player.ts';
import { RATES, SKIP_MS } from './player-time.ts';
import { useOfTime, usePlayerState } from './use-player.ts';
import { Waveform } from './waveform.tsx';

const DownloadDialog = lazy(() =>
  import('./download-dialog.tsx').then((loaded) => ({ default: loaded.DownloadDialog })),
);

const Bar = styled('section')({
  display: 'grid',
  gap: 8,
  padding: '10px 16px 12px',
});

const Controls = styled('div')({ display: 'flex', alignItems: 'center', gap: 4 });

const PlayButton = styled(IconButton)({
  width: 36,
  height: 36,
  borderRadius: 18,
  backgroundColor: token.accent,
  color: token.onAccent,
  '&:hover': { backgroundColor: token.accentHover, color: token.onAccent },
  '&:active': { backgroundColor: token.accentActive },
});

const Clock = styled('div')({
  marginInline: 8,
  fontSize: '0.8125rem',
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
  color: token.text3,
  '& > span': { color: token.text1 },
});

const End = styled('div')({ marginInlineStart: 'auto', display: 'flex', alignItems: 'center', gap: 4 });

const Rate = styled('button')({
  all: 'unset',
  boxSizing: 'border-box',
  minWidth: 52,
  height: token.control,
  textAlign: 'center',
  borderRadius: token.radius,
  fontSize: '0.8125rem',
  fontWeight: 500,
  fontVariantNumeric: 'tabular-nums',
  color: token.text2,
  cursor: 'pointer',
  '&:hover': { backgroundColor: token.surface2, color: token.text1 },
  '&:focus-visible': { outline: `2px solid ${token.focus}`, outlineOffset: 2 },
});

const thumb = {
  appearance: 'none',
  width: 12,
  height: 12,
  border: 0,
  borderRadius: 6,
  backgroundColor: token.text2,
} as const;

const Volume = styled('input')({
  appearance: 'none',
  width: 68,
  height: 4,
  margin: 0,
  borderRadius: 2,
  backgroundColor: token.surface3,
  cursor: 'pointer',
  '&::-webkit-slider-thumb': thumb,
  '&::-moz-range-thumb': thumb,
  '&:focus-visible': { outline: `2px solid ${token.focus}`, outlineOffset: 6 },
  '@container (max-width: 460px)': { display: 'none' },
});

const VOLUME_STEP = 0.1;

const Skip = styled('span')({ fontSize: '0.75rem', fontWeight: 600, fontVariantNumeric: 'tabular-nums' });

const Problem = styled('p')({ fontSize: '0.8125rem', color: token.negative });

/** The player, always in reach: what is heard, where, how fast and how loud. */
type PlayerBarProps = Readonly<{
  callId: string;
  player: AudioPlayer;
  recording: Recording;
  /** Whether it may be downloaded, and why not. */
  download: Decision;
}>;

export function PlayerBar({ callId, player, recording, download }: PlayerBarProps) {
  const { phase } = usePlayerState(player);
  const running = phase === 'playing' || phase === 'loading';
  return (
    <Bar
      aria-label="Recording"
      onKeyDown={(event) => {
        // Elsewhere the arrows scroll what is read.
        if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey)
          return;
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        player.changeVolume(event.key === 'ArrowUp' ? VOLUME_STEP : -VOLUME_STEP);
      }}
    >
      <Waveform player={player} durationMs={recording.durationMs} peaks={recording.peaks} />
      {phase === 'failed' && (
        <Problem role="alert">
          The recording stopped playing and couldn’t be resumed. Press play to try again from the same place.
        </Problem>
      )}
      <Controls>
        <Tooltip title={running ? 'Pause' : 'Play'} keys="Space">
          <PlayButton aria-label={running ? 'Pause' : 'Play'} onClick={() => player.toggle()}>
            {running ? <Pause size={16} fill="currentColor" /> : <Play size={16} fill="currentColor" />}
          </PlayButton>
        </Tooltip>
        <Tooltip title="Back 5 seconds" keys="←">
          <IconButton aria-label="Back 5 seconds" onClick={() => player.skip(-SKIP_MS)}>
            <Skip aria-hidden="true" dir="ltr">
              −5
            </Skip>
          </IconButton>
        </Tooltip>
        <Tooltip title="Forward 5 seconds" keys="→">
          <IconButton aria-label="Forward 5 seconds" onClick={() => player.skip(SKIP_MS)}>
            <Skip aria-hidden="true" dir="ltr">
              +5
            </Skip>
          </IconButton>
        </Tooltip>
        <Time player={player} durationMs={recording.durationMs} />
        <End>
          <RateChoice player={player} />
          <VolumeChoice player={player} />
          <DownloadChoice callId={callId} download={download} />
        </End>
      </Controls>
    </Bar>
  );
}

function Time({ player, durationMs }: Readonly<{ player: AudioPlayer; durationMs: number }>) {
  const second = useOfTime(player, (ms) => Math.floor(ms / 1000));
  return (
    <Clock dir="ltr">
      <span>{formatClock(second)}</span> / {formatClock(durationMs / 1000)}
    </Clock>
  );
}

function RateChoice({ player }: Readonly<{ player: AudioPlayer }>) {
  const { rate } = usePlayerState(player);
  return (
    <Menu
      label="Speed"
      align="end"
      above
      minWidth={96}
      trigger={
        <Rate type="button" dir="ltr" aria-label={`Speed: ${rate}×`} title="Speed (< and >)">
          {rate}×
        </Rate>
      }
      items={RATES.map((one) => ({
        id: String(one),
        label: `${one}×`,
        selected: one === rate,
        onSelect: () => player.setRate(one),
      }))}
    />
  );
}

function VolumeChoice({ player }: Readonly<{ player: AudioPlayer }>) {
  const { volume, muted } = usePlayerState(player);
  return (
    <>
      <Tooltip title={muted ? 'Sound on' : 'Mute'} keys="M">
        <IconButton aria-label={muted ? 'Sound on' : 'Mute'} onClick={() => player.setMuted(!muted)}>
          {muted ? <VolumeX size={16} /> : <Volume2 size={16} />}
        </IconButton>
      </Tooltip>
      <Volume
        type="range"
        aria-label="Volume"
        min={0}
        max={1}
        step={0.05}
        value={muted ? 0 : volume}
        onChange={(event) => player.setVolume(Number(event.target.value))}
      />
    </>
  );
}

function DownloadChoice({ callId, download }: Readonly<{ callId: string; download: Decision }>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tooltip title="Download" labels>
        <IconButton onClick={() => setOpen(true)}>
          <Download size={16} />
        </IconButton>
      </Tooltip>
      {open && (
        <Suspense fallback={null}>
          <DownloadDialog callId={callId} download={download} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
