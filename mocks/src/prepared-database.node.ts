import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seedDemo } from '../../apps/server/src/seed/seed-demo.ts';
import { embeddedDatabase, migrate, openEngine } from './server-parts.ts';

/** Enough for a list that scrolls and for every recording gate; a tenth of the demo's. */
const CALLS_PER_CLIENT = 300;

// What the content of the database follows from.
const SERVER = fileURLToPath(new URL('../../apps/server/src/', import.meta.url));
const SOURCES = ['db', 'seed'];
const CACHE = fileURLToPath(new URL('../node_modules/.cache/foyer-mocks/', import.meta.url));

let prepared: Promise<Uint8Array<ArrayBuffer>> | undefined;

/**
 * The migrated and seeded database as an archive. Made once a day and whenever the migrations or the seed change, else read from the cache.
 */
export const preparedDatabase = (): Promise<Uint8Array<ArrayBuffer>> => (prepared ??= readOrMake());

async function readOrMake(): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(CACHE, `${await fingerprint()}.tar`);
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    const bytes = await make();
    await mkdir(CACHE, { recursive: true });
    // Written aside and renamed: others may be reading or making the same.
    await writeFile(`${path}.${process.pid}`, bytes);
    await rename(`${path}.${process.pid}`, path);
    return bytes;
  }
}

async function make(): Promise<Uint8Array<ArrayBuffer>> {
  const engine = await openEngine({});
  const db = embeddedDatabase(engine);
  await migrate(db);
  await seedDemo(db, { now: new Date(), callsPerClient: CALLS_PER_CLIENT });
  const archive = await engine.dump();
  await db.close();
  return new Uint8Array(await archive.arrayBuffer());
}

/** The seed dates its calls from today, so the day is part of it. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(new Date().toISOString().slice(0, 10));
  for (const folder of SOURCES) {
    const files = await readdir(join(SERVER, folder), { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile()).sort(byPath))
      hash.update(file.name).update(await readFile(join(file.parentPath, file.name)));
  }
  return hash.digest('hex').slice(0, 32);
}

const byPath = (a: PathEntry, b: PathEntry): number =>
  join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1;

interface PathEntry {
  readonly parentPath: string;
  readonly name: string;
}

/** The bytes of a recording by its key, or null. */
export async function recording(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
  return readFile(join(SERVER, 'seed/audio', key)).then(
    (bytes) => new Uint8Array(bytes),
    () => null,
  );
}
