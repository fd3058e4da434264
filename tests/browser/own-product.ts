import { startDemo } from '../product/start-demo.ts';
import { test as base } from './journey.ts';

/** Milliseconds for the first test of a file, in which its product is started. */
export const WITH_START = { timeout: 150_000 } as const;

/** `test` of a journey that changes who may do what: at a product of the file's own. */
export const test = base
  // Vitest reads from the pattern what a fixture needs: nothing.
  // oxlint-disable-next-line no-empty-pattern
  .extend('own', { scope: 'file' }, async ({}, { onCleanup }) => {
    const product = await startDemo();
    onCleanup(async () => {
      await product.stop();
    });
    return product.url;
  })
  .extend('product', ({ own }) => own);
