import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const READY = /Foyer is ready at (http:\/\/\S+)/;

export interface Product {
  /** Origin, such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Folder of the embedded database. */
  readonly data: string;
  /** All that the server has printed so far. */
  output(): string;
  /** Asks the server to end, waits until it has, and returns its exit code. The data folder goes with it unless it was given. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface ProductOptions {
  /** An existing data folder to run on. Without it: a new one, filled from `copyOf` if given, else seeded by the server. */
  readonly data?: string;
  /** The data folder of a product that has stopped: copying is quicker than seeding. */
  readonly copyOf?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A repository other than this one whose built server runs. */
  readonly repository?: string;
  /** Milliseconds until a server that isn't ready fails. */
  readonly timeout?: number;
}

/** Starts the built server on a free port. Rejects with what it printed if it ends or isn't ready in time. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'foyer-')));
  if (options.copyOf) await cp(options.copyOf, data, { recursive: true });

  const { DATABASE_URL: _, ...inherited } = process.env;
  const server = spawn(process.execPath, ['apps/server/dist/main.js'], {
    cwd: options.repository ?? root,
    env: {
      ...inherited,
      NODE_ENV: 'development',
      PORT: '0',
      FOYER_DATA: data,
      FOYER_PARENT_PID: String(process.pid),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(server, 'close');

  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (server.exitCode === null && server.signalCode === null) server.kill(signal);
    await ended;
    if (!options.data) await rm(data, { recursive: true, force: true });
    return server.exitCode;
  };

  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`${why}\n${output}`));
    };
    const timer = setTimeout(() => fail('The server is not ready in time.'), options.timeout ?? 90_000);
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const address = READY.exec(output)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.on('error', (error) => fail(error.message));
    server.on('close', (code) => fail(`The server ended with ${code}.`));
  }).catch(async (error: unknown) => {
    await stop('SIGKILL');
    throw error;
  });

  return { url, data, output: () => output, stop };
}
