import type { TestProject } from 'vitest/node';
import { build } from '../../.ci/build.mjs';
import { startProduct } from './product.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Origin of the product that all files of this project share: treat its data as read-only, or start your own. */
    product: string;
  }
}

/** Builds what changed and starts one seeded product for all test files. */
export default async function setup(project: TestProject) {
  const failed = await build();
  if (failed.length) throw new Error(`${failed.join(', ')} did not build.`);
  const product = await startProduct();
  project.provide('product', product.url);
  return async () => {
    await product.stop();
  };
}
