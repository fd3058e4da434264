import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SHARED_UNITS } from '../build/shared.ts';
import { HEAD_MARKER } from '../document.ts';

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

/** An app of a few files in a folder of its own, with the libraries of a real one, built by the real command. */
export type SmallApp = Readonly<{
  folder: string;
  write: (path: string, content: string) => void;
  /** Runs `vite build` there; `output` is all that it said. */
  build: () => Promise<Readonly<{ code: number | null; output: string }>>;
  read: (path: string) => string;
  remove: () => void;
}>;

type Files = Readonly<Record<string, string>>;

/** A remote with a page, as small as one can be; `files` are added or take the place of its own. */
export function smallRemote(id: string, files: Files = {}): SmallApp {
  return smallApp('agents', id, {
    'package.json': JSON.stringify({ name: `@foyer/${id}`, version: '1.2.3', type: 'module' }),
    'vite.config.ts': `import { remote } from '@foyer/federation/build';\nexport default { ...remote('${id}'), cacheDir: '.vite' };\n`,
    'src/routes.tsx': `import { Page } from './page.tsx';\nexport const routes = [{ index: true, element: <Page /> }];\n`,
    'src/page.tsx': `import { PageFrame } from '@foyer/ui';\nexport const Page = () => <PageFrame title="Small">Words</PageFrame>;\n`,
    ...files,
  });
}

/** A shell that does nothing but carry the shared units. */
export function smallShell(files: Files = {}): SmallApp {
  return smallApp('shell', 'shell', {
    'package.json': JSON.stringify({ name: '@foyer/shell', version: '1.2.3', type: 'module' }),
    'vite.config.ts': `import { shell } from '@foyer/federation/build';\nexport default shell();\n`,
    'index.html': `<html><head>${HEAD_MARKER}</head><body><script type="module" src="/src/main.ts"></script></body></html>`,
    'src/main.ts': SHARED_UNITS.map(
      (unit, i) => `import * as unit${i} from '${unit}';\nconsole.info(unit${i});\n`,
    ).join(''),
    ...files,
  });
}

/** Lays the files into a folder that has the libraries of an app of ours. */
function smallApp(like: string, id: string, files: Files): SmallApp {
  const around = mkdtempSync(join(tmpdir(), 'foyer-small-'));
  const folder = join(around, id);
  mkdirSync(folder);
  symlinkSync(join(REPOSITORY, 'apps', like, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  return {
    folder,
    write,
    build: () => viteBuild(folder),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    remove: () => rmSync(around, { recursive: true, force: true }),
  };
}

function viteBuild(cwd: string): Promise<{ code: number | null; output: string }> {
  // Under Vitest the presets leave federation out.
  const { VITEST: _, ...env } = process.env;
  const command = [join(REPOSITORY, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd, env: { ...env, NODE_ENV: 'production' } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
