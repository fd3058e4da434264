// A cold load of the calls list, federated and as one bundle of the same sources, on slow 4G and a CPU four times as slow, brotli, the two in turns.
// Both are served by the same server, which writes the same links into both documents: to the first requests, and to the chunks of the calls.
//
//   npm run build && pnpm --filter @foyer/tests bench:cold-load --runs 5
//
// Fails when the federated JavaScript is more than 1.25 times the bundle's, or the median largest contentful paint more than 1.15 times.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    email: { type: 'string', default: 'renata@brightwater.example' },
    // Shows what each of the first two loads fetched, and when.
    waterfall: { type: 'boolean', default: false },
  },
});
const RUNS = Number(values.runs);
const BYTES_RATIO = 1.25;
const LCP_RATIO = 1.15;
// As Lighthouse has them.
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
const CPU = 4;

const apps = fileURLToPath(new URL('../../apps/', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'foyer-cold-load-'));
/** @type {import('node:child_process').ChildProcess[]} */
const servers = [];
process.on('exit', () => {
  for (const server of servers) server.kill();
  rmSync(work, { recursive: true, force: true });
});

const vite = join(apps, 'shell/node_modules/vite/bin/vite.js');
const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
  cwd: join(apps, 'shell'),
  env: { ...process.env, FOYER_MONOLITH: '1' },
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);

// Each server finds what it serves beside its own folder. The bundle has no remotes of its own, but the session must name them, and the document
// must name the chunk of the calls ahead, as it does for the remote: it lies among the shell's files.
for (const kind of ['federated', 'bundle']) mkdirSync(join(work, kind, 'apps/server'), { recursive: true });
for (const id of ['shell', 'calls', 'agents']) link(join(apps, id), join(work, 'federated/apps', id));
mkdirSync(join(work, 'bundle/apps/shell'));
link(join(apps, 'shell/dist-monolith'), join(work, 'bundle/apps/shell/dist'));
for (const id of ['calls', 'agents']) {
  const dist = join(work, 'bundle/apps', id, 'dist');
  mkdirSync(dist, { recursive: true });
  const preload = lateChunks(`../${id}/src/routes.tsx`).map((path) => `../../../${path}`);
  const manifest = {
    id,
    version: 'bundle',
    hostApi: '^1.0.0',
    area: null,
    entry: 'none.js',
    preload,
    shared: {},
    files: [],
  };
  writeFileSync(join(dist, 'foyer-remote.json'), JSON.stringify(manifest));
}

/** @typedef {{ url: string, storageState: Awaited<ReturnType<import('playwright-core').BrowserContext['storageState']>> }} Target */
/** @type {Record<string, Target>} */
const pages = {};
for (const kind of ['federated', 'bundle']) {
  const url = await serve(kind);
  const browser = await launchChromium();
  const page = await browser.newPage({ baseURL: url });
  await signIn(page, values.email);
  pages[kind] = { url, storageState: await page.context().storageState() };
  await browser.close();
}

/** @typedef {Record<'js' | 'jsAtRest' | 'requests' | 'bytes' | 'fcp' | 'lcp' | 'rows', number>} Run */
/** @type {{ federated: Run[], bundle: Run[] }} */
const runs = { federated: [], bundle: [] };
for (let run = 0; run < RUNS; run++) {
  // Whoever goes first meets another machine than whoever goes second: they take turns in that, too.
  /** @type {('federated' | 'bundle')[]} */
  const order = run % 2 === 0 ? ['federated', 'bundle'] : ['bundle', 'federated'];
  for (const kind of order) {
    const target = pages[kind];
    if (target) runs[kind].push(await load(target));
  }
}

const rows = /** @type {const} */ (['js', 'jsAtRest', 'requests', 'bytes', 'fcp', 'lcp', 'rows']).map(
  (key) => {
    const federated = median(runs.federated.map((run) => run[key]));
    const bundle = median(runs.bundle.map((run) => run[key]));
    return { '': key, federated, bundle, ratio: Number((federated / bundle).toFixed(3)) };
  },
);
console.table(rows);
console.log(
  `Medians of ${RUNS} runs in turns. js: bytes of scripts until rows stand, compressed; jsAtRest: with what is fetched ahead; bytes: all on the wire with headers; times in ms since navigation; rows: until rows of calls stand.`,
);
const [busy = 0] = loadavg();
console.log(`Load of the machine in the last minute: ${busy.toFixed(1)} on ${cpus().length} processors.`);

const ratioOf = (/** @type {string} */ key) => rows.find((row) => row[''] === key)?.ratio ?? NaN;
const ratio = { js: ratioOf('js'), lcp: ratioOf('lcp') };
if (!(ratio.js <= BYTES_RATIO && ratio.lcp <= LCP_RATIO)) {
  console.error(
    `Too much: JavaScript ${ratio.js} (≤ ${BYTES_RATIO}), largest paint ${ratio.lcp} (≤ ${LCP_RATIO}).`,
  );
  process.exitCode = 1;
}
// They write until they have ended; then the folder goes.
await Promise.all(servers.map((server) => (server.kill(), once(server, 'exit'))));
process.exit();

/** @param {string} kind */
async function serve(kind) {
  const server = join(work, kind, 'apps/server');
  cpSync(join(apps, 'server/dist'), join(server, 'dist'), { recursive: true });
  for (const part of ['src', 'node_modules']) link(join(apps, 'server', part), join(server, part));
  const child = spawn(process.execPath, [join(server, 'dist/main.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0', FOYER_DATA: join(work, kind, 'data'), LOG_LEVEL: 'silent' },
  });
  servers.push(child);
  let said = '';
  while (!said.includes('Foyer is ready at ')) said += (await once(child.stdout, 'data'))[0];
  child.stdout.resume();
  return /http:\/\/\S+/.exec(said)?.[0] ?? '';
}

/** @param {Target} target @returns {Promise<Run>} */
async function load({ url, storageState }) {
  const browser = await launchChromium();
  const context = await browser.newContext({
    baseURL: url,
    storageState,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  const sizes = { bytes: 0, requests: 0 };
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    sizes.requests++;
    sizes.bytes += encodedDataLength;
  });
  await page.addInitScript(() => {
    /** @type {Record<string, number>} */
    const paints = {};
    Object.assign(globalThis, { paints });
    const seen = (/** @type {PerformanceObserverEntryList} */ list) => {
      for (const { name, entryType, startTime } of list.getEntries()) {
        paints[entryType === 'paint' ? name : entryType] = Math.round(startTime);
      }
    };
    for (const type of ['paint', 'largest-contentful-paint'])
      new PerformanceObserver(seen).observe({ type, buffered: true });
    new MutationObserver((_, self) => {
      if (document.querySelectorAll('[role="row"][data-index]:not([aria-busy])').length < 3) return;
      paints.rows = Math.round(performance.now());
      self.disconnect();
    }).observe(document, { childList: true, subtree: true, attributeFilter: ['aria-busy'] });
  });
  await page.goto('/calls', { waitUntil: 'commit' });
  await page.locator('[role=row][data-index]:not([aria-busy])').nth(3).waitFor({ timeout: 120_000 });
  await quiet(page);
  const paints = await page.evaluate(
    () => /** @type {{ paints?: Record<string, number> }} */ (globalThis).paints ?? {},
  );
  const files = await page.evaluate(() =>
    /** @type {PerformanceResourceTiming[]} */ ([
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ]).map((file) => ({
      path: new URL(file.name).pathname,
      bytes: file.encodedBodySize,
      from: Math.round(file.startTime),
      first: Math.round(file.responseStart),
      to: Math.round(file.responseEnd),
    })),
  );
  if (values.waterfall) console.table(files.toSorted((a, b) => a.from - b.from || a.to - b.to));
  // The scripts themselves; what their headers weigh stands in `bytes`. Until the rows stand; afterwards the page fetches ahead what may be opened next.
  const scripts = files.filter(({ path }) => path.endsWith('.js'));
  const weight = (/** @type {typeof scripts} */ some) => some.reduce((sum, { bytes }) => sum + bytes, 0);
  const js = weight(scripts.filter(({ from }) => from <= (paints['rows'] ?? Infinity)));
  await browser.close();
  return {
    ...sizes,
    js,
    jsAtRest: weight(scripts),
    fcp: paints['first-contentful-paint'] ?? NaN,
    lcp: paints['largest-contentful-paint'] ?? NaN,
    rows: paints['rows'] ?? NaN,
  };
}

/**
 * Waits until nothing has been fetched for two seconds: what is fetched when the page rests counts for both kinds, or for neither.
 * @param {import('playwright-core').Page} page
 */
function quiet(page) {
  return page.evaluate(async () => {
    const count = () => performance.getEntriesByType('resource').length;
    for (let before = -1; before !== count();) {
      before = count();
      await new Promise((done) => setTimeout(done, 2_000));
    }
  });
}

/**
 * The files of a lazy import that the bundle's document doesn't name by itself.
 * @param {string} source
 * @returns {string[]}
 */
function lateChunks(source) {
  const built = JSON.parse(readFileSync(join(apps, 'shell/dist-monolith/.vite/manifest.json'), 'utf8'));
  const html = readFileSync(join(apps, 'shell/dist-monolith/index.html'), 'utf8');
  const { file, imports = [], css = [] } = built[source];
  const files = [file, ...imports.map((/** @type {string} */ name) => built[name].file), ...css];
  return files.filter((path) => !html.includes(path));
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}

/** @param {string} target @param {string} path */
function link(target, path) {
  symlinkSync(target, path, 'junction');
}
