import type { Browser, Request } from 'playwright-core';
import { DEMO_PASSWORD } from '../browser/sign-in.ts';

export interface Fetched {
  readonly kind: 'document' | 'script' | 'style' | 'font' | 'image' | 'api';
  readonly path: string;
  readonly status: number;
  /** What travelled, compressed as the server sent it, without headers. */
  readonly bytes: number;
  readonly encoding: string;
}

/** Opens a page of the calls signed in, with nothing in the browser’s cache, and lists all that it asks the server for until it rests. */
export async function firstRoute(browser: Browser, origin: string, path: string): Promise<Fetched[]> {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(20_000);
  await context.request.post('/api/sign-in', {
    data: { email: 'renata@brightwater.example', password: DEMO_PASSWORD },
    headers: { origin },
  });
  const page = await context.newPage();
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  await page.goto(path);
  await page.getByRole('row').nth(2).waitFor();
  await page.waitForLoadState('networkidle');
  const fetched = await Promise.all(requests.map(describe));
  await context.close();
  return fetched;
}

async function describe(request: Request): Promise<Fetched> {
  const response = await request.response();
  const { pathname, search } = new URL(request.url());
  return {
    kind: kindOf(pathname),
    path: pathname + search,
    status: response?.status() ?? 0,
    bytes: (await request.sizes()).responseBodySize,
    encoding: (await response?.headerValue('content-encoding')) ?? '',
  };
}

function kindOf(pathname: string): Fetched['kind'] {
  if (pathname.startsWith('/api/')) return 'api';
  if (pathname.endsWith('.js')) return 'script';
  if (pathname.endsWith('.css')) return 'style';
  if (pathname.endsWith('.woff2')) return 'font';
  return /\.(svg|png|ico)$/.test(pathname) ? 'image' : 'document';
}
