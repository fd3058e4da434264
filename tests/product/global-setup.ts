import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build } from '../../.ci/build.mjs';
import { startProduct } from './product.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Origin of the product that all files of this project share: treat its data as read-only, or start your own. */
    product: string;
    /** The data folder of a product that was seeded and has stopped: `startDemo` copies it. */
    demo: string;
  }
}

/** Builds what changed, seeds the demo once, and starts one product with it for all test files. */
export default async function setup(project: TestProject) {
  const failed = await build();
  if (failed.length) throw new Error(`${failed.join(', ')} did not build.`);
  const demo = await mkdtemp(join(tmpdir(), 'foyer-demo-'));
  await (await startProduct({ data: demo })).stop();
  const product = await startProduct({ copyOf: demo });
  project.provide('demo', demo);
  project.provide('product', product.url);
  return async () => {
    await product.stop();
    await rm(demo, { recursive: true, force: true });
  };
}
