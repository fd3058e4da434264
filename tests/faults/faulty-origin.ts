import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an address answers instead of its own: something else, never anything, or a torn connection. */
export type Fault = Readonly<{ status?: number; type?: string; body: string }> | 'hang' | 'reset';

export interface FaultyOrigin {
  readonly url: string;
  /** From now on, every path that matches answers with the fault. Nothing of it is cached. */
  break(where: RegExp, fault: Fault): void;
  /** From now on, everything is answered as the product does. What hangs goes on hanging. */
  repair(): void;
  close(): Promise<void>;
}

/**
 * An origin in front of the product on which any path can be made to fail, on real sockets: a request that hangs holds one of the few
 * connections that a browser opens to an origin.
 */
export async function startFaultyOrigin(product: string): Promise<FaultyOrigin> {
  const target = new URL(product);
  let broken: { where: RegExp; fault: Fault } | undefined;

  const server = createServer((incoming, outgoing) => {
    if (broken?.where.test(incoming.url ?? '')) fail(broken.fault, incoming, outgoing);
    else forward(target, incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    break: (where, fault) => {
      broken = { where, fault };
    },
    repair: () => {
      broken = undefined;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fail(fault: Fault, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (fault === 'hang') return;
  if (fault === 'reset') return void incoming.socket.destroy();
  outgoing.writeHead(fault.status ?? 200, {
    'content-type': fault.type ?? 'text/javascript; charset=utf-8',
    'cache-control': 'no-store',
    // Or a page of another origin couldn't tell what was answered.
    'access-control-allow-origin': '*',
  });
  outgoing.end(fault.body);
}

function forward(target: URL, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url: path, headers } = incoming;
  const onward = request({ host: target.hostname, port: target.port, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}
