import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { areas } from '../../packages/federation/src/areas.ts';
import { devPortal } from '../dev-portal.mjs';
import { root } from '../workspaces.mjs';
import { serveOverride } from './serve-override.ts';

// `pnpm --filter <remote> dev:server --against URL`    its sources, in the shell's, with the data of a portal that runs somewhere
// `pnpm --filter <remote> dev:override --against URL`  its build, in the shell that is deployed there
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { against: { type: 'string' }, port: { type: 'string' } },
});

const folder = process.cwd();
const id = basename(folder);
const portal =
  values.against ?? process.env['FOYER_PORTAL'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '4400'}`;
const port = Number(values.port ?? 4500);

if (!existsSync(join(folder, 'src/routes.tsx'))) fail(`${folder} is no remote's folder.`);
if (!URL.canParse(portal)) fail(`${portal} is no address of a portal.`);
if (!Number.isInteger(port)) fail(`${values.port} is no port.`);
const { origin: api } = new URL(portal);
const path = areas.find(({ remote }) => remote === id)?.path ?? '/';

switch (positionals[0]) {
  case 'server': {
    const remotes = [{ id, folder: relative(root, folder), port: port + 1 }];
    const origin = await devPortal({ api, port, remotes, demo: false });
    say(`${id} from its sources, with the data of ${api}: ${origin}${path}`);
    break;
  }
  case 'override': {
    const base = await serveOverride(folder, port);
    const { version } = JSON.parse(readFileSync(join(folder, 'dist-override/foyer-remote.json'), 'utf8')) as {
      version: string;
    };
    say(`${id} ${version}, built anew whenever a source changes, in the portal at ${api}:`);
    say(`  ${api}${path}?override=${id}@${base}`);
    break;
  }
  default:
    fail('It is dev:server or dev:override.');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
