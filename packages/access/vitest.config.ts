import { env } from 'node:process';
import { defineConfig } from 'vitest/config';

/** For this package alone. The mutation run leaves out the properties: they draw at random, and a kill must be repeatable. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    exclude: env.STRYKER_MUTATOR_WORKER === undefined ? [] : ['src/properties.test.ts'],
    environment: 'node',
    isolate: false,
  },
});
