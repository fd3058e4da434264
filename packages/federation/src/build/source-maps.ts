import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Moves the source maps of a build out of the folder that is served, into `dist-maps` beside it, under the same paths. They hold our sources:
 * whoever reads a stack trace needs them, browsers don't.
 */
export function setMapsApart(outDir: string): void {
  const apart = `${outDir}-maps`;
  rmSync(apart, { recursive: true, force: true });
  for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.map')) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(apart, relative(outDir, from));
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
  }
}
