import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { check } from './check.mjs';
import { findOrInstallChromium } from './chromium.mjs';
import { install, node, toolEnv } from './install.mjs';
import { findPostgres } from './postgres.mjs';
import { root } from './workspaces.mjs';

const report = join(root, 'reports', 'tests.json');
let passed = 0;
let failed = 0;
let skipped = 0;

/**
 * A part of the run that isn't a test of the runner's counts as one test.
 * @param {boolean} good
 * @param {string} [words] what to say if it isn't
 */
function count(good, words) {
  if (good) passed += 1;
  else failed += 1;
  if (!good && words) console.error(words);
}

install();

const chromium = findOrInstallChromium();
count(
  Boolean(chromium),
  'The browser journeys need Chromium, Chrome or Edge: install one, or name it in FOYER_CHROMIUM.',
);
const postgres = await findPostgres();
if (process.env.CI)
  count(
    Boolean(postgres),
    'CI needs a Postgres: at 127.0.0.1:5432 (user postgres, no password) or in FOYER_TEST_DATABASE_URL.',
  );
else if (!postgres)
  console.log('No Postgres at 127.0.0.1:5432: server tests run on the embedded database alone.');

console.log('Checking …');
count((await check()).length === 0);
await runTests('unit', 'dom');
console.log('Building …');
const built = (await build()).length === 0;
count(built);
// Without a build there is no product to test: the failure is counted above.
if (built) await runTests('product');

console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed ? 1 : 0;

/**
 * Runs projects of vite.config.ts, prints what the runner prints, and counts what it counted.
 * @param {...string} projects
 */
async function runTests(...projects) {
  rmSync(report, { force: true });
  const words = projects.map((project) => `--project=${project}`);
  const status = await vitest(
    'run',
    ...words,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );
  if (!existsSync(report)) return count(false, 'The test runner ended without a report.');
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests;
  skipped += numPendingTests;
  // A file that doesn't load, or an error between tests, has no test to count.
  if (status !== 0 && numFailedTests === 0) failed += 1;
}

/**
 * @param {...string} words
 * @returns {Promise<number | null>} its exit code
 */
function vitest(...words) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [join(root, 'node_modules/vitest/vitest.mjs'), ...words], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...toolEnv(),
        ...(chromium && { FOYER_CHROMIUM: chromium }),
        ...(postgres && { FOYER_TEST_DATABASE_URL: postgres }),
      },
    });
    child.on('error', reject);
    child.on('close', resolve);
  });
}
