/** How far two requests are apart in the time that they take: by the ranks of the times (Mann–Whitney), so that a few slow ones don't matter. */
export async function differenceInTime(
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
  rounds: number,
): Promise<{ z: number; medians: [number, number] }> {
  const times: { which: 0 | 1; ms: number }[] = [];
  const measure = async (which: 0 | 1): Promise<void> => {
    const started = performance.now();
    await (which === 0 ? one() : other());
    times.push({ which, ms: performance.now() - started });
  };
  for (let warm = 0; warm < 20; warm++) await Promise.all([one(), other()]);
  for (let round = 0; round < rounds; round++) {
    // Which goes first is by chance: whoever comes second finds warm caches.
    const first = Math.random() < 0.5 ? 0 : 1;
    await measure(first);
    await measure(first === 0 ? 1 : 0);
  }
  times.sort((a, b) => a.ms - b.ms);
  const rankSum = times.reduce((sum, { which }, index) => (which === 0 ? sum + index + 1 : sum), 0);
  const expected = (rounds * (2 * rounds + 1)) / 2;
  const deviation = Math.sqrt((rounds * rounds * (2 * rounds + 1)) / 12);
  const median = (which: 0 | 1): number =>
    times.filter((time) => time.which === which)[Math.floor(rounds / 2)]?.ms ?? Number.NaN;
  return { z: (rankSum - expected) / deviation, medians: [median(0), median(1)] };
}
