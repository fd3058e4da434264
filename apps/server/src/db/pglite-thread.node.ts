import { Worker } from 'node:worker_threads';
import { DatabaseUnavailable } from './database.ts';
import type { Engine, EngineOptions, EngineResult } from './pglite-engine.ts';
import type { ThreadAnswer, ThreadRequest } from './pglite-worker.node.ts';

/**
 * Opens the embedded database in a thread of its own: it keeps the event loop free, and has a stack deep enough for what Postgres
 * recurses into (on a small one it answers with an empty result instead of an error).
 */
export async function openEngineInThread(options: Pick<EngineOptions, 'folder'>): Promise<Engine> {
  const worker = new Worker(workerUrl(), { resourceLimits: { stackSizeMb: 64 } });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let next = 0;
  let gone: Error | undefined;

  const fail = (cause: unknown): void => {
    gone = new DatabaseUnavailable(cause);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`The thread of the embedded database ended (${code}).`)));
  worker.on('message', (answer: ThreadAnswer) => {
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
  return {
    query: (text, parameters) => call<EngineResult>({ kind: 'query', text, parameters }),
    exec: (text) => call<void>({ kind: 'exec', text }),
    dump: () => call<Blob>({ kind: 'dump' }),
    close: async () => {
      if (gone) return;
      await call<void>({ kind: 'close' });
      await worker.terminate();
    },
  };
}

// Beside this module, in the sources as well as in the build. Not a literal: bundlers would rewrite it.
const workerUrl = (): URL => {
  const extension = import.meta.url.endsWith('.ts') ? 'node.ts' : 'js';
  return new URL(`./pglite-worker.${extension}`, import.meta.url);
};
