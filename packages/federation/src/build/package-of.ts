import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package that a file belongs to, told by the nearest package.json that has a name. */
export type PackageOf = Readonly<{ name: string; version: string; folder: string }>;

const known = new Map<string, PackageOf | null>();

/** The package of a module of the build; null for a virtual module. */
export function packageOf(moduleId: string): PackageOf | null {
  const path = moduleId.split('?')[0] ?? '';
  return path.startsWith('\0') || !existsSync(path) ? null : packageAbove(dirname(path));
}

/** The package `name` as `folder` would import it; null where it isn't installed there. */
export function installedPackage(name: string, folder: string): PackageOf | null {
  const here = join(folder, 'node_modules', name, 'package.json');
  if (existsSync(here)) return packageAbove(realpathSync(dirname(here)));
  const parent = dirname(folder);
  return parent === folder ? null : installedPackage(name, parent);
}

function packageAbove(folder: string): PackageOf | null {
  const found = known.get(folder);
  if (found !== undefined) return found;
  const parent = dirname(folder);
  const own = readPackage(folder);
  const result = own ?? (parent === folder ? null : packageAbove(parent));
  known.set(folder, result);
  return result;
}

function readPackage(folder: string): PackageOf | null {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return null;
  const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as { name?: string; version?: string };
  return name ? { name, version: version ?? '0.0.0', folder } : null;
}
