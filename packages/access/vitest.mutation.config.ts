import { defineConfig } from 'vitest/config';

/** What the mutation run repeats for every mutant: the tables. Properties draw at random, and a kill must be repeatable. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    exclude: ['src/properties.test.ts'],
    environment: 'node',
    isolate: false,
  },
});
