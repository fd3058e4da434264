// Scrolls a list of calls from its first row to row `--rows`, then step by step and in jumps, and tells the page's memory, its DOM and its longest task.
//
//   npm run build && pnpm --filter @foyer/tests bench:scroll                    (with a big client in a database of its own)
//   node tests/bench/scroll-calls.mjs --url http://127.0.0.1:4400               (against a server that has one: node apps/server/dist/seed.js --calls 100000)
//
// The longest task is told twice: by the clock, which counts on a quiet machine only, and as the processor time of the page's main thread, from a trace of
// the first rows, the steps and the jumps, which doesn't depend on what else the machine does. A step's or a jump's cost is that of all its tasks together.
// How long frames take by the clock is told of a fast wheel, before the trace begins.
// Fails when a task takes 100 ms or more of processor time, or of the clock's on a quiet machine, or a frame more than 50 ms on a quiet machine, or when the
// page holds more than 20 MB more at any stop than after the first rows.
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { launchChromium } from '../browser/chromium.ts';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4400' },
    email: { type: 'string', default: 'quinn@summit.example' },
    password: { type: 'string', default: 'open the foyer' },
    rows: { type: 'string', default: '100000' },
  },
});
const ROWS = Number(values.rows);
const MOST_MS = 100;
const MOST_FRAME_MS = 50;
const GROWTH_MB = 20;

const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: values.url });
await signIn();
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
await page.goto('/calls');
await page.locator('[role=row][data-index]:not([aria-busy])').nth(3).waitFor();
await page.waitForTimeout(1500);
await page.evaluate(() => {
  const page = /** @type {{ longest?: number }} */ (globalThis);
  page.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) page.longest = Math.max(page.longest ?? 0, duration);
  }).observe({ type: 'longtask' });
});

const frames = await framesOf(400);
const stops = [];
const tasks = await tasksOf(() => scrollTo(5000));
for (const row of [6000, ROWS / 4, ROWS / 2, (ROWS * 3) / 4, ROWS]) {
  const seconds = await scrollTo(row);
  stops.push({ at: `row ${row.toLocaleString('en')}`, seconds, ...(await memory()) });
}
/** @type {number[]} */
const steps = [];
/** @type {number[]} */
const jumps = [];
tasks.push(
  ...(await tasksOf(async () => {
    for (let i = 0; i < 100; i++) steps.push(await cost(() => move('by', i % 2 ? 1100 : -400)));
    for (let i = 0; i < 40; i++) jumps.push(await cost(() => move('to', ((i * 37) % 100) / 100)));
  })),
);
stops.push({ at: 'jumps', seconds: NaN, ...(await memory()) });
const longest = await page.evaluate(() =>
  Math.round(/** @type {{ longest?: number }} */ (globalThis).longest ?? 0),
);
await browser.close();

console.table(stops);
console.table({
  'a frame while scrolling (by the clock)': spread(frames),
  'a step of 30 rows': spread(steps),
  'a jump to unloaded rows': spread(jumps),
  'a task': spread(tasks),
});
const growth = Math.max(...stops.map(({ heapMB }) => heapMB)) - (stops[0]?.heapMB ?? 0);
const most = Math.max(...tasks);
const [load = 0] = loadavg();
const quiet = load < availableParallelism();
console.log(
  `memory grew by at most ${growth.toFixed(1)} MB; the longest task took ${most.toFixed(1)} ms of processor time,`,
  `${longest} ms by the clock${quiet ? '' : ' (on a busy machine)'}`,
);
const late = frames.filter((ms) => ms > MOST_FRAME_MS).length;
console.log(`${late} of ${frames.length} frames took more than ${MOST_FRAME_MS} ms by the clock`);
if (most >= MOST_MS || growth > GROWTH_MB || (quiet && (longest >= MOST_MS || late > 0)))
  process.exitCode = 1;

async function signIn() {
  const answer = await page.request.post('/api/sign-in', {
    data: { email: values.email, password: values.password },
    headers: { origin: values.url },
  });
  if (!answer.ok()) throw new Error(`could not sign in: ${answer.status()} ${await answer.text()}`);
}

/** Scrolls down as fast as rows come, a screenful and more each frame, until a row is in sight. Answers with seconds. @param {number} row */
function scrollTo(row) {
  return page.evaluate(async (wanted) => {
    const grid = /** @type {HTMLElement} */ (document.querySelector('[role="grid"]'));
    const started = performance.now();
    const reached = () => {
      const drawn = [...grid.querySelectorAll('[data-index]:not([aria-busy])')];
      return Math.max(0, ...drawn.map((one) => Number(one.getAttribute('data-index'))));
    };
    let last = -1;
    let since = started;
    while (reached() < wanted - 1) {
      grid.scrollTop += 1100;
      await new Promise((done) => requestAnimationFrame(done));
      if (reached() !== last) [last, since] = [reached(), performance.now()];
      if (performance.now() - since > 30_000) throw new Error(`stuck at row ${last}`);
    }
    return Math.round((performance.now() - started) / 1000);
  }, row);
}

/** Scrolls as a wheel that is turned fast does, five rows a frame, over what is loaded and what is not; milliseconds of each frame. @param {number} wanted */
function framesOf(wanted) {
  return page.evaluate(async (count) => {
    const grid = /** @type {HTMLElement} */ (document.querySelector('[role="grid"]'));
    /** @type {number[]} */
    const taken = [];
    let last = await new Promise((done) => requestAnimationFrame(done));
    for (let i = 0; i < count; i++) {
      grid.scrollTop += 200;
      const now = await new Promise((done) => requestAnimationFrame(done));
      taken.push(now - last);
      last = now;
    }
    grid.scrollTop = 0;
    return taken;
  }, wanted);
}

/** Scrolls by px or to a share of the list, until rows stand there. @param {'by' | 'to'} how @param {number} amount */
function move(how, amount) {
  return page.evaluate(
    async ({ by, value }) => {
      const grid = /** @type {HTMLElement} */ (document.querySelector('[role="grid"]'));
      grid.scrollTop = by === 'by' ? grid.scrollTop + value : grid.scrollHeight * value;
      const until = performance.now() + 10_000;
      do await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      while (grid.querySelectorAll('[data-index]:not([aria-busy])').length < 10 && performance.now() < until);
    },
    { by: how, value: amount },
  );
}

/**
 * Milliseconds of processor time of each task that the page's main thread runs meanwhile.
 * @param {() => Promise<unknown>} act
 * @returns {Promise<number[]>}
 */
async function tasksOf(act) {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await act();
  /** @type {{ traceEvents: { name: string, ph: string, pid: number, tid: number, tdur?: number, args: { name?: string } }[] }} */
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const pages = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const found = traceEvents.filter(
    ({ ph, name, pid, tid }) =>
      ph === 'X' && name.endsWith('RunTask') && pages.some((main) => main.pid === pid && main.tid === tid),
  );
  if (found.length === 0) throw new Error('The trace has no tasks.');
  return found.map(({ tdur = 0 }) => tdur / 1000);
}

/** Milliseconds of the main thread's processor time that something costs. @param {() => Promise<void>} act */
async function cost(act) {
  const before = await metric('TaskDuration');
  await act();
  return ((await metric('TaskDuration')) - before) * 1000;
}

/** @param {string} name */
async function metric(name) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name)?.value ?? NaN;
}

async function memory() {
  await devtools.send('HeapProfiler.collectGarbage');
  return {
    heapMB: Number(((await metric('JSHeapUsedSize')) / 1e6).toFixed(1)),
    nodes: await metric('Nodes'),
    listeners: await metric('JSEventListeners'),
  };
}

/** @param {number[]} all */
function spread(all) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1));
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
