// Runs a benchmark against the built product with one big client in it: in a Postgres database of its own, dropped afterwards, or without a Postgres
// in an embedded one.
//
//   npm run build && node tests/bench/with-big-client.mjs scroll-calls.mjs --rows 100000
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { findPostgres } from '../../.ci/postgres.mjs';

const CALLS = '120000';
const [bench = '', ...words] = process.argv.slice(2);
const server = fileURLToPath(new URL('../../apps/server/dist/', import.meta.url));

const postgres = await findPostgres();
const data = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
const name = `foyer_bench_${process.pid}`;
const admin = postgres ? new pg.Client({ connectionString: postgres }) : undefined;
/** @type {NodeJS.ProcessEnv} */
const env = { ...process.env, NODE_ENV: 'development', PORT: '0', FOYER_DATA: data, LOG_LEVEL: 'silent' };
await admin?.connect();
await admin?.query(`create database ${name}`);
if (postgres) env.DATABASE_URL = new URL(name, postgres).href;

let running;
try {
  await ended(run([join(server, 'seed.js'), '--calls', CALLS], 'inherit'));
  running = run([join(server, 'main.js')], 'pipe');
  let said = '';
  while (!said.includes('Foyer is ready at ')) said += (await once(output(running), 'data'))[0];
  output(running).resume();
  const url = /http:\/\/\S+/.exec(said)?.[0] ?? '';
  const script = fileURLToPath(new URL(bench, import.meta.url));
  process.exitCode = await ended(run([script, '--url', url, ...words], 'inherit'));
} finally {
  if (running) {
    running.kill();
    await ended(running);
  }
  await admin?.query(`drop database ${name} with (force)`);
  await admin?.end();
  rmSync(data, { recursive: true, force: true });
}

/**
 * @param {string[]} args
 * @param {'inherit' | 'pipe'} stdout
 */
function run(args, stdout) {
  return spawn(process.execPath, args, { env, stdio: ['ignore', stdout, 'inherit'] });
}

/** @param {import('node:child_process').ChildProcess} child */
function output({ stdout }) {
  if (!stdout) throw new Error('The server was started without a pipe.');
  return stdout;
}

/** @param {import('node:child_process').ChildProcess} child */
async function ended(child) {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? 1;
}
