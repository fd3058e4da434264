import type { AccessChange } from '../mock-access.ts';
import { fromWireResponse, toWireRequest, type FromWorker, type Onlooker, type ToWorker } from './wire.ts';

/** The page's end of the server app that runs in a worker of its own. */
export interface ServerInWorker {
  /** Resolves when the database stands and the persona is signed in: who there is, and who it is. */
  readonly ready: Promise<Extract<FromWorker, { type: 'ready' }>>;
  answer(request: Request): Promise<Response>;
  /** Changes what the person's access stands on, and tells who looks at the portal now. */
  change(change: AccessChange): Promise<Onlooker>;
}

type Pending<Answer> = { resolve(answer: Answer): void; reject(reason: Error): void };

/** Starts the worker on a database in which the person's access is changed first; requests wait until it is ready. */
export function startServerInWorker(persona: string | null, access: AccessChange): ServerInWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'foyer-mocks' });
  const pending = new Map<number, Pending<Response>>();
  const changing = new Map<number, Pending<Onlooker>>();
  let last = 0;
  const post = (message: ToWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer);

  const ready: ServerInWorker['ready'] = new Promise((resolve, reject) => {
    worker.addEventListener('error', (event) =>
      reject(new Error(event.message || 'The worker did not load.')),
    );
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'ready') return resolve(data);
      if (data.type === 'not_ready') return reject(new Error(data.message));
      const request = pending.get(data.id);
      const change = changing.get(data.id);
      pending.delete(data.id);
      changing.delete(data.id);
      if (data.type === 'response') request?.resolve(fromWireResponse(data.response));
      else if (data.type === 'changed') change?.resolve(data.onlooker);
      else (request ?? change)?.reject(new Error(data.message));
    });
  });
  post({ type: 'start', persona, origin: location.origin, access });

  return {
    ready,
    async answer(request) {
      await ready;
      const id = ++last;
      const wire = await toWireRequest(request);
      request.signal.addEventListener('abort', () => post({ type: 'cancel', id }), { once: true });
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        post({ type: 'request', id, request: wire }, wire.body ? [wire.body] : []);
      });
    },
    async change(change) {
      await ready;
      const id = ++last;
      return new Promise((resolve, reject) => {
        changing.set(id, { resolve, reject });
        post({ type: 'change', id, change });
      });
    },
  };
}
