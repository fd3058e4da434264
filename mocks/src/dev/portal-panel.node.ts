import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { roleLabel } from '@foyer/access';
import type { RemoteAddress } from '@foyer/federation/document';
import { personas } from '@foyer/server/personas';
import type { Connect, Plugin } from 'vite';
import { endpointOf } from '../endpoint-of.ts';
import { SLOW_MS, type Fault } from '../fault.ts';
import { faultyAnswer } from '../faulty-answer.ts';
import { faultOf } from '../handlers.ts';
import type { PanelPersona } from '../panel/panel-state.ts';
import { BROKEN_CODE, faultsIn, OF_THE_PANEL } from './portal-faults.ts';

const CLIENT = fileURLToPath(new URL('./portal-panel.tsx', import.meta.url));
const FACTS = 'virtual:foyer-dev-portal';

export interface PortalPanelOptions {
  /** Whether the portal behind this dev server has the demo's people. */
  readonly demo: boolean;
  /** The remotes that are served from their sources, by id: where. */
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * The developer's panel in the whole portal from its sources: put into the shell's page by its dev server, which also breaks what the panel says.
 * It exists in the dev server only; no build knows of it.
 */
export function portalPanel({ demo, sources }: PortalPanelOptions): Plugin {
  return {
    name: 'foyer:portal-panel',
    apply: 'serve',
    resolveId: (source) => (source === FACTS ? `\0${FACTS}` : undefined),
    load(source) {
      if (source !== `\0${FACTS}`) return;
      return `export const people = ${JSON.stringify(demo ? people() : [])};
export const sources = ${JSON.stringify(sources)};
`;
    },
    transformIndexHtml: () => [
      { tag: 'script', attrs: { type: 'module', src: `/@fs${CLIENT}` }, injectTo: 'body' },
    ],
    configureServer(server) {
      server.middlewares.use(breaking);
    },
  };
}

/** The session's entry of a remote, as broken as this browser's panel wants its code. */
export function asBroken(remote: RemoteAddress, cookies: string): RemoteAddress {
  const fault = faultsIn(cookies)[`remote ${remote.id}`];
  if (!fault) return remote;
  const base = `${BROKEN_CODE}${fault}/${encodeURIComponent(remote.base)}/`;
  return { ...remote, base, preload: [], integrity: {} };
}

/** The same for everybody who asks: names and passwords of the demo are public, and the panel only signs in with them. */
const people = (): (PanelPersona & { email: string; password: string })[] =>
  personas.map(({ key, name, role, agency, client, lookAt, email, password }) => ({
    id: key,
    label: `${name}, ${roleLabel(role)}`,
    group: client ?? agency,
    hint: lookAt,
    email,
    password,
  }));

const breaking: Connect.NextHandleFunction = (request, response, next) => {
  const url = request.url ?? '/';
  if (url.startsWith(BROKEN_CODE)) return breakCode(url, response);
  if (!url.startsWith('/api/')) return next();
  if (request.headers[OF_THE_PANEL]) {
    delete request.headers[OF_THE_PANEL];
    return next();
  }
  const asked = new Request(`http://portal${url}`, { method: request.method ?? 'GET' });
  const fault = faultOf(endpointOf(asked), faultsIn(request.headers.cookie ?? ''));
  if (!fault) return next();
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  faultyAnswer(fault, new Request(asked, { signal: gone.signal })).then(
    (answer) => (answer ? send(answer, request, response) : next()),
    next,
  );
};

/** On a real socket: a page meets what it would meet on a network. */
function send(answer: Response, request: IncomingMessage, response: ServerResponse): void {
  if (answer.type === 'error') return void request.socket.destroy();
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), 'cache-control': 'no-store' });
  if (answer.body) Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]).pipe(response);
  else response.end();
}

/** `/__dev/broken/<fault>/<where it really is>/<file>` */
function breakCode(url: string, response: ServerResponse): void {
  const [fault = '', base = '', ...file] = url.slice(BROKEN_CODE.length).split('/');
  const answer = (status: number, type: string, body: string) =>
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  switch (fault as Fault) {
    case 'failing':
      return void answer(500, 'text/plain', 'Internal Server Error');
    case 'forbidden':
      return void answer(403, 'text/plain', 'Forbidden');
    case 'malformed':
      return void answer(200, 'text/html', '<!doctype html><title>Something else</title>');
    case 'offline':
      return void response.socket?.destroy();
    case 'hanging':
      return;
    case 'slow':
      setTimeout(() => {
        response.writeHead(307, { location: decodeURIComponent(base) + file.join('/') }).end();
      }, SLOW_MS);
  }
}
