import type { LoadOutcome } from '@foyer/federation/loader';

/** What happened in the page, as it happened; what of it leaves the page is for the sender to say. */
export type Noted =
  | Readonly<{ kind: 'error'; error: unknown; remote?: string; version?: string; pathname: string }>
  | Readonly<{ kind: 'csp'; directive: string; blocked: string; pathname: string }>
  | Readonly<{ kind: 'load'; load: LoadOutcome; pathname: string }>
  | Readonly<{ kind: 'vital'; name: string; value: number; rating: string; pathname: string }>;

type Without<T> = T extends unknown ? Omit<T, 'pathname'> : never;

/** More than this before the sender is there is one mistake told many times. */
const MOST_WAITING = 100;
const waiting: Noted[] = [];
let sink: ((noted: Noted) => void) | undefined;

/** Keeps it until there is a sender. */
export function note(what: Without<Noted>): void {
  const noted = { ...what, pathname: window.location.pathname } as Noted;
  if (sink) sink(noted);
  else if (waiting.length < MOST_WAITING) waiting.push(noted);
}

/** Gives the sender what was noted before it came, and everything from now on. */
export function sendTo(next: (noted: Noted) => void): void {
  sink = next;
  waiting.splice(0).forEach(next);
}

const seen = new WeakSet<object>();

/** The port for unexpected errors, once each: to the console, for whoever looks, and to the collector. */
export function report(error: unknown, context: Readonly<Record<string, string>> = {}): void {
  if (!isNew(error)) return;
  // oxlint-disable-next-line no-console -- for the developer who looks at this page
  console.error('[foyer]', error, context);
  const { remote, version } = context;
  note({ kind: 'error', error, ...(remote ? { remote } : {}), ...(version ? { version } : {}) });
}

export const noteLoad = (load: LoadOutcome): void => note({ kind: 'load', load });

/** From now on, what nobody caught and what the content policy blocked is noted; the browser tells the console by itself. */
export function listen(): void {
  window.addEventListener('error', ({ error }) => error && isNew(error) && note({ kind: 'error', error }));
  window.addEventListener(
    'unhandledrejection',
    ({ reason }) => isNew(reason) && note({ kind: 'error', error: reason }),
  );
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    note({ kind: 'csp', directive: effectiveDirective, blocked: blockedURI }),
  );
}

function isNew(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return true;
  if (seen.has(error)) return false;
  seen.add(error);
  return true;
}
