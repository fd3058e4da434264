import type { RemoteAddress } from '../manifest.ts';

const asked = new Map<string, Promise<boolean>>();

/**
 * Lets the browser fetch what a remote's first page needs, without running it, once. The entry comes alone: a remote that hangs then holds one of
 * the few connections that a browser opens to an origin, and not all of them.
 *
 * @returns whether everything came; what didn't won't come again from the same address
 */
export async function prefetchRemote({ base, preload, integrity }: RemoteAddress): Promise<boolean> {
  const [first, ...others] = preload;
  if (first === undefined) return true;
  const file = (path: string) => fetchAhead(base + path, integrity[path]);
  if (!(await file(first))) return false;
  return (await Promise.all(others.map(file))).every(Boolean);
}

function fetchAhead(url: string, integrity: string | undefined): Promise<boolean> {
  const before = asked.get(url);
  if (before) return before;
  const arrives = new Promise<boolean>((resolve) => {
    const link = document.createElement('link');
    if (url.endsWith('.css')) {
      link.rel = 'preload';
      // Without a hash: the element that uses it has none, and the browser would fetch it a second time.
      link.as = 'style';
    } else {
      link.rel = 'modulepreload';
      if (integrity) link.integrity = integrity;
    }
    // As the build's own loader asks for them, or they would be fetched twice.
    link.crossOrigin = '';
    link.onload = () => resolve(true);
    link.onerror = () => resolve(false);
    link.href = url;
    document.head.append(link);
  });
  asked.set(url, arrives);
  return arrives;
}
