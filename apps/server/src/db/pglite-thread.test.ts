import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from './database.ts';
import { openFolder } from './open-folder.node.ts';
import { openEngineInThread } from './pglite-thread.node.ts';

// Making a data folder takes seconds: all of these use one, one after the other.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-thread-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the embedded database in its thread', { timeout: 120_000 }, () => {
  it('answers errors as errors, with their codes, and deep recursion as what it is', async () => {
    const engine = await openEngineInThread({ folder: join(folder, 'postgres') });
    await expect(engine.query('select * from nowhere', [])).rejects.toMatchObject({ code: '42P01' });
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    expect((await engine.query('select $1::jsonb is not null as there', [deep])).rows).toEqual([
      { there: true },
    ]);
    await engine.close();
    await expect(engine.query('select 1', [])).rejects.toBeInstanceOf(DatabaseUnavailable);
  });

  it('comes back after its thread has died, with what was written, and still hears what is announced', async () => {
    const workers: Worker[] = [];
    const opened: number[] = [];
    const engine = await openEngineInThread({
      folder: join(folder, 'postgres'),
      onOpen: async () => void opened.push(1),
      startThread: () => {
        const url = new URL('./pglite-worker.node.ts', import.meta.url);
        const worker = new Worker(url, { resourceLimits: { stackSizeMb: 64 } });
        workers.push(worker);
        return worker;
      },
    });
    const heard: string[] = [];
    await engine.listen(
      'news',
      (payload) => heard.push(payload),
      () => heard.push('(gap)'),
    );
    await engine.exec('create table kept (id int); insert into kept values (1)');
    await engine.query("select pg_notify('news', 'before')", []);
    const running = engine.query('select pg_sleep(0.5)', []);
    const [, died] = await Promise.allSettled([workers[0]?.terminate(), running]);
    expect(died).toMatchObject({ status: 'rejected', reason: { name: 'DatabaseUnavailable' } });
    expect((await engine.query('select id from kept', [])).rows).toEqual([{ id: 1 }]);
    expect(opened).toHaveLength(2);
    await engine.query("select pg_notify('news', 'after')", []);
    await expect.poll(() => heard).toEqual(['before', '(gap)', 'after']);
    await engine.close();
  });

  it('is one server’s alone', async () => {
    const database = await openFolder(folder);
    await expect(openFolder(folder)).rejects.toThrow('Another Foyer server');
    await database.close();
    await (await openFolder(folder)).close();
  });
});

it('loses nothing that was acknowledged when it is killed while writing', async () => {
  const script = new URL('../testing/write-until-killed.ts', import.meta.url);
  let last = 0;
  for (let round = 0; round < 3; round += 1) {
    const writer = spawn(process.execPath, [script.pathname, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    writer.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const wanted = last + 20 + round * 7;
    await expect.poll(() => lastLine(output), { timeout: 60_000, interval: 5 }).toBeGreaterThan(wanted);
    writer.kill('SIGKILL');
    await once(writer, 'close');
    last = lastLine(output);

    const database = await openFolder(folder);
    const rows = await database.withOwner(async ({ db }) =>
      db
        .selectFrom('acknowledged' as never)
        .select('id' as never)
        .execute(),
    );
    const ids = new Set((rows as { id: number }[]).map((row) => row.id));
    for (let id = 1; id <= last; id += 1) expect(ids.has(id)).toBe(true);
    await database.close();
  }
}, 180_000);

/** The last number that was printed whole; 0 before the first. */
const lastLine = (output: string): number =>
  Number(output.slice(0, output.lastIndexOf('\n')).split('\n').at(-1) ?? 0);
