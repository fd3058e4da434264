import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import type { App } from '../app.ts';
import { compress } from './compress.node.ts';

export interface Listening {
  readonly port: number;
  /** Takes no new request, waits for the running ones up to `patience` milliseconds, then closes what is left. */
  close(patience: number): Promise<void>;
}

/** Serves an app over HTTP. Rejects when the port can't be had. */
export async function listen(
  app: Pick<App, 'fetch'>,
  where: { port: number; host: string },
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: async (request, { incoming }) => {
      const address = (incoming as HttpBindings['incoming']).socket.remoteAddress;
      const response = await app.fetch(request, address === undefined ? {} : { address });
      return compress(request, response);
    },
    serverOptions: { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 20_000 },
  }) as Server;
  // Browsers connect ahead of what they may ask; Node doesn't count such a connection as idle.
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where.port, where.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (patience) =>
      new Promise((resolve) => {
        const last = setTimeout(() => server.closeAllConnections(), patience);
        // A connection that was busy at first is kept open by its browser afterwards.
        const idle = setInterval(() => server.closeIdleConnections(), 50);
        server.close(() => {
          clearTimeout(last);
          clearInterval(idle);
          resolve();
        });
        for (const socket of unused) socket.destroy();
      }),
  };
}
