import pg from 'pg';
import { test as journey } from '../browser/journey.ts';
import { startProduct } from '../product/product.ts';
import { signedInPage } from './broken-page.ts';
import { layWire } from './wire.ts';

/** The Postgres in which databases can be made and dropped, if there is one. */
export const POSTGRES = process.env.FOYER_TEST_DATABASE_URL;
export const RENATA = 'renata@brightwater.example';

/** `test` for a client admin of a product whose database is at the end of a line that can be cut. */
export const test = journey
  // Vitest reads from the pattern what a fixture needs: nothing.
  // oxlint-disable-next-line no-empty-pattern
  .extend('line', { scope: 'file' }, async ({}, { onCleanup }) => {
    const url = new URL(POSTGRES ?? '');
    url.pathname = `/foyer_faults_${process.pid}`;
    const name = url.pathname.slice(1);
    const admin = new pg.Client({ connectionString: POSTGRES });
    await admin.connect();
    await admin.query(`create database ${name}`);
    const wire = await layWire({ host: url.hostname, port: Number(url.port || 5432) });
    onCleanup(async () => {
      await wire.cut();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    });
    url.hostname = '127.0.0.1';
    url.port = String(wire.port);
    return { ...wire, url: url.href };
  })
  .extend('server', { scope: 'file' }, async ({ line }, { onCleanup }) => {
    const server = await startProduct({ env: { DATABASE_URL: line.url }, timeout: 150_000 });
    onCleanup(async () => void (await server.stop()));
    return server;
  })
  .extend('page', async ({ browser, server }, { onCleanup }) => {
    const page = await signedInPage(browser, server.url, RENATA);
    onCleanup(() => page.context().close());
    return page;
  });
