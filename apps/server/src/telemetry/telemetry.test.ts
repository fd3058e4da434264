import type { TelemetryBatch } from '@foyer/contract/telemetry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, json, OPERATOR_TOKEN, releaseRemote, type TestApp } from '../testing/test-app.ts';
import type { Received, TelemetryExporter } from './telemetry-exporter.ts';

const VERSION = '1.2.3-0a1b2c';
const PLACE = { shell: '1.0.0-0d1e2f', route: '/calls/:callId', remote: 'calls', version: VERSION } as const;

type Event = TelemetryBatch['events'][number];
const LOAD: Event = { kind: 'load', ...PLACE, outcome: 'failed', type: 'integrity', ms: 320 };
const VITAL: Event = { kind: 'vital', ...PLACE, name: 'LCP', value: 1234.5, rating: 'good' };
const CSP: Event = { kind: 'csp', ...PLACE, directive: 'script-src', blocked: 'https://cdn.example' };
const ERROR: Event = {
  kind: 'error',
  ...PLACE,
  name: 'TypeError',
  frames: [{ of: 'calls', file: 'assets/call-page-Bq3x_-.js', line: 1, column: 20_123 }],
};

let test: TestApp;
let exported: Received[] = [];
const exporter: TelemetryExporter = {
  take: (received) => void exported.push(...received),
  dropped: () => 7,
  close: async () => {},
};
beforeAll(async () => {
  test = await createTestApp({ exporters: [exporter] });
  await releaseRemote(test.operator, 'calls', VERSION);
});
afterAll(() => test.close());
beforeEach(() => {
  exported = [];
  // Over the registry's memory, and the limit of an address.
  test.clock.advance(60_000);
});

const send = (events: readonly unknown[], address?: string) =>
  test.fetch('/api/telemetry', json({ events }), address);
const summary = async (): Promise<unknown> =>
  (
    await test.fetch('/api/operator/telemetry', { headers: { authorization: `Bearer ${OPERATOR_TOKEN}` } })
  ).json();

describe('what pages tell', () => {
  it('is taken without a session, logged where something went wrong, counted and exported', async () => {
    const before = test.log.length;
    expect((await send([LOAD, VITAL, CSP, ERROR])).status).toBe(204);
    expect(exported.map(({ event }) => event)).toEqual([LOAD, VITAL, CSP, ERROR]);
    const lines = test.log.slice(before).filter((line) => line.includes('"telemetry"'));
    expect(lines.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual([
      'load',
      'csp',
      'error',
    ]);
    expect(await summary()).toEqual({
      items: [
        {
          of: 'calls',
          version: VERSION,
          errors: { TypeError: 1 },
          csp: { 'script-src': 1 },
          loads: { failed: 1 },
          failures: { integrity: 1 },
          vitals: { 'LCP good': 1 },
        },
      ],
      dropped: 7,
    });
  });

  it('is left out where it names a build that was never published', async () => {
    const { remote: _, version: _version, ...ofTheShell } = PLACE;
    await send(
      [
        { ...LOAD, remote: 'elsewhere' },
        { ...LOAD, version: '9.9.9-0a1b2c' },
        { ...VITAL, ...ofTheShell, remote: undefined, version: undefined },
      ].map((event) => JSON.parse(JSON.stringify(event)) as unknown),
    );
    expect(exported.map(({ event }) => event)).toEqual([
      { ...ofTheShell, kind: 'vital', name: 'LCP', value: 1234.5, rating: 'good' },
    ]);
  });

  it('names no route but those of areas', async () => {
    const routes = [
      '/',
      '/calls',
      '/calls/:callId',
      '/sign-in',
      '/settings/opening-hours',
      '/*',
      '/nowhere',
      '/vivienne/:id',
    ];
    await send(routes.map((route) => ({ ...VITAL, route })));
    expect(exported.map(({ event }) => event.route)).toEqual([...routes.slice(0, 6), '/*', '/*']);
  });

  it('is counted for as many builds as there are, however much comes', async () => {
    const { items } = (await summary()) as { items: unknown[] };
    for (let i = 0; i < 40; i += 1)
      await send(Array.from({ length: 50 }, () => ({ ...VITAL, shell: `1.0.${i}-0d1e2f` })));
    expect(((await summary()) as { items: unknown[] }).items).toHaveLength(items.length);
  });

  it('is refused beyond fifty events, beyond 64 KB, and when an address sends too often; another one still may', async () => {
    expect((await send(Array.from({ length: 51 }, () => VITAL))).status).toBe(422);
    expect((await send([{ ...VITAL, padding: 'x'.repeat(64 * 1024) }])).status).toBe(413);
    const statuses: number[] = [];
    for (let i = 0; i < 70; i += 1) statuses.push((await send([VITAL], '203.0.113.9')).status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(60);
    const limited = await send([VITAL], '203.0.113.9');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '10']);
    expect((await send([VITAL], '203.0.113.10')).status).toBe(204);
    test.clock.advance(1_000);
    expect((await send([VITAL], '203.0.113.9')).status).toBe(204);
  });

  it('can be read by an operator alone', async () => {
    const admin = await test.signIn('larkspur-agency');
    expect((await admin.fetch('/api/operator/telemetry')).status).toBe(401);
  });
});

describe('what is personal', () => {
  const CANARIES = [
    'Vivienne Marsh',
    'vivienne@larkspur.example',
    '+61 2 5550 1234',
    '0412345678',
    '12 Harbour Street',
    'c0ffee00-57d1-4b6c-8f4e-7a3f0d6d4c11',
    'Bearer abcdef',
    'TypeError: Vivienne is not a function',
    'https://portal.test/calls/c0ffee00-57d1-4b6c-8f4e-7a3f0d6d4c11?text=toothache',
  ];
  /** Every place of an event, as a path to it. */
  const places = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          places(inner, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [path];
  const planted = (event: Event, path: (string | number)[], canary: string): unknown => {
    const copy = structuredClone(event) as unknown as Record<string | number, never>;
    let at = copy;
    for (const step of path.slice(0, -1)) at = at[step]!;
    at[path.at(-1)!] = canary as never;
    return copy;
  };

  it('reaches neither log nor summary nor exporter, wherever in an event it is put', async () => {
    const before = test.log.length;
    let tried = 0;
    for (const event of [LOAD, VITAL, CSP, ERROR]) {
      for (const path of [...places(event), ['message'], ['note']]) {
        for (const canary of CANARIES) {
          await send([planted(event, path, canary)], `198.51.100.${tried % 250}`);
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(300);
    // Taken without it: four routes, a directive, what was blocked, the name of an error, and a frame in code that is nobody's.
    expect(exported).toHaveLength(CANARIES.length * 7 + 1);
    const everything = JSON.stringify([exported, test.log.slice(before), await summary()]);
    for (const canary of [...CANARIES, 'Vivienne', 'c0ffee', 'toothache', '0412345678'])
      expect(everything).not.toContain(canary);
  });
});
