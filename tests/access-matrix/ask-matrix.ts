import { at, codeOf, jsonOf, layersOf, type Answer } from './answer.ts';
import {
  ALL_OPEN,
  CAPABILITIES,
  expectedOf,
  layersLowering,
  levelOf,
  sidebarOf,
  type ClientRole,
  type Gates,
  type MatrixRow,
} from './expected.ts';
import { CLOSED_SETS, type GrantSet } from './grant-sets.ts';
import { VERSION, type Visitor, type World } from './world.ts';

/** Nobody of a client comes so far that it is looked up. */
const NO_CONNECTION = '00000000-0000-4000-8000-000000000000';

/** Sends the request of a row. `link` is one to the recording, that the role was given before. */
export async function ask(world: World, visitor: Visitor, row: MatrixRow, link: string): Promise<Answer> {
  const [method, address] = row.request;
  if (method === 'POST' && address === '/api/call-exports') await world.writeExports();
  const { call, agent, client } = world.ids;
  const path = address
    .replace('{call}', call)
    .replace('{agent}', agent)
    .replace('{client}', client)
    .replace('{person}', world.ids.person)
    .replace('{connection}', NO_CONNECTION)
    .replace('{export}', NO_CONNECTION)
    .replace('{unlock}', NO_CONNECTION)
    .replace('{note}', NO_CONNECTION)
    .replace('{correction}', NO_CONNECTION)
    .replace('{version}', VERSION)
    .replace('{link}', link);
  if (row.name === 'viewing as somebody') {
    const as = { kind: 'role', role: 'client_staff' };
    return visitor.send(method, path, { body: { clientId: client, as, reason: 'a question' } });
  }
  if (row.name === 'a word on what is open')
    return visitor.send(method, path, { body: { capability: 'calls' } });
  if (row.body !== undefined) return visitor.send(method, path, { body: row.body });
  if (method === 'POST') {
    const load = { remote: 'calls', version: VERSION, outcome: 'failed' };
    return visitor.send(method, path, { body: { loads: [load] } });
  }
  if (method === 'PUT') return visitor.send(method, path, { body: { clientId: client } });
  return visitor.send(method, path, row.open === 206 ? { headers: { range: 'bytes=0-99' } } : {});
}

/** What is wrong with an answer, in words; empty when nothing is. */
export function faults(
  world: World,
  row: MatrixRow,
  role: ClientRole,
  set: GrantSet,
  answer: Answer,
  gates: Gates = ALL_OPEN,
): string[] {
  const expected = expectedOf(row, role, set, gates);
  const wrong = (what: string, is: unknown, should: unknown): string[] =>
    JSON.stringify(is) === JSON.stringify(should)
      ? []
      : [`${role}, ${row.name}: ${what} is ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`];

  if (answer.status !== expected.status) return wrong('status', answer.status, expected.status);
  if (expected.status === 404) return wrong('code', codeOf(answer), 'not_found');
  if (expected.status === 403)
    return [
      ...wrong('code', codeOf(answer), 'denied'),
      ...wrong('layers', layersOf(answer), expected.layers),
    ];
  const shape = 'shape' in expected && expected.shape ? expected.shape : {};
  return [
    ...Object.entries(shape).flatMap(([place, keys]) =>
      at(jsonOf(answer), place).flatMap((one) =>
        wrong(`keys at '${place}'`, Object.keys(one as object).sort(), keys),
      ),
    ),
    ...(row.name === 'the session' ? sessionFaults(role, set, jsonOf(answer) as SessionBody, gates) : []),
    ...(row.name === 'a call' ? recordingFaults(role, set, jsonOf(answer) as CallBody, gates) : []),
    ...(role === 'client_staff'
      ? world.callerDetails
          .filter((detail) => answer.text.includes(detail))
          .map((d) => `staff read ${d} in ${row.name}`)
      : []),
  ];
}

// With every grant on, an admin sees all ten.
const SIDEBAR_ORDER = sidebarOf('client_admin', CLOSED_SETS.at(-1)!);

interface SessionBody {
  readonly decisions: Readonly<
    Record<string, { readonly level: string; readonly denials: readonly { readonly layer: string }[] }>
  >;
  readonly remotes: readonly { readonly id: string }[];
}

/** Every decision with its reasons, the sidebar that follows, and the remotes that go with it. */
function sessionFaults(role: ClientRole, set: GrantSet, session: SessionBody, gates: Gates): string[] {
  const problems: string[] = [];
  const told = new Map(Object.entries(session.decisions));
  for (const [capability] of CAPABILITIES) {
    const decision = told.get(capability);
    const layers = [...new Set(decision?.denials.map(({ layer }) => layer))].sort();
    const is = `${decision?.level} (${layers})`;
    const should = `${levelOf(capability, role, set, gates)} (${layersLowering(capability, role, set, gates)})`;
    if (is !== should) problems.push(`${role}, ${capability} is ${is}, should be ${should}`);
    told.delete(capability);
  }
  if (told.size > 0) problems.push(`not in the table: ${[...told.keys()]}`);
  const shown = SIDEBAR_ORDER.filter((area) => session.decisions[area]?.level !== 'none');
  const sidebar = sidebarOf(role, set);
  if (String(shown) !== String(sidebar)) problems.push(`${role}, sidebar is ${shown}, should be ${sidebar}`);
  const remotes = session.remotes.map(({ id }) => id).sort();
  const open = ['agents', 'calls'].filter((area) => sidebar.includes(area));
  if (String(remotes) !== String(open)) problems.push(`${role}, remotes are ${remotes}, should be ${open}`);
  return problems;
}

interface CallBody {
  readonly recording: Readonly<
    Record<
      'playback' | 'download',
      { readonly level: string; readonly denials: readonly { readonly layer: string }[] }
    >
  >;
}

/** What a call says of its recording, of which every fact is good. */
function recordingFaults(role: ClientRole, set: GrantSet, { recording }: CallBody, gates: Gates): string[] {
  return (['playback', 'download'] as const).flatMap((act) => {
    const capability = `recording_${act}`;
    const { level, denials } = recording[act];
    const is = `${level} (${[...new Set(denials.map(({ layer }) => layer))].sort()})`;
    const should = `${levelOf(capability, role, set, gates)} (${layersLowering(capability, role, set, gates)})`;
    return is === should ? [] : [`${role}, ${act} of a call is ${is}, should be ${should}`];
  });
}
