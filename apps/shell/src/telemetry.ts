/** The port for unexpected errors. Until a collector is configured they go to the console, once each. */
const seen = new WeakSet<object>();

export function report(error: unknown, context: Readonly<Record<string, string>> = {}): void {
  if (typeof error === 'object' && error !== null) {
    if (seen.has(error)) return;
    seen.add(error);
  }
  // oxlint-disable-next-line no-console -- the far end of this port, until there is a collector
  console.error('[foyer]', error, context);
}
