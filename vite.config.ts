import { defineConfig } from 'vitest/config';
import { findPostgres } from './.ci/postgres.mjs';

/**
 * The test projects, told apart by the name and place of a file, so that a new workspace has nothing to register:
 *   unit     *.test.ts beside the code, and the access matrix: Node, the server in memory
 *   dom      *.test.tsx beside the code: components in jsdom
 *   product  tests/**: the built product on a free port, driven over HTTP and in a real browser, one file at a time
 */
export default defineConfig(async () => {
  const postgres = await findPostgres();
  if (postgres) process.env.FOYER_TEST_DATABASE_URL = postgres;

  return {
    test: {
      projects: [
        {
          test: {
            name: 'unit',
            include: [
              '{packages,apps}/*/src/**/*.test.ts',
              'mocks/src/**/*.test.ts',
              '.ci/**/*.test.ts',
              'tests/access-matrix/**/*.test.ts',
            ],
            environment: 'node',
            isolate: false,
            // Much of it waits for a database: both of two processors, not all but one.
            maxWorkers: '100%',
            testTimeout: 30_000,
            hookTimeout: 60_000,
            sequence: { groupOrder: 0 },
          },
        },
        {
          test: {
            name: 'dom',
            include: ['{packages,apps}/*/src/**/*.test.tsx', 'mocks/src/**/*.test.tsx'],
            environment: 'jsdom',
            setupFiles: ['tests/dom/setup.ts'],
            isolate: false,
            maxWorkers: '100%',
            testTimeout: 30_000,
            sequence: { groupOrder: 0 },
          },
        },
        {
          test: {
            name: 'product',
            include: ['tests/**/*.test.ts'],
            exclude: ['tests/access-matrix/**', '**/node_modules/**'],
            environment: 'node',
            globalSetup: ['tests/product/global-setup.ts'],
            fileParallelism: false,
            // A browser on a machine that others use: a second try, which the runner names, and a third for nobody.
            retry: process.env.CI ? 1 : 0,
            testTimeout: 60_000,
            expect: { poll: { timeout: 10_000 } },
            hookTimeout: 120_000,
            sequence: { groupOrder: 1 },
          },
        },
      ],
    },
  };
});
