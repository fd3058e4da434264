import { parentPort } from 'node:worker_threads';
import { openEngine, type Engine } from './pglite-engine.ts';

export interface ThreadRequest {
  readonly id: number;
  readonly kind: 'open' | 'listen' | 'query' | 'exec' | 'dump' | 'close';
  readonly folder?: string | undefined;
  readonly text?: string;
  readonly channel?: string;
  readonly parameters?: readonly unknown[];
}

export interface ThreadAnswer {
  readonly id: number;
  readonly result?: unknown;
  /** The parts of a database error that survive the way to the other thread. */
  readonly error?: { readonly message: string; readonly code?: string; readonly constraint?: string };
}

/** What the database announced, unasked. */
export interface ThreadNotice {
  readonly notice: string;
}

let engine: Promise<Engine> | undefined;

parentPort?.on('message', (request: ThreadRequest) => {
  void answer(request).then((message) => parentPort?.postMessage(message));
});

async function answer(request: ThreadRequest): Promise<ThreadAnswer> {
  try {
    return { id: request.id, result: await run(request) };
  } catch (error) {
    const { message, code, constraint } = error as Error & { code?: string; constraint?: string };
    return {
      id: request.id,
      error: {
        message,
        ...(code !== undefined && { code }),
        ...(constraint !== undefined && { constraint }),
      },
    };
  }
}

async function run({
  kind,
  folder,
  channel = '',
  text = '',
  parameters = [],
}: ThreadRequest): Promise<unknown> {
  if (kind === 'open') {
    engine = openEngine({ folder });
    await engine;
    return undefined;
  }
  const open = await engine;
  if (!open) throw new Error('The database is not open.');
  switch (kind) {
    case 'query':
      return open.query(text, parameters);
    case 'listen':
      return open.listen(
        channel,
        (notice) => parentPort?.postMessage({ notice } satisfies ThreadNotice),
        () => {},
      );
    case 'exec':
      return open.exec(text);
    case 'dump':
      return open.dump();
    case 'close':
      return open.close();
  }
}
