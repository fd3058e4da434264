import { connect, createServer, type AddressInfo } from 'node:net';

/** Stands before Postgres and drops its notices (messages that begin with `A`), as a pooler by transaction does. */
export async function withoutNotices(target: URL): Promise<{ port: number; close: () => void }> {
  const proxy = createServer((from) => {
    const to = connect(Number(target.port || 5432), target.hostname);
    let rest = Buffer.alloc(0);
    to.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
        const end = 1 + rest.readInt32BE(1);
        if (rest[0] !== 0x41) from.write(rest.subarray(0, end));
        rest = rest.subarray(end);
      }
    });
    from.pipe(to);
    from.on('error', () => to.destroy());
    to.on('error', () => from.destroy());
    from.on('close', () => to.destroy());
    to.on('close', () => from.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return { port: (proxy.address() as AddressInfo).port, close: () => proxy.close() };
}
