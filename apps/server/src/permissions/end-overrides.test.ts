import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleOf } from '../testing/console-client.ts';
import { readEvents } from '../testing/read-events.ts';
import { createTestApp, ENGINES, persona, type TestApp } from '../testing/test-app.ts';
import { keepEndingOverrides } from './end-overrides.ts';

/** Shorter than the silence after which a stream says something anyway. */
const A_WHILE = 10_000;

describe.each(ENGINES)('a permission that ends, on %s,', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ engine });
  });
  afterAll(() => test.close());

  it('closes the page of whoever has it open when it ends, while nobody does anything', async () => {
    const api = consoleOf(await test.signIn('larkspur-agency'));
    const params = { clientId: persona('keystone-admin').clientId ?? '' };
    const until = new Date(test.clock.now().getTime() + A_WHILE).toISOString();
    await api.savePermissions({
      params,
      body: { version: 0, overrides: { manage_billing: { value: true, until } } },
    });

    const manager = await test.signIn('keystone-manager');
    const billing = async () => (await manager.api.getSession()).decisions.billing.level;
    const events = readEvents(await manager.fetch('/api/events'));
    expect(await events.next()).toMatchObject({ event: 'hello' });
    expect(await billing()).toBe('edit');

    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const newId = () => crypto.randomUUID();
    const stop = keepEndingOverrides({ db: test.db, clock: test.clock, log, newId });
    test.clock.advance(A_WHILE);
    const started = performance.now();
    expect(await events.next()).toMatchObject({ event: 'changed' });
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(await billing()).toBe('none');
    stop();
    await events.stop();
  });
});
