import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { VENDORS, type Vendor } from '@foyer/contract/ingest';
import { READERS } from './vendors/vendors.ts';

/*
 * Sends a folder of payloads as a voice platform does, signed: for demos, and to send again what was kept elsewhere. What isn't answered with 2xx is
 * sent again, as platforms do, until it is or the tries are over.
 */

const HELP = `replay <folder> --to URL --connection ID --secret SECRET --vendor ${VENDORS.join('|')}
  [--rate <events a second, 20>] [--times <1>] [--tries <20>]
Sends every *.json of the folder. With --times, each copy gets a call id of its own, so that it is another call.`;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: 'string' },
    connection: { type: 'string' },
    secret: { type: 'string' },
    vendor: { type: 'string' },
    rate: { type: 'string', default: '20' },
    times: { type: 'string', default: '1' },
    tries: { type: 'string', default: '20' },
  },
});
const { to, connection, secret } = values;
const vendor = VENDORS.find((one) => one === values.vendor);
const [folder] = positionals;
const [rate, times, tries] = [values.rate, values.times, values.tries].map(Number) as [
  number,
  number,
  number,
];

if (!folder || !to || !connection || !secret || !vendor || !(rate > 0) || !(times >= 1) || !(tries >= 1)) {
  process.stderr.write(`${HELP}\n`);
  process.exit(1);
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The same event of another call: every place that holds the call's id holds the new one. */
function copyOf(text: string, own: Vendor, copy: number): string {
  if (copy === 0) return text;
  const label = READERS[own].label(JSON.parse(text));
  const id = label === 'ignored' ? null : label.vendorCallId;
  return id === null ? text : text.replaceAll(id, `${id}-${copy}`);
}

const url = `${to.replace(/\/$/, '')}/api/ingest/${connection}`;
const outcome = { sent: 0, again: 0, lost: 0 };

async function send(text: string, own: Vendor, secretOf: string): Promise<void> {
  const body = new TextEncoder().encode(text);
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const signature = await READERS[own].sign(body, secretOf, new Date());
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signature },
      body,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) {
      outcome.sent += 1;
      return;
    }
    // Nothing makes these right by being sent again.
    if (answer && [401, 413].includes(answer.status)) break;
    outcome.again += 1;
    await wait(Math.min(250 * 2 ** (attempt - 1), 5_000));
  }
  outcome.lost += 1;
}

const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
const started = performance.now();
const running: Promise<void>[] = [];
let number = 0;
for (let copy = 0; copy < times; copy += 1) {
  for (const text of texts) {
    const due = started + (number * 1000) / rate;
    if (due > performance.now()) await wait(due - performance.now());
    running.push(send(copyOf(text, vendor, copy), vendor, secret));
    number += 1;
  }
}
await Promise.all(running);
const seconds = (performance.now() - started) / 1000;
say(
  `${outcome.sent} of ${number} events taken in ${seconds.toFixed(1)} s (${(outcome.sent / seconds).toFixed(0)} a second), ${outcome.again} sent again, ${outcome.lost} given up.`,
);
process.exitCode = outcome.lost > 0 ? 1 : 0;
