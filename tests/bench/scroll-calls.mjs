// Scrolls a list of calls from its first row to row `--rows`, then step by step and in jumps, and tells the page's memory, its DOM and what a step costs.
//
//   node apps/server/dist/seed.js --calls 100000     (once, into the server's database)
//   node tests/bench/scroll-calls.mjs --url http://127.0.0.1:4400
//
// A step's cost is the processor time of the page's main thread for all tasks of the step together, so that it bounds the longest task and doesn't
// depend on what else the machine does. A jump is several tasks (skeletons, then each page that comes); the longest task is told by the clock, which
// counts on a quiet machine only.
// Fails when a step costs 100 ms or more, when a task takes 100 ms on a quiet machine, or when the page holds more than 20 MB more at any stop than after
// the first rows.
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
const GROWTH_MB = 20;

const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: values.url });
await signIn();
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
await page.goto('/calls');
await page.getByRole('row', { busy: false }).nth(3).waitFor();
await page.waitForTimeout(1500);
await page.evaluate(() => {
  globalThis.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
  }).observe({ type: 'longtask' });
});

const stops = [];
for (const row of [1000, ROWS / 4, ROWS / 2, (ROWS * 3) / 4, ROWS]) {
  const seconds = await scrollTo(row);
  stops.push({ at: `row ${row.toLocaleString('en')}`, seconds, ...(await memory()) });
}
const steps = [];
for (let i = 0; i < 100; i++) steps.push(await cost(() => move('by', i % 2 ? 1100 : -400)));
const jumps = [];
for (let i = 0; i < 40; i++) jumps.push(await cost(() => move('to', ((i * 37) % 100) / 100)));
stops.push({ at: 'jumps', seconds: NaN, ...(await memory()) });
const longest = await page.evaluate(() => Math.round(globalThis.longest));
await browser.close();

console.table(stops);
console.table({ 'a step of 30 rows': spread(steps), 'a jump to unloaded rows': spread(jumps) });
const growth = Math.max(...stops.map(({ heapMB }) => heapMB)) - stops[0].heapMB;
const most = Math.max(...steps);
const quiet = loadavg()[0] < availableParallelism();
console.log(
  `memory grew by at most ${growth.toFixed(1)} MB; the costliest step took ${most.toFixed(1)} ms of processor time;`,
  `the longest task ${longest} ms by the clock${quiet ? '' : ' (on a busy machine)'}`,
);
if (most >= MOST_MS || growth > GROWTH_MB || (quiet && longest >= MOST_MS)) process.exitCode = 1;

async function signIn() {
  const answer = await page.request.post('/api/sign-in', {
    data: { email: values.email, password: values.password },
    headers: { origin: values.url },
  });
  if (!answer.ok()) throw new Error(`could not sign in: ${answer.status()} ${await answer.text()}`);
}

/** Scrolls down as fast as rows come, a screenful and more each frame, until a row is in sight. Answers with seconds. */
function scrollTo(row) {
  return page.evaluate(async (wanted) => {
    const grid = document.querySelector('[role="grid"]');
    const started = performance.now();
    const reached = () => {
      const drawn = [...grid.querySelectorAll('[data-index]:not([aria-busy])')];
      return Math.max(0, ...drawn.map((one) => Number(one.dataset.index)));
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

/** Scrolls by px or to a share of the list, until rows stand there. */
function move(how, amount) {
  return page.evaluate(
    async ([by, value]) => {
      const grid = document.querySelector('[role="grid"]');
      grid.scrollTop = by === 'by' ? grid.scrollTop + value : grid.scrollHeight * value;
      const until = performance.now() + 10_000;
      do await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      while (grid.querySelectorAll('[data-index]:not([aria-busy])').length < 10 && performance.now() < until);
    },
    [how, amount],
  );
}

/** Milliseconds of the main thread's processor time that something costs. */
async function cost(act) {
  const before = await metric('TaskDuration');
  await act();
  return ((await metric('TaskDuration')) - before) * 1000;
}

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

function spread(all) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1));
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
