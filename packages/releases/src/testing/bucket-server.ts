import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type BucketServer = Readonly<{
  /** Origin of the service; the bucket's files are below `/remotes/`. */
  endpoint: string;
  /** The variables by which our commands reach it. */
  env: Readonly<Record<string, string>>;
  stop: () => Promise<void>;
}>;

/** What a bucket needs so that browsers may load code of it into a page of another origin. */
const CORS = `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>`;

/** Runs a server that speaks S3's language, with one empty bucket, `remotes`, that pages of any origin may read. */
export async function startBucketServer(): Promise<BucketServer> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-bucket-'));
  writeFileSync(join(folder, 'cors.xml'), CORS);
  const port = await freePort();
  const command = createRequire(import.meta.url).resolve('s3rver/bin/s3rver.js');
  const words = ['--directory', join(folder, 'data'), '--address', '127.0.0.1', '--port', String(port)];
  const server = spawn(
    process.execPath,
    [command, ...words, '--configure-bucket', 'remotes', join(folder, 'cors.xml')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(server, 'exit');
  let said = '';
  while (!said.includes('listening')) said += String((await once(server.stdout, 'data'))[0]);
  server.stdout.resume();
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    // The only key that this server knows.
    env: { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' },
    stop: async () => {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
