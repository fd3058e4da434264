import { ENGINES } from '@foyer/server/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, layersOf } from './answer.ts';
import { CLOSED_SETS } from './grant-sets.ts';
import { openWorld, type RecordingFacts, type Switches, type Visitor, type World } from './world.ts';

// The gates of a recording as literals from access-model.md, "Recording". Nothing here may import the access package.

const PEOPLE = ['client_admin', 'client_manager', 'client_staff', 'agency_admin'] as const;

/** Everything open: each row of the table closes something. */
const OPEN: Switches = {
  entitlements: { recording_playback: true, recording_download: true },
  policies: { staff_recording_playback: true, recording_download: true },
};
const GOOD: RecordingFacts = { consent: 'granted', hold: false, media: 'available', retained: true };

type Layers = readonly string[];
type Row = readonly [
  name: string,
  change: { readonly facts?: Partial<RecordingFacts>; readonly switches?: Partial<Switches> },
  playback: readonly [admin: Layers, manager: Layers, staff: Layers, agency: Layers],
  download: readonly [admin: Layers, manager: Layers, staff: Layers, agency: Layers],
];

const none: Layers = [];
const role: Layers = ['role'];
const all = (...layers: string[]) => [layers, layers, layers, layers] as const;
const clients = (...layers: string[]) => [layers, layers, layers, none] as const;
/** As for playback, and staff never download. */
const staffNever = (...layers: string[]) => [layers, layers, [...layers, 'role'].sort(), layers] as const;
const clientsStaffNever = (...layers: string[]) =>
  [layers, layers, [...layers, 'role'].sort(), none] as const;

const playback = (on: boolean, download = true) => ({
  switches: { entitlements: { recording_playback: on, recording_download: download } },
});
const policy = (staff: boolean, download: boolean) => ({
  switches: { policies: { staff_recording_playback: staff, recording_download: download } },
});
const facts = (change: Partial<RecordingFacts>) => ({ facts: change });

// prettier-ignore
const ROWS: readonly Row[] = [
  ['everything open',                {},                                     all(),              [none, none, role, none]],
  ['consent not required',           facts({ consent: 'not_required' }),     all(),              [none, none, role, none]],
  ['consent pending',                facts({ consent: 'pending' }),          all('consent'),     staffNever('consent')],
  ['consent denied',                 facts({ consent: 'denied' }),           all('consent'),     staffNever('consent')],
  ['consent withdrawn',              facts({ consent: 'withdrawn' }),        all('consent'),     staffNever('consent')],
  ['a compliance hold',              facts({ hold: true }),                  all('compliance'),  staffNever('compliance')],
  ['media processing',               facts({ media: 'processing' }),         all('media'),       staffNever('media')],
  ['media missing',                  facts({ media: 'missing' }),            all('media'),       staffNever('media')],
  ['media expired',                  facts({ media: 'expired' }),            all('media'),       staffNever('media')],
  ['no media',                       facts({ media: 'none' }),               all('media'),       staffNever('media')],
  ['retention over',                 facts({ retained: false }),             all('retention'),   staffNever('retention')],
  ['no playback in the plan',        playback(false),                        clients('entitlement'), clientsStaffNever('entitlement')],
  ['no download in the plan',        playback(true, false),                  all(),              clientsStaffNever('entitlement')],
  ['staff may not listen',           policy(false, true),                    [none, none, ['policy'], none], [none, none, ['policy', 'role'], none]],
  ['nobody may download',            policy(true, false),                    all(),              clientsStaffNever('policy')],
  ['everything at once',
    { ...facts({ consent: 'withdrawn', hold: true, media: 'missing', retained: false }) },
    all('compliance', 'consent', 'media', 'retention'),
    staffNever('compliance', 'consent', 'media', 'retention')],
];

describe.each(ENGINES)('the gates of a recording, on %s', (engine) => {
  let world: World;
  const visitors = new Map<string, Visitor>();

  beforeAll(async () => {
    world = await openWorld(engine);
    await world.setGrants(CLOSED_SETS.at(-1)!);
    for (const person of PEOPLE) visitors.set(person, await world.signIn(person));
    await visitors
      .get('agency_admin')!
      .send('PUT', '/api/session/client', { body: { clientId: world.ids.client } });
  }, 120_000);

  afterAll(() => world.close());

  it.each(ROWS)('%s', async (_name, change, playbackLayers, downloadLayers) => {
    await world.set(OPEN);
    await world.setRecording(GOOD);
    const path = `/api/calls/${world.ids.call}`;
    const links = new Map<string, string>();
    for (const person of PEOPLE) {
      const { url } = jsonOf(await visitors.get(person)!.send('GET', `${path}/recording`)) as { url: string };
      links.set(person, url);
    }

    await world.set({ ...OPEN, ...change.switches });
    await world.setRecording({ ...GOOD, ...change.facts });
    for (const [i, person] of PEOPLE.entries()) {
      const visitor = visitors.get(person)!;
      const expected = playbackLayers[i]!;

      const call = jsonOf(await visitor.send('GET', path)) as CallBody;
      expect([person, layersIn(call.recording.playback)]).toEqual([person, expected]);
      expect([person, layersIn(call.recording.download)]).toEqual([person, downloadLayers[i]!]);
      expect(call.recording.playback.level === 'none').toBe(expected.length > 0);

      const recording = await visitor.send('GET', `${path}/recording`);
      // The link of before is checked again at each use: the very next range stops.
      const range = await visitor.send('GET', links.get(person)!, { headers: { range: 'bytes=0-99' } });
      const refused = expected.length > 0;
      expect([person, recording.status, range.status]).toEqual([
        person,
        ...(refused ? [403, 403] : [200, 206]),
      ]);
      if (refused) {
        expect(layersOf(recording)).toEqual(expected);
        expect(layersOf(range)).toEqual(expected);
      }
    }
  });
});

interface CallBody {
  readonly recording: Readonly<Record<'playback' | 'download', DecisionBody>>;
}
interface DecisionBody {
  readonly level: string;
  readonly denials: readonly { readonly layer: string }[];
}

const layersIn = (decision: DecisionBody): string[] =>
  [...new Set(decision.denials.map(({ layer }) => layer))].sort();
