import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

// `node tests/campaigns/ingest.mjs [calls a second] [seconds] [postgres://…]`: a platform that sends so many finished calls a second to one server process, once
// undisturbed, and once with the server killed (SIGKILL) in the middle and started again; what isn't answered is sent again. Prints how it went, and whether each call
// that was sent stands there exactly once. The sender runs on the same machine.

const root = fileURLToPath(new URL('../../', import.meta.url));
const RATE = Number(process.argv[2] ?? 200);
const SECONDS = Number(process.argv[3] ?? 60);
const ADMIN =
  process.argv[4] ?? process.env.FOYER_TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const SECRET = 'for this campaign alone, and long enough for every check';
/** Milliseconds between two tries of what wasn't answered. */
const AGAIN = 500;

const name = `foyer_ingest_${process.pid}`;
const admin = new pg.Client({ connectionString: ADMIN });
await admin.connect();
await admin.query(`create database ${name}`);
const own = new URL(ADMIN);
own.pathname = `/${name}`;
const data = await mkdtemp(join(tmpdir(), 'foyer-ingest-'));
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** @param {number} port @returns {Promise<{ url: string, kill: (signal: NodeJS.Signals) => Promise<unknown>, pid: number }>} */
async function start(port) {
  const server = spawn(process.execPath, ['apps/server/dist/main.js'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: String(port),
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
    kill: (signal) => {
      server.kill(signal);
      return once(server, 'close');
    },
  };
}

/** @param {string} url @param {string} path @param {{ method?: string, cookie?: string, body?: unknown }} [what] */
async function ask(url, path, { method = 'GET', cookie = '', body } = {}) {
  const answer = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', origin: url, cookie },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { cookie: cookies.join('; '), json: answer.status === 204 ? null : await answer.json() };
}

const LINES = [
  ['agent', 'Thank you for calling. How can I help you today?'],
  ['caller', 'Hello, my name is Maren Oduya and I would like to move my appointment, please.'],
  ['agent', 'Of course. What is your date of birth, so that I find you?'],
  ['caller', 'The fourth of May nineteen eighty-eight.'],
  ['agent', 'Thank you. On Friday at half past nine somebody has time for you. Would that do?'],
  ['caller', 'Yes, wonderful. You can reach me at two one two, five five five, oh one four two.'],
  ['agent', 'It is written down. Is there anything else that I can do for you?'],
  ['caller', 'The parking garage: is it open before eight? Last time the gate was closed.'],
];

/** A call of some twenty turns, as the interface takes it: about 3 kB. @param {string} id @param {number} number */
function payload(id, number) {
  const transcript = [...LINES, ...LINES, ...LINES].map(([speaker, text], index) => ({
    speaker,
    startMs: index * 4_000,
    endMs: index * 4_000 + 3_500,
    text,
  }));
  return JSON.stringify({
    event: 'call.finished',
    call: {
      id,
      agent: 'desk',
      startedAt: new Date(Date.UTC(2025, 10, 10) + number * 1_000).toISOString(),
      durationMs: 96_000,
      direction: 'inbound',
      status: 'completed',
      endReason: 'caller_hung_up',
      caller: { name: 'Maren Oduya', number: '+12125550142' },
      cost: { amount: 0.21, currency: 'USD' },
      summary: `Maren Oduya moved an appointment to Friday. Call ${number}.`,
      sentiment: 'positive',
      outcome: 'rescheduled',
      transcript,
    },
  });
}

/** @param {string} url @param {string} body @param {string} secret @returns {Promise<number>} 0 without an answer */
function post(url, body, secret) {
  const stamp = Math.floor(Date.now() / 1000);
  const mac = createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex');
  return new Promise((resolve) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        timeout: 10_000,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-foyer-signature': `t=${stamp},v1=${mac}`,
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
        answer.on('error', () => resolve(0));
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** @param {number[]} values @param {number} share */
const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

let server = await start(0);
const port = Number(new URL(server.url).port);
const db = new pg.Client({ connectionString: own.href });
await db.connect();
const { cookie } = await ask(server.url, '/api/sign-in', {
  method: 'POST',
  body: { email: 'vivienne@larkspur.example', password: 'open the foyer' },
});
const clients = await ask(server.url, '/api/clients', { cookie });
const client = clients.json.items.find(
  (/** @type {{ name: string }} */ one) => one.name === 'Brightwater Dental',
).id;
const base = `/api/clients/${client}/connections`;
const { agents } = (await ask(server.url, base, { cookie })).json;
const made = (
  await ask(server.url, base, {
    method: 'POST',
    cookie,
    body: { vendor: 'generic', name: 'Campaign', consent: 'granted', retentionDays: 30 },
  })
).json;
await ask(server.url, `${base}/${made.connection.id}/agents`, {
  method: 'PUT',
  cookie,
  body: { vendorAgentId: 'desk', agentId: agents[0].id },
});

/** @param {string} text @param {unknown[]} [values] */
const count = async (text, values) => Number((await db.query(text, values)).rows[0].count);
const states = async () =>
  Object.fromEntries(
    (
      await db.query('select state, count(*) from ingest_events where connection_id = $1 group by state', [
        made.connection.id,
      ])
    ).rows.map((row) => [row.state, Number(row.count)]),
  );

/** Seconds of processor time that a process has had; 0 where the system doesn't tell (Linux does). @param {number} pid */
async function processorTime(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / 100;
}

/** What server and database have had, together with what the sender itself has. */
async function spent() {
  const { rows } = await db.query('select pid from pg_stat_activity where datname = $1', [name]);
  const backends = await Promise.all(rows.map(({ pid }) => processorTime(pid)));
  const own = process.cpuUsage();
  return {
    server: await processorTime(server.pid),
    database: backends.reduce((sum, one) => sum + one, 0),
    sender: (own.user + own.system) / 1e6,
  };
}

/** @param {string} what @param {(() => Promise<void>) | null} disturb */
async function run(what, disturb) {
  const prefix = randomUUID();
  const total = RATE * SECONDS;
  const url = `http://127.0.0.1:${port}/api/ingest/${made.connection.id}`;
  const before = await count('select count(*) from calls where tenant_id = $1', [client]);
  /** @type {number[]} */
  const took = [];
  let again = 0;
  let answered = 0;
  let backlog = 0;
  const spentBefore = await spent();
  const started = performance.now();
  const watch = setInterval(() => {
    count("select count(*) from ingest_events where state = 'waiting'").then(
      (waiting) => {
        backlog = Math.max(backlog, waiting);
      },
      () => {},
    );
  }, 1_000);
  /** @param {number} number */
  const one = async (number) => {
    const body = payload(`${prefix}-${number}`, number);
    for (;;) {
      const from = performance.now();
      const status = await post(url, body, made.secret);
      if (status === 200) {
        took.push(performance.now() - from);
        answered += 1;
        return;
      }
      if (status === 401 || status === 413) throw new Error(`Refused with ${status}.`);
      again += 1;
      await wait(AGAIN);
    }
  };
  const disturbed = disturb && wait((SECONDS * 1000) / 2).then(disturb);
  const running = [];
  for (let number = 0; number < total; number += 1) {
    const due = started + (number * 1000) / RATE;
    const left = due - performance.now();
    if (left > 1) await wait(left);
    running.push(one(number));
  }
  const sentAfter = (performance.now() - started) / 1000;
  await Promise.all(running);
  await disturbed;
  const answeredAfter = (performance.now() - started) / 1000;
  while (((await states()).waiting ?? 0) > 0) await wait(20);
  const settledAfter = (performance.now() - started) / 1000;
  clearInterval(watch);
  const spentAfter = await spent();
  const calls = (await count('select count(*) from calls where tenant_id = $1', [client])) - before;
  const whole = await count(
    `select count(*) from calls c join call_texts t on t.tenant_id = c.tenant_id and t.call_id = c.id
      join call_search s on s.tenant_id = c.tenant_id and s.call_id = c.id
      join ingest_events e on e.tenant_id = c.tenant_id and e.call_id = c.id and e.state = 'done'
      where c.tenant_id = $1 and e.vendor_call_id like $2`,
    [client, `${prefix}-%`],
  );
  const lost = total - whole;
  /** @param {'server' | 'database' | 'sender'} who */
  const perCall = (who) => (((spentAfter[who] - spentBefore[who]) * 1000) / total).toFixed(2);
  console.log(
    [
      `${what}: ${total} calls at ${RATE} a second`,
      `  sent over ${sentAfter.toFixed(1)} s, all answered after ${answeredAfter.toFixed(1)} s (${(answered / answeredAfter).toFixed(0)} a second), all settled after ${settledAfter.toFixed(1)} s`,
      `  answer: p50 ${quantile(took, 0.5).toFixed(1)} ms, p95 ${quantile(took, 0.95).toFixed(1)} ms, p99 ${quantile(took, 0.99).toFixed(1)} ms; sent again ${again}`,
      disturb
        ? '  processor time: not told, the process was another one'
        : `  processor time a call: server ${perCall('server')} ms, database ${perCall('database')} ms, sender ${perCall('sender')} ms`,
      `  most waiting at once ${backlog}; calls made ${calls}, whole ${whole}, lost ${lost}, double ${calls - total}`,
    ].join('\n'),
  );
  return lost === 0 && calls === total;
}

let good = false;
try {
  good = await run('Undisturbed', null);
  good =
    (await run('Killed in the middle', async () => {
      await server.kill('SIGKILL');
      const down = performance.now();
      server = await start(port);
      console.log(`  (killed and started again within ${((performance.now() - down) / 1000).toFixed(1)} s)`);
    })) && good;
} finally {
  await db.end();
  await server.kill('SIGTERM').catch(() => {});
  agent.destroy();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
  await rm(data, { recursive: true, force: true });
}
console.log(good ? 'Nothing was lost, and nothing is there twice.' : 'NOT as it should be.');
process.exitCode = good ? 0 : 1;
