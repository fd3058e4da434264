// Runs a benchmark's TypeScript as the tests run: `pnpm --filter @foyer/server bench list-calls postgres://…`.
import { runnerImport } from 'vite';

const [name = 'list-calls', ...args] = process.argv.slice(2);
process.argv.splice(2, Infinity, ...args);
const { module } = await runnerImport(new URL(`./${name}.ts`, import.meta.url).pathname, {
  configFile: false,
  logLevel: 'error',
});
await module.main(args);
