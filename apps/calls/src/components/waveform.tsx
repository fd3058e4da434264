import { useEffect, useMemo, useRef } from 'react';
import { styled, token, useLocale } from '@foyer/ui';
import type { AudioPlayer } from './audio-player.ts';
import { SKIP_MS, spokenTime } from './player-time.ts';
import { barsOf, pathOfBars } from './waveform-bars.ts';
import { SPEAKER_WORDS } from './words.ts';

const BARS = 150;
const EVEN: readonly number[] = Array<number>(BARS).fill(18);

// A recording runs from left to right in every language.
const Frame = styled('div')({
  position: 'relative',
  height: 56,
  marginLeft: 46,
  borderRadius: token.radius,
  '&:has(input:focus-visible)': { outline: `2px solid ${token.focus}`, outlineOffset: 2 },
  '& svg': { position: 'absolute', inset: 0, width: '100%', height: '100%', display: 'block' },
  '& [data-part="rest"]': { color: token.lineStrong, opacity: 0.55 },
  '& [data-part="played"]': { color: token.text1, clipPath: 'inset(0 100% 0 0)' },
});

const Playhead = styled('div')({
  position: 'absolute',
  insetBlock: 0,
  left: 0,
  width: 2,
  marginLeft: -1,
  borderRadius: 1,
  backgroundColor: token.accent,
  pointerEvents: 'none',
});

const Slider = styled('input')({
  position: 'absolute',
  inset: 0,
  width: '100%',
  height: '100%',
  margin: 0,
  opacity: 0,
  cursor: 'pointer',
});

const Speaker = styled('span')({
  position: 'absolute',
  right: 'calc(100% + 8px)',
  fontSize: '0.6875rem',
  lineHeight: '28px',
  color: token.text3,
  pointerEvents: 'none',
});

type WaveformProps = Readonly<{
  player: AudioPlayer;
  durationMs: number;
  peaks: Readonly<{ agent: readonly number[]; caller: readonly number[] }>;
}>;

/** Who speaks when, the agent above and the caller below; also the slider of the recording. */
export function Waveform({ player, durationMs, peaks }: WaveformProps) {
  const { locale } = useLocale();
  const frame = useRef<HTMLDivElement>(null);
  // Sound of which nobody has measured how loud it is: even bars, and nothing said of who speaks.
  const measured = peaks.agent.length > 0 || peaks.caller.length > 0;
  const agent = useMemo(
    () => pathOfBars(measured ? barsOf(peaks.agent, BARS) : EVEN, 'up'),
    [peaks.agent, measured],
  );
  const caller = useMemo(
    () => pathOfBars(measured ? barsOf(peaks.caller, BARS) : EVEN, 'down'),
    [peaks.caller, measured],
  );

  // Sixty times a second: past React, straight to the elements.
  useEffect(() => {
    const part = <E extends Element & ElementCSSInlineStyle>(name: string) =>
      frame.current?.querySelector<E>(`[data-part="${name}"]`);
    const show = () => {
      const ms = player.getTimeMs();
      const played = durationMs > 0 ? (ms / durationMs) * 100 : 0;
      const slider = frame.current?.querySelector('input');
      part<SVGElement>('played')?.style.setProperty('clip-path', `inset(0 ${100 - played}% 0 0)`);
      part<HTMLElement>('playhead')?.style.setProperty('left', `${played}%`);
      if (!slider) return;
      slider.value = String(ms);
      const words = `${spokenTime(ms, locale)} of ${spokenTime(durationMs, locale)}`;
      if (slider.getAttribute('aria-valuetext') !== words) slider.setAttribute('aria-valuetext', words);
    };
    show();
    return player.subscribeTime(show);
  }, [player, durationMs, locale]);

  const shape = (
    <>
      <path d={agent} fill="currentColor" />
      <path d={caller} fill="currentColor" />
    </>
  );
  return (
    <Frame ref={frame} dir="ltr">
      <svg viewBox={`0 0 ${BARS} 100`} preserveAspectRatio="none" aria-hidden="true" data-part="rest">
        {shape}
      </svg>
      <svg viewBox={`0 0 ${BARS} 100`} preserveAspectRatio="none" aria-hidden="true" data-part="played">
        {shape}
      </svg>
      <Playhead data-part="playhead" />
      {measured && (
        <>
          <Speaker aria-hidden="true" sx={{ top: 0 }}>
            {SPEAKER_WORDS.agent}
          </Speaker>
          <Speaker aria-hidden="true" sx={{ bottom: 0 }}>
            {SPEAKER_WORDS.caller}
          </Speaker>
        </>
      )}
      <Slider
        type="range"
        aria-label="Position in the recording"
        min={0}
        max={durationMs}
        step={250}
        defaultValue={0}
        onInput={(event) => player.seek(Number(event.currentTarget.value))}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
          event.preventDefault();
          event.stopPropagation();
          player.skip(event.key === 'ArrowLeft' ? -SKIP_MS : SKIP_MS);
        }}
      />
    </Frame>
  );
}
