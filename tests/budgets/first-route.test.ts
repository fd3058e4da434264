import { beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { signInOverHttp } from '../product/client.ts';
import { DEMO_PASSWORD } from '../browser/sign-in.ts';
import { firstRoute, type Fetched } from './first-route.ts';

/**
 * What somebody waits for who opens the calls for the first time, and what the page fetches by itself until it rests. Bytes travel compressed,
 * headers not counted. A budget is raised by whoever needs it, in a commit that says for what.
 */
const BUDGET: Record<Fetched['kind'], { requests: number; bytes: number }> = {
  document: { requests: 1, bytes: 1_200 },
  // The last of them is the menus and dialogs, fetched once the page rests, so that the first one opens at once.
  // Of it, 6 KB are for lists that are live, filtered by length, looked at as one likes, picked from and searched by words that are marked alike everywhere; an open call's own code comes with the call.
  script: { requests: 24, bytes: 299_000 },
  style: { requests: 1, bytes: 1_000 },
  font: { requests: 1, bytes: 49_000 },
  image: { requests: 1, bytes: 1_000 },
  // The session, the count, the filters, and three pages of rows: one to see and two to scroll into.
  api: { requests: 6, bytes: 24_000 },
};

/** A browser opens six connections to an origin: a remote that hangs must leave one to everything else. */
const FILES_OF_A_REMOTE = 5;

describe('the calls, opened by somebody who is signed in and has nothing cached', () => {
  let fetched: Fetched[];
  beforeAll(async () => {
    const browser = await launchChromium();
    fetched = await firstRoute(browser, inject('product'), '/calls');
    await browser.close();
  });

  it.each(Object.entries(BUDGET))('stay within the budget: %s', (kind, { requests, bytes }) => {
    const files = fetched.filter((file) => file.kind === kind);
    const list = files.map((file) => `${file.bytes} ${file.path}`).join('\n');
    const sum = files.reduce((total, file) => total + file.bytes, 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum, list).toBeLessThanOrEqual(bytes);
    expect(files.length, list).toBeLessThanOrEqual(requests);
  });

  it('ask for nothing twice, and for nothing that isn’t there', () => {
    const paths = fetched.map((file) => file.path);
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
    expect(fetched.filter((file) => file.status !== 200)).toEqual([]);
  });

  it('come compressed, where there is something to compress', () => {
    const text = fetched.filter((file) => !['font', 'image'].includes(file.kind) && file.bytes > 1_024);
    expect(text.length).toBeGreaterThan(0);
    expect(text.filter((file) => file.encoding !== 'br')).toEqual([]);
  });
});

it('no remote has the browser fetch so many files ahead that, hanging, it takes every connection', async () => {
  const { api } = await signInOverHttp(inject('product'), 'renata@brightwater.example', DEMO_PASSWORD);
  const { remotes } = await api.getSession();
  expect(remotes.length).toBeGreaterThan(0);
  for (const { id, preload } of remotes) expect(preload.length, id).toBeLessThanOrEqual(FILES_OF_A_REMOTE);
});
