/** One event of a stream as a browser would hand it to a page; a comment has no `event`. */
export interface ReadEvent {
  readonly event: string | null;
  readonly id: string | null;
  readonly data: unknown;
}

export interface EventReader {
  /** The next event; null once the stream has ended. What isn't there after `patience` milliseconds is an error. */
  next(patience?: number): Promise<ReadEvent | null>;
  stop(): Promise<void>;
}

/** Reads an answer of `text/event-stream`. */
export function readEvents(answer: Response): EventReader {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  // What came too late for one call is the next one's.
  let pending: Promise<ReadEvent | null> | undefined;
  const read = async (): Promise<ReadEvent | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        // How long to wait before coming back is no event.
        if (!block.startsWith('retry:')) return parse(block);
      } else {
        const { done, value } = await reader.read();
        if (done) return null;
        text += value;
      }
    }
  };
  return {
    next: (patience = 2_000) => {
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => late.reject(new Error(`No event in ${patience} ms.`)), patience);
      pending ??= read().finally(() => {
        pending = undefined;
      });
      return Promise.race([pending, late.promise]).finally(() => clearTimeout(timer));
    },
    stop: () => reader.cancel(),
  };
}

function parse(block: string): ReadEvent {
  const fields = new Map(
    block.split('\n').map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1).trim()] as const;
    }),
  );
  const data = fields.get('data');
  return {
    event: fields.get('event') ?? null,
    id: fields.get('id') ?? null,
    data: data === undefined ? null : (JSON.parse(data) as unknown),
  };
}
