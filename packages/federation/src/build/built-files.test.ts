import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compressAndList, contentHash } from './built-files.ts';

let folder = '';
const script = `export const words = ${JSON.stringify('calls '.repeat(400))};`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-built-'));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, '.vite'));
  writeFileSync(join(folder, 'assets/routes.js'), script);
  writeFileSync(join(folder, 'assets/small.js'), 'export {};');
  writeFileSync(join(folder, 'assets/inter.woff2'), Buffer.alloc(4096, 7));
  writeFileSync(join(folder, '.vite/manifest.json'), '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('lists what browsers fetch, by path, with the hash that they can check', () => {
  const files = compressAndList(folder);
  expect(files.map((file) => file.path)).toEqual([
    'assets/inter.woff2',
    'assets/routes.js',
    'assets/small.js',
  ]);
  expect(files[1]).toMatchObject({
    bytes: script.length,
    integrity: `sha384-${createHash('sha384').update(script).digest('base64')}`,
  });
});

it('lays a compressed sibling beside text from 1 KB, and beside nothing else', () => {
  const [font, routes, small] = compressAndList(folder);
  expect(brotliDecompressSync(readFileSync(join(folder, 'assets/routes.js.br'))).toString()).toBe(script);
  expect(routes!.brotli).toBeLessThan(200);
  expect(existsSync(join(folder, 'assets/small.js.br'))).toBe(false);
  expect(existsSync(join(folder, 'assets/inter.woff2.br'))).toBe(false);
  expect([font!.brotli, small!.brotli]).toEqual([4096, 10]);
});

it('gives the same build the same hash, and any other content, name or fact another', () => {
  const files = compressAndList(folder);
  expect(contentHash(compressAndList(folder))).toBe(contentHash(files));
  expect(contentHash(files)).toMatch(/^[0-9a-f]{12}$/);
  writeFileSync(join(folder, 'assets/small.js'), 'export { };');
  expect(contentHash(compressAndList(folder))).not.toBe(contentHash(files));
  expect(contentHash(files, { hostApi: '^2.0.0' })).not.toBe(contentHash(files, { hostApi: '^1.0.0' }));
  expect(contentHash([{ ...files[0]!, path: 'assets/other.woff2' }])).not.toBe(contentHash([files[0]!]));
});
