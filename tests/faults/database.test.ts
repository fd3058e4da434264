import { describe, expect, vi } from 'vitest';
import { DEMO_PASSWORD } from '../browser/sign-in.ts';
import { ONCE, signInOverHttp } from '../product/client.ts';
import { POSTGRES, RENATA, test } from './cut-database-journey.ts';

// A product of its own, seeded into a database of its own.
vi.setConfig({ testTimeout: 180_000 });

describe.runIf(POSTGRES)('a product whose Postgres goes away', () => {
  test('while the database is gone, pages say that they failed; once it is back, they stand again', async ({
    page,
    line,
    server,
  }) => {
    const { fetch: ask } = await signInOverHttp(server.url, RENATA, DEMO_PASSWORD);
    await page.goto('/calls');
    await page.getByRole('row').nth(2).waitFor();

    await line.cut();
    const answer = await ask('/api/calls');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'unavailable', status: 503 });
    expect((await fetch(`${server.url}/readyz`, { headers: ONCE })).status).toBe(503);

    // A page that is opened within the portal: the frame stands, the page says what failed.
    await page.getByRole('navigation').getByRole('link', { name: 'Agents' }).click();
    await page.getByRole('heading', { name: 'The agents couldn’t be loaded' }).waitFor();
    await page.getByText('Nothing was changed or lost.').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Dashboard' }).waitFor();
    // The calls that were read before are still there.
    await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).click();
    await page.getByRole('row').nth(2).waitFor();

    // A page that is opened from outside.
    const other = await page.context().newPage();
    await other.goto('/calls');
    await other.getByRole('heading', { name: 'The portal couldn’t be opened' }).waitFor();
    expect(await other.getByText(/not found|wasn’t found|sign in/i).count()).toBe(0);

    await line.mend();
    await expect.poll(async () => (await ask('/api/calls')).status, { timeout: 15_000 }).toBe(200);
    expect((await fetch(`${server.url}/readyz`, { headers: ONCE })).status).toBe(200);
    await other.getByRole('button', { name: 'Try again' }).click();
    await other.getByRole('row').nth(2).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Agents' }).click();
    await page
      .getByRole('button', { name: 'Try again' })
      .or(page.getByText('Ada, front desk'))
      .first()
      .click();
    await page.getByText('Ada, front desk').first().waitFor();
  });
});
