import type { Session } from '@foyer/contract';
import type { AccessChange, MockAccess } from '../mock-access.ts';
import type { PanelPersona } from '../panel/panel-state.ts';

/** Who looks at the portal, and what their access stands on. */
export interface Onlooker {
  readonly session: Session;
  /** Null while no client is in view. */
  readonly access: MockAccess | null;
}

/** What the page and the worker that runs the server app say to each other. */
export type ToWorker =
  | {
      readonly type: 'start';
      readonly persona: string | null;
      readonly origin: string;
      readonly access: AccessChange;
    }
  | { readonly type: 'change'; readonly id: number; readonly change: AccessChange }
  | { readonly type: 'request'; readonly id: number; readonly request: WireRequest }
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker =
  | {
      readonly type: 'ready';
      readonly personas: readonly PanelPersona[];
      readonly persona: string;
      readonly onlooker: Onlooker;
    }
  | { readonly type: 'changed'; readonly id: number; readonly onlooker: Onlooker }
  | { readonly type: 'not_ready'; readonly message: string }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'response'; readonly id: number; readonly response: WireResponse };

export interface WireRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: ArrayBuffer | null;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: [string, string][];
  /** A stream where streams can be handed over; else the whole. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | ArrayBuffer | null;
}

const BODILESS = new Set(['GET', 'HEAD']);

export async function toWireRequest(request: Request): Promise<WireRequest> {
  return {
    url: request.url,
    method: request.method,
    headers: [...request.headers],
    body: BODILESS.has(request.method) ? null : await request.arrayBuffer(),
  };
}

export const fromWireResponse = ({ status, headers, body }: WireResponse): Response =>
  new Response(body, { status, headers });

let streamsTransfer: boolean | undefined;

/** Streams are transferable in Chromium and Firefox; elsewhere the body is read whole. */
function canTransferStreams(): boolean {
  if (streamsTransfer === undefined) {
    try {
      const stream = new ReadableStream();
      structuredClone(stream, { transfer: [stream] });
      streamsTransfer = true;
    } catch {
      streamsTransfer = false;
    }
  }
  return streamsTransfer;
}

/** The answer in a form that can be posted, and what of it changes hands. */
export async function toWireResponse(response: Response): Promise<[WireResponse, Transferable[]]> {
  const head = { status: response.status, headers: [...response.headers] };
  if (!response.body) return [{ ...head, body: null }, []];
  // A stream of events has no whole. 204 tells its page to do without.
  if (!canTransferStreams() && response.headers.get('content-type') === 'text/event-stream') {
    await response.body.cancel();
    return [{ status: 204, headers: [], body: null }, []];
  }
  const body = canTransferStreams()
    ? (response.body as ReadableStream<Uint8Array<ArrayBuffer>>)
    : await response.arrayBuffer();
  return [{ ...head, body }, [body]];
}
