type Run<T> = (key: string, work: () => Promise<T>) => Promise<T>;

/**
 * Does the same once for all who ask while it is being done, and gives each of them its outcome, good or bad. Nothing is remembered: who comes
 * after it has it done anew.
 */
export function createSingleFlight<T>(): Run<T> {
  const running = new Map<string, Promise<T>>();
  return (key, work) => {
    const there = running.get(key);
    if (there) return there;
    const begun = work().finally(() => running.delete(key));
    running.set(key, begun);
    return begun;
  };
}

interface Reading<T> {
  readonly now: Promise<T>;
  /** The reading of those who came since, once there is anybody. */
  next: Promise<T> | null;
}

/**
 * Reads the same for many at once without telling anybody what was true before they asked: who comes while one reading runs waits for the next,
 * and that begins after all of them have come. However many ask for one key, two readings of it are under way at most.
 */
export function createFreshReads<T>(): Run<T> {
  const readings = new Map<string, Reading<T>>();
  const begin: Run<T> = (key, read) => {
    const reading: Reading<T> = { now: read(), next: null };
    readings.set(key, reading);
    const done = (): void => {
      if (reading.next === null) readings.delete(key);
    };
    reading.now.then(done, done);
    return reading.now;
  };
  return (key, read) => {
    const reading = readings.get(key);
    if (!reading) return begin(key, read);
    const goOn = (): Promise<T> => begin(key, read);
    reading.next ??= reading.now.then(goOn, goOn);
    return reading.next;
  };
}
