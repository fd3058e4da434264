import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { BuiltFile } from '../manifest.ts';

/** Smaller files gain less than the extra file costs. */
const COMPRESS_FROM_BYTES = 1024;
/** The document isn't among them: it is filled in for each response. */
const COMPRESSIBLE = /\.(js|css|json|svg|txt)$/;

/** Writes a `.br` sibling for every compressible file of `folder` from 1 KB, and lists all files by path. */
export function compressAndList(folder: string): BuiltFile[] {
  return listFiles(folder)
    .filter((path) => !path.endsWith('.br') && !path.startsWith('.vite/'))
    .map((path) => {
      const content = readFileSync(join(folder, path));
      const compressed =
        content.length >= COMPRESS_FROM_BYTES && COMPRESSIBLE.test(path) ? compress(content) : undefined;
      if (compressed) writeFileSync(join(folder, `${path}.br`), compressed);
      return {
        path,
        bytes: content.length,
        brotli: compressed?.length ?? content.length,
        integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
      };
    });
}

/** Twelve hexadecimal digits that change with any file's path or content, and with what else the manifest says. */
export function contentHash(files: readonly BuiltFile[], facts: object = {}): string {
  const lines = files.map((file) => `${file.path} ${file.integrity}\n`);
  return createHash('sha256').update(lines.join('')).update(JSON.stringify(facts)).digest('hex').slice(0, 12);
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

function compress(content: Buffer): Buffer {
  return brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
}
