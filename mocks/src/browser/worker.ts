import { roleLabel } from '@foyer/access';
import { createClient, type Client } from '@foyer/contract';
import { keepCookiesInThisWorker } from './cookies-in-worker.ts';
import { DATABASE_ADDRESS, MEDIA_ADDRESS } from '../dev/addresses.ts';
import { changeAccess, readAccess, type AccessChange } from '../mock-access.ts';
import { createMockApp, type Carrier, type MockApp } from '../mock-app.ts';
import { personas, type Persona } from '@foyer/server/personas';
import type { PanelPersona } from '../panel/panel-state.ts';
import { toWireResponse, type FromWorker, type Onlooker, type ToWorker } from './wire.ts';

keepCookiesInThisWorker();

const running = new Map<number, AbortController>();
let started: Promise<Started> | undefined;

interface Started {
  readonly app: MockApp;
  readonly carrier: Carrier;
  readonly api: Client;
}

const post = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'start':
      return void begin(data);
    case 'change':
      return void answerChange(data);
    case 'request':
      return void answer(data);
    case 'cancel':
      return running.get(data.id)?.abort();
  }
});

async function begin({ persona: key, origin, access }: Extract<ToWorker, { type: 'start' }>): Promise<void> {
  const persona = personas.find((one) => one.key === key) ?? personas.find(isFirstOfClient)!;
  started = start(origin, persona);
  try {
    const onlooker = await makeChange(access);
    post({ type: 'ready', personas: personas.map(listed), persona: persona.key, onlooker });
  } catch (error) {
    post({ type: 'not_ready', message: wordsOf(error) });
  }
}

async function look({ app, api }: Started): Promise<Onlooker> {
  const session = await api.getSession();
  const of = session.client && { personId: session.person.id, clientId: session.client.id };
  return { session, access: of && (await readAccess(app.db, of)) };
}

async function makeChange(change: AccessChange): Promise<Onlooker> {
  const running = await started!;
  const { person, client } = await running.api.getSession();
  if (client) await changeAccess(running.app.db, { personId: person.id, clientId: client.id }, change);
  return look(running);
}

async function answerChange({ id, change }: Extract<ToWorker, { type: 'change' }>): Promise<void> {
  try {
    post({ type: 'changed', id, onlooker: await makeChange(change) });
  } catch (error) {
    post({ type: 'failed', id, message: wordsOf(error) });
  }
}

/** Without a choice: somebody who sees everything. */
const isFirstOfClient = ({ client }: Persona): boolean => client !== null;

const listed = ({ key, name, role, agency, client, lookAt }: Persona): PanelPersona => ({
  id: key,
  label: `${name}, ${roleLabel(role)}`,
  group: client ?? agency,
  hint: lookAt,
});

async function start(origin: string, persona: Persona): Promise<Started> {
  const app = await createMockApp({
    archive: await fetch(DATABASE_ADDRESS).then((response) => response.blob()),
    recording: fetchRecording,
    origin,
  });
  const carrier = app.carrier();
  await carrier.signIn(persona.email, persona.password);
  const api = createClient({ baseUrl: origin, fetch: carrier.answer });
  if (persona.client === null) await openFirstClient(api);
  return { app, carrier, api };
}

/** The agency's people have no client of their own; a remote alone has no place to choose one. */
async function openFirstClient(api: Client): Promise<void> {
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
    const { carrier } = await started!;
    const response = await carrier.answer(new Request(url, { ...init, signal: abort.signal }));
    const [wire, transfer] = await toWireResponse(response);
    post({ type: 'response', id, response: wire }, transfer);
  } catch (error) {
    post({ type: 'failed', id, message: wordsOf(error) });
  } finally {
    running.delete(id);
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
