import { parsers } from './parsers.ts';

export interface EngineResult {
  readonly rows: Record<string, unknown>[];
  readonly affectedRows: number | undefined;
  /** The command's tag, e.g. `SELECT`; a failed transaction's `commit` says `ROLLBACK`. */
  readonly command: string | undefined;
}

/** The embedded database as a driver needs it: one connection, in this thread or in another. */
export interface Engine {
  query(text: string, parameters: readonly unknown[]): Promise<EngineResult>;
  /** Several statements at once, without parameters. */
  exec(text: string): Promise<void>;
  /** Tells of each notice on the channel, of which there may be one. `onGap`: some may have been missed until now. */
  listen(channel: string, onNotice: (payload: string) => void, onGap: () => void): Promise<void>;
  /** The whole data folder as a tar archive; `openEngine({ archive })` starts from it in half a second. */
  dump(): Promise<Blob>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Folder of the data; in memory without one. */
  readonly folder?: string | undefined;
  readonly archive?: Blob | undefined;
}

/** Opens the embedded database in this thread. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create({
    ...(options.folder !== undefined && { dataDir: options.folder }),
    ...(options.archive && { loadDataDir: options.archive }),
    parsers,
    serializers: { 17: bytesAsText },
  });
  return {
    query: async (text, parameters) => {
      const { rows, affectedRows, command } = await pglite.query<Record<string, unknown>>(text, [
        ...parameters,
      ]);
      return { rows, affectedRows, command };
    },
    exec: async (text) => {
      await pglite.exec(text);
    },
    listen: async (channel, onNotice) => {
      await pglite.listen(channel, onNotice);
    },
    dump: () => pglite.dumpDataDir('none'),
    close: () => pglite.close(),
  };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes as the database's text. By what they are, and not by whose `Uint8Array`: a page and a test's surroundings have another one than this module. */
function bytesAsText(value: unknown): string {
  if (!ArrayBuffer.isView(value)) throw new TypeError('These are no bytes.');
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return `\\x${Array.from(bytes, (byte) => HEX[byte]).join('')}`;
}
