import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { cookieKey, sign } from '../../apps/server/src/auth/signed-cookie.ts';

// `node tests/campaigns/streams.mjs [streams] [postgres://…]`: that many open pages on one server process, and an agency that changes what a client is
// granted through another process over the same Postgres. Prints how long it took from sending the change until each page of the client had heard.

const root = fileURLToPath(new URL('../../', import.meta.url));
const STREAMS = Number(process.argv[2] ?? 5_000);
const ADMIN =
  process.argv[3] ?? process.env.FOYER_TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
/** As many as one session may have. */
const OF_A_SESSION = 20;
const SECRET = 'for this campaign alone, and long enough for every check';
const CHANGES = 10;
const PASSWORD = 'open the foyer';
const PEOPLE = [
  'renata@brightwater.example',
  'colm@brightwater.example',
  'suri@brightwater.example',
  'dolores@copperline.example',
  'teodor@copperline.example',
  'marisol@copperline.example',
];

const name = `foyer_streams_${process.pid}`;
const admin = new pg.Client({ connectionString: ADMIN });
await admin.connect();
await admin.query(`create database ${name}`);
const own = new URL(ADMIN);
own.pathname = `/${name}`;
const data = await mkdtemp(join(tmpdir(), 'foyer-streams-'));
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** @returns {Promise<{ url: string, pid: number, stop: () => Promise<unknown> }>} */
async function start() {
  const server = spawn(process.execPath, ['apps/server/dist/main.js'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: '0',
      DATABASE_URL: own.href,
      FOYER_DATA: data,
      FOYER_SECRET: SECRET,
      LOG_LEVEL: 'warn',
      FOYER_PARENT_PID: String(process.pid),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const url = await new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk) => {
      output += chunk;
      const address = /Foyer is ready at (http:\/\/\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    });
    server.on('close', (code) => reject(new Error(`The server ended with ${code}.\n${output}`)));
  });
  return {
    url,
    pid: server.pid ?? 0,
    stop: () => {
      server.kill('SIGTERM');
      return once(server, 'close');
    },
  };
}

/** @param {string} url @param {string} email */
async function signIn(url, email) {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`${email}: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** @param {string} url @param {string} cookie @param {(event: string) => void} heard */
function listen(url, cookie, heard) {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/api/events`, { agent, headers: { cookie } }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`a stream was answered ${answer.statusCode}`));
      answer.setEncoding('utf8');
      answer.on('data', (text) => {
        for (const [, event] of text.matchAll(/^event: (\w+)$/gm)) {
          heard(event);
          if (event === 'hello') resolve(undefined);
        }
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** @param {readonly number[]} sorted @param {number} share */
const at = (sorted, share) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

// One after the other: the first makes the tables and the demo.
const pages = await start();
const console_ = await start();
try {
  const agency = await signIn(console_.url, 'anselm@tidewell.example');
  /** @param {string} path @param {RequestInit} [init] @returns {Promise<any>} */
  const ask = async (path, init = {}) => {
    const headers = { cookie: agency, origin: console_.url, 'content-type': 'application/json' };
    const answer = await fetch(`${console_.url}${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { items } = await ask('/api/clients');
  const client = items.find((/** @type {{ name: string }} */ one) => one.name.startsWith('Copperline'));

  /** @type {{ email: string, cookie: string }[]} */
  const sessions = [];
  // Made in the database: signing hundreds of people in would measure how passwords are hashed.
  const database = new pg.Client({ connectionString: own.href });
  await database.connect();
  const key = await cookieKey(SECRET);
  for (let i = 0; i < Math.ceil(STREAMS / OF_A_SESSION); i += 1) {
    const email = PEOPLE[i % PEOPLE.length] ?? '';
    const token = randomUUID();
    await database.query(
      `insert into sessions (id, user_id, token, expires_at)
        select gen_random_uuid(), id, $1, now() + interval '1 day' from people where email = $2`,
      [token, email],
    );
    const cookie = encodeURIComponent(await sign(token, key));
    sessions.push({ email, cookie: `foyer.session_token=${cookie}` });
  }
  await database.end();
  /** When each page of the client heard of the change, milliseconds; and how many others heard one that isn't theirs. */
  /** @type {number[]} */
  let heardAt = [];
  let others = 0;
  let concerned = 0;
  for (let i = 0; i < STREAMS; i += 50) {
    await Promise.all(
      Array.from({ length: Math.min(50, STREAMS - i) }, (_, j) => {
        const { email = '', cookie = '' } = sessions[Math.floor((i + j) / OF_A_SESSION)] ?? {};
        const ofClient = email.endsWith('@copperline.example');
        if (ofClient) concerned += 1;
        return listen(pages.url, cookie, (event) => {
          if (event !== 'changed') return;
          if (ofClient) heardAt.push(performance.now());
          else others += 1;
        });
      }),
    );
  }
  console.log(
    `${STREAMS} streams of ${sessions.length} sessions are open, ${concerned} of the client that is changed`,
  );

  /** @type {number[]} */
  const waits = [];
  for (let i = 0; i < CHANGES; i += 1) {
    const { version } = await ask(`/api/clients/${client.id}/permissions`);
    const overrides = { view_analytics: { value: i % 2 === 1, until: null } };
    heardAt = [];
    const from = performance.now();
    await ask(`/api/clients/${client.id}/permissions`, {
      method: 'PUT',
      body: JSON.stringify({ version, overrides }),
    });
    // Staff have no analytics, with the grant or without: nothing of theirs changes but what they are told of it.
    const deadline = performance.now() + 10_000;
    let before = -1;
    while (performance.now() < deadline && (heardAt.length < concerned || heardAt.length !== before)) {
      before = heardAt.length;
      await new Promise((resolve) => setTimeout(resolve, 250));
      if (heardAt.length === before && before > 0) break;
    }
    waits.push(...heardAt.map((moment) => moment - from));
    console.log(`change ${i + 1}: ${heardAt.length} of ${concerned} pages heard`);
  }
  const sorted = waits.toSorted((a, b) => a - b);
  const { stdout } = spawn('ps', ['-o', 'rss=', '-p', String(pages.pid)]);
  let rss = '';
  for await (const chunk of stdout) rss += chunk;
  console.log(
    `from sending the change to the page that hears: p50 ${at(sorted, 0.5)} ms, p95 ${at(sorted, 0.95)} ms, worst ${at(sorted, 1)} ms (${sorted.length} pages)`,
  );
  console.log(`pages of other clients that heard something: ${others}`);
  console.log(`resident size of the process with the streams: ${Math.round(Number(rss) / 1024)} MB`);
} finally {
  agent.destroy();
  for (const server of [pages, console_]) await server.stop();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
  await rm(data, { recursive: true, force: true });
}
