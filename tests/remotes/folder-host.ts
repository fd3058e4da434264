import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { startFaultyOrigin, type FaultyOrigin } from '../faults/faulty-origin.ts';

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };

/** A host of static files as any CDN is: a plain folder at an origin of its own, whose addresses can be made to fail. */
export async function startFolderHost(folder: string): Promise<FaultyOrigin> {
  const files = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '', 'http://host').pathname));
    readFile(join(folder, path)).then(
      (body) => {
        response.writeHead(200, {
          'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
          'access-control-allow-origin': '*',
          'cache-control': 'public, max-age=31536000, immutable',
        });
        response.end(body);
      },
      () => response.writeHead(404, { 'access-control-allow-origin': '*' }).end(),
    );
  });
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  const front = await startFaultyOrigin(`http://127.0.0.1:${(files.address() as AddressInfo).port}`);
  return {
    ...front,
    close: async () => {
      await front.close();
      files.close();
      files.closeAllConnections();
    },
  };
}
