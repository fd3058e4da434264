import { posix } from 'node:path';

/**
 * What may import what, by the place of a file in the tree. A workspace is known by its folder; its package is `@foyer/<folder name>`.
 * `remotes` are all apps but the shell and the server, so that a new one needs no line here.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  access: [],
  contract: ['access'],
  ui: ['access'],
  federation: ['access', 'contract', 'ui'],
  // Only Node runs it: where released files lie, and the commands of a release.
  releases: ['contract', 'federation'],
  // The server takes the areas, the document of a response and its signature from federation, nothing that renders.
  server: [
    'access',
    'contract',
    'federation/areas',
    'federation/document',
    'federation/registry-signature',
    'releases',
  ],
  shell: ['access', 'contract', 'federation', 'ui'],
  remote: ['access', 'contract', 'federation', 'ui'],
  // Beside the server, the mocks hold the page in which a remote runs alone.
  mocks: ['access', 'contract', 'server', 'federation', 'ui'],
};

/** Tests, and the entry that runs an app alone, may use the mocks; a production build starts from neither. */
const MAY_USE_MOCKS = /\.test\.tsx?$|(^|\/)(testing|dev)\//;

/** Node's own modules stay where only Node runs: the rest of the server runs in a browser worker too. */
const MAY_USE_NODE =
  /^apps\/server\/(?!src\/)|^apps\/server\/src\/main\.ts$|\.node\.ts$|\.test\.tsx?$|^apps\/server\/src\/db\/postgres\.ts$|\/testing\//;

function workspaceOf(file: string): string | undefined {
  const [top, name] = file.split('/');
  if (top === 'packages' || top === 'apps') return name;
  return top;
}

function kindOf(file: string): string | undefined {
  const [top, name] = file.split('/');
  if (top === 'packages') return name;
  if (top === 'apps') return name === 'server' || name === 'shell' ? name : 'remote';
  if (top === 'mocks') return 'mocks';
  return undefined;
}

/** The workspace and the path inside it that an import leads to, or undefined for a library or a file of the same workspace. */
function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('@foyer/')) return specifier.slice('@foyer/'.length);
  if (!specifier.startsWith('.')) return undefined;
  const path = posix.normalize(posix.join(posix.dirname(file), specifier));
  const workspace = workspaceOf(path);
  return workspace === workspaceOf(file) ? undefined : workspace;
}

/** Why `file` may not import `specifier`, in words for the one who wrote it; undefined if it may. Paths are relative to the repository. */
export function forbiddenImport(file: string, specifier: string): string | undefined {
  const kind = kindOf(file);
  if (!kind) return undefined;

  if (specifier.startsWith('node:') && kind === 'server' && !MAY_USE_NODE.test(file))
    return `The server runs in a browser worker too: keep '${specifier}' to main.ts and files named *.node.ts.`;
  if (specifier.startsWith('@mui/') && kind !== 'ui')
    return `'${specifier}' comes through @foyer/ui, the one copy that shell and remotes share.`;

  const target = targetOf(file, specifier);
  if (target === undefined) return undefined;
  const [workspace] = target.split('/');
  // What stands beside `src` is run by tools, on a developer's machine.
  if (workspace === workspaceOf(file) || (workspace === '.ci' && !file.includes('/src/'))) return undefined;
  if (workspace === 'mocks' && MAY_USE_MOCKS.test(file)) return undefined;
  if (specifier.startsWith('.'))
    return `'${specifier}' reaches into another workspace: import its package by name.`;

  const allowed = MAY_IMPORT[kind] ?? [];
  if (allowed.some((entry) => target === entry || target.startsWith(`${entry}/`))) return undefined;
  return `${file.split('/').slice(0, 2).join('/')} may not import @foyer/${target}: it may import ${allowed.join(', ') || 'no workspace'}.`;
}
