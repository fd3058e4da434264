import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { persona } from '@foyer/server/personas';
import { expect } from 'vitest';
import { expectAccessible } from '../browser/accessibility.ts';
import { test, WITH_START } from '../browser/own-product.ts';
import { DEMO_PASSWORD, signIn } from '../browser/sign-in.ts';

const REPORT = join(
  import.meta.dirname,
  '../../apps/server/src/ingest/payloads/vapi-end-of-call-report.json',
);

/** What Vapi sends with a credential of the kind HMAC. */
async function sendAsVapi(url: string, secret: string, payload: unknown): Promise<number> {
  const body = JSON.stringify(payload);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature },
    body,
  });
  return answer.status;
}

test(
  'an agency connects a platform, and the call that it sends stands in the client’s list',
  WITH_START,
  async ({ page, product }) => {
    await signIn(page, 'vivienne@larkspur.example', DEMO_PASSWORD);
    const client = persona('oakfield-admin').clientId;
    await page.goto(`/agency/${client}/connections`);
    await page.getByText('No platform sends calls yet').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'New connection' }).click();
    const form = page.getByRole('dialog', { name: 'New connection' });
    await form.getByLabel('Name').fill('Workshop line');
    await form.getByRole('button', { name: 'Make connection' }).click();
    const setUp = page.getByRole('dialog', { name: 'Set up Workshop line' });
    await setUp.waitFor();
    await expectAccessible(page);
    const [address = '', secret = ''] = await setUp.locator('code').allTextContents();
    expect(address).toContain(`${product}/api/ingest/`);
    await setUp.getByRole('button', { name: 'I have kept it' }).click();

    const report = JSON.parse(await readFile(REPORT, 'utf8')) as {
      message: { startedAt: string; endedAt: string; call: { assistantId: string } };
    };
    const now = Date.now();
    report.message.startedAt = new Date(now - 60_000).toISOString();
    report.message.endedAt = new Date(now - 16_700).toISOString();
    expect(await sendAsVapi(address, 'not the secret', report)).toBe(401);
    expect(await sendAsVapi(address, secret, report)).toBe(200);

    const assistant = report.message.call.assistantId;
    await page.reload();
    await page.getByText(`No agent is set for ${assistant}.`).waitFor();
    await page.getByLabel(`Agent for ${assistant}`).selectOption({ index: 1 });
    await page.getByText('Everything that came in was read').waitFor();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Open with full access' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).click();
    await page.getByText('Maren Oduya').first().waitFor();
  },
);
