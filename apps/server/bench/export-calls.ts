import type { CallExport } from '@foyer/contract/exports';
import { openWorld, say, type World } from './world.ts';

/*
 * The calls of a client with a million as a file: counted, written and downloaded, and how much memory the server has meanwhile.
 *
 *   bench export-calls <postgres://… | folder> [calls]
 *
 * The server and whoever downloads are one process: what it has is what both have. The file is read to its end, and what it has is compared with
 * what was counted.
 */

const CASES: readonly (readonly [name: string, filters: Record<string, string>, sort: string])[] = [
  ['every call, newest first', {}, '-started_at'],
  ['completed ones, longest first', { status: 'completed' }, '-duration'],
  ['with "deposit", newest first', { text: 'deposit' }, '-started_at'],
];

const COLUMNS = [
  'started_at',
  'caller_name',
  'caller_number',
  'agent',
  'project',
  'direction',
  'status',
  'outcome',
  'sentiment',
  'tags',
  'duration',
  'cost',
  'id',
];

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
const memory = (): number => process.memoryUsage().rss;

export async function main(args: readonly string[]): Promise<void> {
  const [place = '', calls = '1000000'] = args.filter((arg) => !arg.startsWith('--'));
  const world = await openWorld(place, Number(calls));
  for (const [name, filters, sort] of CASES) await exportOf(world, name, filters, sort);
  await world.db.close();
}

async function exportOf(
  world: World,
  name: string,
  filters: Record<string, string>,
  sort: string,
): Promise<void> {
  const began = performance.now();
  const asked = await world.fetch('/api/call-exports', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: crypto.randomUUID(), filters, sort, columns: COLUMNS }),
  });
  if (!asked.ok) throw new Error(await asked.text());
  const { id, total } = (await asked.json()) as CallExport;
  const counted = performance.now() - began;

  const samples: { rows: number; rss: number }[] = [{ rows: 0, rss: memory() }];
  const started = performance.now();
  const written = world.app.writeExports();
  let state: CallExport;
  do {
    await new Promise((resolve) => setTimeout(resolve, 250));
    state = (await world.get(`/api/call-exports/${id}`)).body as CallExport;
    samples.push({ rows: state.rows, rss: memory() });
  } while (state.state === 'running');
  const seconds = (performance.now() - started) / 1000;
  await written;

  const at = [0, 0.1, 0.25, 0.5, 0.75].map(
    (share) => samples.find(({ rows }) => rows >= total * share) ?? { rows: 0, rss: 0 },
  );
  const most = Math.max(...samples.map(({ rss }) => rss));
  say(`${name}: ${total.toLocaleString('en')} calls, counted in ${counted.toFixed(0)} ms`);
  say(
    `  written: ${state.state}, ${state.rows.toLocaleString('en')} rows, ${megabytes(state.bytes)} in ${seconds.toFixed(1)} s, ${Math.round(state.rows / seconds).toLocaleString('en')} rows/s`,
  );
  const along = [...at.map(({ rss }) => megabytes(rss)), megabytes(memory())].join(', ');
  say(`  memory at 0, 10, 25, 50, 75 and 100 %: ${along}; ${megabytes(most)} at most`);
  await download(world, id, state);
}

async function download(world: World, id: string, { rows, bytes }: CallExport): Promise<void> {
  const started = performance.now();
  const answer = await world.fetch(`/api/call-exports/${id}/file`);
  let got = 0;
  let lines = 0;
  let most = memory();
  for await (const part of answer.body ?? []) {
    got += part.byteLength;
    for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines += 1;
    most = Math.max(most, memory());
  }
  const seconds = (performance.now() - started) / 1000;
  if (got !== bytes || lines !== rows + 1)
    throw new Error(`${got} bytes and ${lines} lines, not ${bytes} and ${rows + 1}`);
  say(
    `  downloaded: all ${lines.toLocaleString('en')} lines in ${seconds.toFixed(1)} s, ${megabytes(got / seconds)}/s, ${megabytes(most)} of memory at most`,
  );
}
