import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { asPublished, seenOn, type tryAgain } from './broken-page.ts';
import type { Fault } from './faulty-origin.ts';
import type { FaultyTest } from './faulty-origin-journey.ts';

/** Milliseconds that a page has to say that it is unavailable. */
const PATIENCE = 5_000;
/** What the shell takes to stand on a machine that isn't busy with something else; what it takes longer is not the remote's fault. */
const SHELL = 1_500;

const ENTRY = /^\/remotes\/calls\/[^/]+\/remote-entry\.js/;
const PAGE = /^\/remotes\/calls\/[^/]+\/assets\/routes-/;
export const ALL = /^\/remotes\/calls\//;

const NOT_FOUND: Fault = { status: 404, type: 'application/problem+json', body: '{"status":404}' };
const ERROR: Fault = { status: 500, type: 'text/plain', body: 'Internal Server Error' };
const HTML: Fault = { type: 'text/html; charset=utf-8', body: '<!doctype html><title>Welcome</title>' };
const NO_SYNTAX: Fault = { body: 'export const routes = [' };
const THROWS: Fault = { body: 'throw new Error("thrown while it was evaluated");' };
const EMPTY: Fault = { body: 'export const nothing = 1;' };
const BAD_RENDER: Fault = {
  body: 'export const routes = [{ path: "*", element: { broken: "while it rendered" } }];',
};

const faults: [name: string, where: RegExp, fault: Fault, type: string][] = [
  ['whose entry answers 404', ENTRY, NOT_FOUND, 'http'],
  ['whose entry answers 500', ENTRY, ERROR, 'http'],
  ['whose entry answers HTML', ENTRY, HTML, 'not-javascript'],
  ['whose entry is broken JavaScript', ENTRY, NO_SYNTAX, 'evaluation'],
  ['whose entry throws', ENTRY, THROWS, 'evaluation'],
  ['whose entry is some other script', ENTRY, EMPTY, 'evaluation'],
  ['whose entry hangs', ENTRY, 'hang', 'timeout'],
  ['whose page’s chunk answers 404', PAGE, NOT_FOUND, 'http'],
  ['whose page’s chunk answers 500', PAGE, ERROR, 'http'],
  ['whose page’s chunk answers HTML', PAGE, HTML, 'not-javascript'],
  ['whose page’s chunk is broken JavaScript', PAGE, NO_SYNTAX, 'evaluation'],
  ['whose page’s chunk throws', PAGE, THROWS, 'evaluation'],
  ['whose page’s chunk has no pages', PAGE, EMPTY, 'evaluation'],
  ['whose page’s chunk hangs', PAGE, 'hang', 'timeout'],
  ['whose page breaks while it is rendered', PAGE, BAD_RENDER, 'evaluation'],
  ['whose folder is gone', ALL, NOT_FOUND, 'http'],
  ['whose entry isn’t the one that was published', ENTRY, THROWS, 'integrity'],
  ['whose page’s chunk isn’t the one that was published', PAGE, BAD_RENDER, 'integrity'],
  ['whose connections are torn', ALL, 'reset', 'network'],
  ['of which nothing ever arrives', ALL, 'hang', 'timeout'],
];

/**
 * Every way in which a remote's files can fail a page, wherever they lie. `retry` is what a person does once they are repaired. A `sample` is a
 * third of them, for a second place each day; `FOYER_CAMPAIGN=all`: all of them.
 */
export function remoteFaults(test: FaultyTest, retry: typeof tryAgain, { sample = false } = {}): void {
  const all = !sample || process.env.FOYER_CAMPAIGN === 'all';
  test.for(all ? faults : faults.filter((_, index) => index % 3 === 1))(
    'a remote %s is unavailable within five seconds, by itself, until it is repaired',
    async (row, { page, faults, told }) => {
      const [, where, fault, type] = row;
      // Where the code is at fault, it is what was published.
      if (type === 'evaluation') await asPublished(page);
      faults.break(where, fault);
      await page.goto('/calls', { waitUntil: 'commit' });
      await page.getByRole('heading', { name: 'Calls isn’t available right now' }).waitFor();
      await expectInTime(page);
      expectTold(told, type);

      await expectTheRestWorks(page);

      faults.repair();
      await retry(page, page.getByRole('row').nth(2));
    },
  );

  test('a remote built for another portal is unavailable, and not a byte of it is evaluated', async ({
    page,
    faults,
    told,
  }) => {
    let range = '^2.0.0';
    await page.route('**/api/session', async (route) => {
      const response = await route.fetch();
      const session = await response.json();
      for (const remote of session.remotes) if (remote.id === 'calls') remote.hostApi = range;
      await route.fulfill({ response, json: session });
    });
    // Would be told as an evaluation that failed.
    faults.break(ENTRY, THROWS);
    await page.goto('/calls', { waitUntil: 'commit' });
    await page.getByText('Its version doesn’t fit this portal.').waitFor();
    await expectInTime(page);
    expectTold(told, 'incompatible');
    await expectTheRestWorks(page);

    range = '^1.0.0';
    faults.repair();
    await retry(page, page.getByRole('row').nth(2));
  });
}

/** Clocked by the page itself: this process may be late to look. */
async function expectInTime(page: Page): Promise<void> {
  const { sidebar = Number.NaN, unavailable, wrong } = await seenOn(page);
  expect(wrong).toBeUndefined();
  expect(unavailable).toBeGreaterThan(sidebar);
  expect(unavailable).toBeLessThan(PATIENCE + Math.max(0, sidebar - SHELL));
}

/** The telemetry knows which remote it was, in which version, and why. */
function expectTold(told: readonly string[], type: string): void {
  expect(told.join('\n')).toMatch(new RegExp(`The remote calls \\S+ is unavailable: ${type}\\.`));
}

/** Goes to a page of the shell and to another remote’s, and back. */
async function expectTheRestWorks(page: Page): Promise<void> {
  const navigation = page.getByRole('navigation').first();
  await navigation.getByRole('link', { name: 'Dashboard' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await navigation.getByRole('link', { name: 'Agents' }).click();
  await page.getByText('Ada, front desk').first().waitFor();
  await navigation.getByRole('link', { name: 'Calls' }).click();
  await page.getByRole('heading', { name: 'Calls isn’t available right now' }).waitFor();
}
