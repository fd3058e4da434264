import { useSyncExternalStore } from 'react';
import type { CallListItem } from '@foyer/contract';
import { Duration } from '@foyer/ui';

type Lasting = Pick<CallListItem, 'status' | 'durationMs'>;

// When a call in progress arrived, by this page's own clock: the device's may be wrong by a day.
const arrivals = new WeakMap<object, number>();

/** Remembers when calls in progress came with the duration that they have. */
export function arrived(calls: readonly Lasting[]): void {
  for (const call of calls)
    if (call.status === 'in_progress' && !arrivals.has(call)) arrivals.set(call, performance.now());
}

/** Milliseconds that a call has lasted by now. */
export const lastedBy = (call: Lasting, now: number): number =>
  call.durationMs + Math.max(0, now - (arrivals.get(call) ?? now));

/** How long a call took; of one in progress, how long it has been going on, second by second. */
export function CallDuration({ call }: Readonly<{ call: Lasting }>) {
  return call.status === 'in_progress' ? (
    <Ticking call={call} />
  ) : (
    <Duration seconds={call.durationMs / 1000} />
  );
}

function Ticking({ call }: Readonly<{ call: Lasting }>) {
  // The cache keeps a copy of its own of what has changed: it arrived when it is first shown.
  arrived([call]);
  const now = useSyncExternalStore(subscribe, read, read);
  return <Duration seconds={Math.floor(lastedBy(call, now) / 1000)} />;
}

const SECOND = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    second = performance.now();
    timer = setInterval(() => {
      second = performance.now();
      for (const tell of listeners) tell();
    }, SECOND);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const read = (): number => second;
