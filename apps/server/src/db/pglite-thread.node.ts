import { Worker } from 'node:worker_threads';
import { DatabaseUnavailable } from './database.ts';
import type { Engine, EngineOptions, EngineResult } from './pglite-engine.ts';
import type { ThreadAnswer, ThreadNotice, ThreadRequest } from './pglite-worker.node.ts';

export interface ThreadOptions extends Pick<EngineOptions, 'folder'> {
  /** Runs on each newly opened engine before anything else does. */
  readonly onOpen?: (engine: Pick<Engine, 'query' | 'exec'>) => Promise<void>;
  readonly startThread?: () => Worker;
}

/**
 * Opens the embedded database in a thread of its own: it keeps the event loop free, and has a stack deep enough for what Postgres
 * recurses into (on a small one it answers with an empty result instead of an error). A thread that dies fails what was running, and the
 * next use starts another.
 */
export async function openEngineInThread(options: ThreadOptions): Promise<Engine> {
  let thread: Promise<Thread> | undefined;
  let closed = false;
  let ear: Ear | undefined;
  const open = (): Promise<Thread> => {
    if (closed) return Promise.reject(new DatabaseUnavailable(new Error('The database is closed.')));
    thread ??= startThread(
      options,
      () => ear,
      () => {
        thread = undefined;
      },
    ).catch((error: unknown) => {
      thread = undefined;
      throw error;
    });
    return thread;
  };
  await open();
  return {
    query: async (text, parameters) => (await open()).call<EngineResult>({ kind: 'query', text, parameters }),
    exec: async (text) => (await open()).call<void>({ kind: 'exec', text }),
    listen: async (channel, onNotice, onGap) => {
      const running = await open();
      ear = { channel, onNotice, onGap };
      await running.call({ kind: 'listen', channel });
    },
    dump: async () => (await open()).call<Blob>({ kind: 'dump' }),
    close: async () => {
      if (closed) return;
      const last = await open().catch(() => null);
      closed = true;
      await last?.call({ kind: 'close' }).catch(() => {});
      await last?.worker.terminate();
    },
  };
}

interface Ear {
  readonly channel: string;
  readonly onNotice: (payload: string) => void;
  readonly onGap: () => void;
}

interface Thread {
  readonly worker: Worker;
  call<T>(request: Omit<ThreadRequest, 'id'>): Promise<T>;
}

async function startThread(
  options: ThreadOptions,
  earOf: () => Ear | undefined,
  onEnd: () => void,
): Promise<Thread> {
  const worker = options.startThread?.() ?? new Worker(workerUrl(), { resourceLimits: { stackSizeMb: 64 } });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let next = 0;
  let gone: Error | undefined;

  const end = (cause: unknown): void => {
    gone ??= new DatabaseUnavailable(cause);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
    onEnd();
  };
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`The thread of the embedded database ended (${code}).`)));
  worker.on('message', (answer: ThreadAnswer | ThreadNotice) => {
    if ('notice' in answer) return earOf()?.onNotice(answer.notice);
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error) call?.reject(Object.assign(new Error(answer.error.message), answer.error));
    else call?.resolve(answer.result);
  });

  const call = <T>(request: Omit<ThreadRequest, 'id'>): Promise<T> => {
    if (gone) return Promise.reject(gone);
    const id = (next += 1);
    const pending = Promise.withResolvers<unknown>();
    waiting.set(id, pending);
    worker.postMessage({ ...request, id } satisfies ThreadRequest);
    return pending.promise as Promise<T>;
  };

  await call({ kind: 'open', folder: options.folder });
  await options.onOpen?.({
    query: (text, parameters) => call<EngineResult>({ kind: 'query', text, parameters }),
    exec: (text) => call<void>({ kind: 'exec', text }),
  });
  const ear = earOf();
  if (ear) {
    await call({ kind: 'listen', channel: ear.channel });
    ear.onGap();
  }
  return { worker, call };
}

// Beside this module, in the sources as well as in the build. Not a literal: bundlers would rewrite it.
const workerUrl = (): URL => {
  const extension = import.meta.url.endsWith('.ts') ? 'node.ts' : 'js';
  return new URL(`./pglite-worker.${extension}`, import.meta.url);
};
