/** Events that may wait for a slow reader. One that lets more pile up is cut off; its browser comes back and is told the present state. */
const WAITING = 16;
/** Milliseconds after which a browser comes back, at least, and at most twice that: not all at once after a restart. */
const RETRY = 2_000;

const encoder = new TextEncoder();

/** One answer of `text/event-stream`, which outlives its request's handler. */
export class EventStream {
  readonly bytes: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly #controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  readonly #onEnd: () => void;
  #open = true;
  /** When something was last sent, milliseconds. */
  #sentAt: number;

  /** `onEnd` is called once, whoever ends it. */
  constructor(now: number, onEnd: () => void) {
    let controller!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
    this.bytes = new ReadableStream(
      {
        start: (own) => {
          controller = own;
        },
        cancel: () => {
          this.#end();
        },
      },
      new CountQueuingStrategy({ highWaterMark: WAITING }),
    );
    this.#controller = controller;
    this.#onEnd = onEnd;
    this.#sentAt = now;
    this.#send(`retry: ${RETRY + Math.floor(Math.random() * RETRY)}\n\n`);
  }

  get open(): boolean {
    return this.#open;
  }

  send(event: string, id: string, data: unknown, now: number): void {
    this.#sentAt = now;
    this.#send(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Sends what has no state: who comes back asks for it anew. */
  sendAside(event: string, now: number): void {
    this.#sentAt = now;
    this.#send(`event: ${event}\ndata: {}\n\n`);
  }

  /** Sends a comment if nothing was sent for `every` milliseconds: proxies cut off what is silent. */
  beat(now: number, every: number): void {
    if (now - this.#sentAt < every) return;
    this.#sentAt = now;
    this.#send(':\n\n');
  }

  /** Ends it in good order: what waits is still read. */
  close(): void {
    if (this.#end()) this.#controller.close();
  }

  #send(text: string): void {
    if (!this.#open) return;
    if ((this.#controller.desiredSize ?? 0) > 0) this.#controller.enqueue(encoder.encode(text));
    else if (this.#end()) this.#controller.error(new Error('The reader of an event stream is too slow.'));
  }

  #end(): boolean {
    if (!this.#open) return false;
    this.#open = false;
    this.#onEnd();
    return true;
  }
}
