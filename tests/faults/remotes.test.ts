import { expect } from 'vitest';
import { seenOn, signedInPage, tryAgain, watch } from './broken-page.ts';
import { faultyTest } from './faulty-origin-journey.ts';
import { ALL, remoteFaults } from './remote-faults.ts';

const test = faultyTest('one origin');
remoteFaults(test, tryAgain);

test('the shell stands as soon while a remote hangs as when it doesn’t', async ({ browser, faults }) => {
  const sidebar = async () => {
    const page = await signedInPage(browser, faults.url, 'renata@brightwater.example');
    await watch(page);
    await page.goto('/calls', { waitUntil: 'commit' });
    await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).waitFor();
    const seen = await seenOn(page);
    await page.context().close();
    return seen.sidebar ?? Number.NaN;
  };
  const well: number[] = [];
  const hanging: number[] = [];
  for (let turn = 0; turn < 4; turn++) {
    faults.repair();
    well.push(await sidebar());
    faults.break(ALL, 'hang');
    hanging.push(await sidebar());
  }
  faults.repair();
  // The best of each: what is slower was slowed down by something else on the machine.
  expect(Math.min(...hanging)).toBeLessThan(Math.min(...well) + 300);
});
