import { roleLabel } from '@foyer/access';
import { createClient } from '@foyer/contract';
import { keepCookiesInThisWorker } from './cookies-in-worker.ts';
import { DATABASE_ADDRESS, MEDIA_ADDRESS } from '../dev/addresses.ts';
import { createMockApp, type Carrier } from '../mock-app.ts';
import { personas, type Persona } from '@foyer/server/personas';
import type { PanelPersona } from './panel.ts';
import { toWireResponse, type FromWorker, type ToWorker } from './wire.ts';

keepCookiesInThisWorker();

const running = new Map<number, AbortController>();
let carrier: Promise<Carrier> | undefined;

const post = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'start') {
    const persona = personas.find(({ key }) => key === data.persona) ?? personas.find(isFirstOfClient)!;
    carrier = start(data.origin, persona);
    carrier.then(
      () => post({ type: 'ready', personas: personas.map(listed), persona: persona.key }),
      (error: unknown) => post({ type: 'not_ready', message: wordsOf(error) }),
    );
  } else if (data.type === 'request') {
    void answer(data);
  } else {
    running.get(data.id)?.abort();
  }
});

/** Without a choice: somebody who sees everything. */
const isFirstOfClient = ({ client }: Persona): boolean => client !== null;

const listed = ({ key, name, role, agency, client, lookAt }: Persona): PanelPersona => ({
  id: key,
  label: `${name}, ${roleLabel(role)}`,
  group: client ?? agency,
  hint: lookAt,
});

async function start(origin: string, persona: Persona): Promise<Carrier> {
  const app = await createMockApp({
    archive: await fetch(DATABASE_ADDRESS).then((response) => response.blob()),
    recording: fetchRecording,
    origin,
  });
  const carrier = app.carrier();
  await carrier.signIn(persona.email, persona.password);
  if (persona.client === null) await openFirstClient(carrier, origin);
  return carrier;
}

/** The agency's people have no client of their own; a remote alone has no place to choose one. */
async function openFirstClient({ answer }: Carrier, origin: string): Promise<void> {
  const api = createClient({ baseUrl: origin, fetch: answer });
  const { items } = await api.listClients();
  await api.chooseClient({ body: { clientId: items[0]?.id ?? null } });
}

async function fetchRecording(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const response = await fetch(MEDIA_ADDRESS + encodeURIComponent(key));
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}

async function answer({ id, request }: Extract<ToWorker, { type: 'request' }>): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  try {
    const { url, ...init } = request;
    const given = await carrier!;
    const response = await given.answer(new Request(url, { ...init, signal: abort.signal }));
    const [wire, transfer] = await toWireResponse(response);
    post({ type: 'response', id, response: wire }, transfer);
  } catch (error) {
    post({ type: 'failed', id, message: wordsOf(error) });
  } finally {
    running.delete(id);
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
