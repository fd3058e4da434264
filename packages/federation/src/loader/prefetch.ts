import type { RemoteAddress } from '../manifest.ts';

const asked = new Set<string>();

/** Lets the browser fetch a remote's files without running them, once, for a page that is likely to come next. */
export function prefetchRemote(address: RemoteAddress | undefined): void {
  for (const url of address?.preload ?? []) {
    if (asked.has(url)) continue;
    asked.add(url);
    const link = document.createElement('link');
    if (url.endsWith('.css')) {
      link.rel = 'preload';
      link.as = 'style';
    } else {
      link.rel = 'modulepreload';
    }
    // As the build's own loader asks for them, or they would be fetched twice.
    link.crossOrigin = '';
    link.href = url;
    document.head.append(link);
  }
}
