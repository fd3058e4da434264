import { problem } from './problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request that changes something was made by a page of `origin`. Browsers send both headers; neither can be set by a page. */
export function isSameOrigin(
  method: string,
  headers: { site: string | null; origin: string | null },
  own: string,
): boolean {
  if (SAFE.has(method)) return true;
  const { site, origin } = headers;
  if (site === null && origin === null) return false;
  if (site !== null && site !== 'same-origin') return false;
  return origin === null || origin === own;
}

/** @throws 403 `csrf`, also for what an HTML form can send. */
export function requireSameOrigin(request: Request, own: string): void {
  const headers = { site: request.headers.get('sec-fetch-site'), origin: request.headers.get('origin') };
  if (!isSameOrigin(request.method, headers, own)) throw problem('csrf');
}
