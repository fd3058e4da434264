/** As many bars as asked for out of loudness in equal steps: each bar is as loud as the loudest step under it. */
export function barsOf(peaks: readonly number[], count: number): number[] {
  if (peaks.length === 0) return Array<number>(count).fill(0);
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / count));
    return Math.max(...peaks.slice(from, to));
  });
}

/**
 * One speaker's bars as the path of an SVG that is `bars.length` wide and 100 high. The agent's stand up from the
 * middle, the caller's hang down. Silence is a thin line, so that it is seen to be there.
 */
export function pathOfBars(bars: readonly number[], side: 'up' | 'down'): string {
  return bars
    .map((loudness, bar) => {
      const height = Math.max(1.5, loudness * 0.47);
      const top = side === 'up' ? 49 - height : 51;
      return `M${bar + 0.18} ${top.toFixed(1)}h.64v${height.toFixed(1)}h-.64z`;
    })
    .join('');
}
