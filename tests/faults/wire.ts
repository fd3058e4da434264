import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to another server's port that can be cut, with all that is on it, and mended. */
export interface Wire {
  readonly port: number;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function layWire(target: { host: string; port: number }): Promise<Wire> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  const listen = async (port: number): Promise<number> => {
    const listening = createServer((from) => {
      const to = connect(target.port, target.host);
      for (const socket of [from, to]) {
        sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          sockets.delete(socket);
          from.destroy();
          to.destroy();
        });
      }
      from.pipe(to).pipe(from);
    });
    await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve));
    server = listening;
    return (listening.address() as AddressInfo).port;
  };
  const port = await listen(0);
  return {
    port,
    cut: async () => {
      const closed = new Promise<void>((resolve) => server?.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: async () => void (await listen(port)),
  };
}
