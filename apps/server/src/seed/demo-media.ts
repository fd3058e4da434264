import type { MediaStore, StoredMedia } from '../platform/dependencies.ts';

// Each as a `data:` address in a chunk of its own, so that the same code serves Node, tests and a browser's worker.
const files = import.meta.glob<string>('./audio/*.mp3', { query: '?inline', import: 'default' });

/** The recordings of the demo, which travel with the code; for where there is no folder to read from. */
export const demoMedia: MediaStore = {
  open: async (key) => {
    const load = files[`./audio/${key}`];
    return load ? stored(bytesOf(await load())) : null;
  },
};

function stored(bytes: Uint8Array<ArrayBuffer>): StoredMedia {
  return { size: bytes.length, read: async (start, end) => bytes.slice(start, end + 1) };
}

function bytesOf(dataUrl: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (char) => char.charCodeAt(0));
}
