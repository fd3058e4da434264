// Opens calls that can be heard, each on a page of its own, presses play, and tells how long it is until sound runs.
//
//   npm run build && pnpm --filter @foyer/tests bench:first-sound          (a product with the demo is started for it)
//   node tests/bench/first-sound.mjs --url http://127.0.0.1:4400 --calls 20
//
// From the click to the first frame in which the recording's own time has moved: then the browser has decoded sound and plays it. Nothing of a recording
// but its length is loaded before. Fails when one of them takes 300 ms or more.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { launchChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';
import { startProduct } from '../product/product.ts';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    email: { type: 'string', default: 'renata@brightwater.example' },
    calls: { type: 'string', default: '20' },
  },
});
const BOUND_MS = 300;

const product = values.url ? undefined : await startProduct();
const browser = await launchChromium();
const page = await browser.newPage({ baseURL: values.url ?? product?.url ?? '' });
await page.addInitScript(() => {
  const heard = /** @type {{ pressed?: number, sound?: number }} */ (globalThis);
  addEventListener('click', () => (heard.pressed ??= performance.now()), { capture: true });
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    const from = this.currentTime;
    const look = () => {
      if (this.currentTime > from) heard.sound ??= performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return play.call(this);
  };
});
await signIn(page, values.email);

/** @type {number[]} */
const taken = [];
for (const id of await playableCalls(Number(values.calls))) {
  await page.goto(`/calls/${id}`);
  const button = page.getByRole('button', { name: 'Play', exact: true });
  await button.hover();
  await page.waitForTimeout(300);
  await page.evaluate(() => delete (/** @type {{ pressed?: number }} */ (globalThis).pressed));
  await button.click();
  const took = await page.waitForFunction(() => {
    const { pressed, sound } = /** @type {{ pressed?: number, sound?: number }} */ (globalThis);
    return pressed && sound && sound - pressed;
  });
  taken.push(Number(await took.jsonValue()));
}
await browser.close();
await product?.stop();

taken.sort((a, b) => a - b);
const at = (/** @type {number} */ share) =>
  Math.round(taken[Math.min(taken.length - 1, Math.floor(share * taken.length))] ?? NaN);
console.log(
  `${taken.length} recordings: sound after ${at(0.5)} ms (p50), ${at(0.95)} (p95), ${at(1)} (most); load of the machine ${loadavg()[0]?.toFixed(1)}.`,
);
if (taken.length === 0 || at(1) >= BOUND_MS) process.exitCode = 1;

/** The ids of the newest calls that this person may hear. @param {number} wanted */
async function playableCalls(wanted) {
  const ids = [];
  let cursor = '';
  do {
    const { items, nextCursor } = await (await page.request.get(`/api/calls?limit=100${cursor}`)).json();
    for (const { id } of items) {
      const { recording } = await (await page.request.get(`/api/calls/${id}`)).json();
      if (recording.playback.level !== 'none') ids.push(id);
      if (ids.length === wanted) return ids;
    }
    cursor = nextCursor ? `&cursor=${encodeURIComponent(nextCursor)}` : '';
  } while (cursor);
  return ids;
}
