import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Log } from '../platform/dependencies.ts';
import { createOtlpExporter, type OtlpOptions } from './otlp-exporter.ts';
import { otlpSettings } from './otlp-settings.ts';
import type { Received, TelemetryExporter } from './telemetry-exporter.ts';

// The shape of ExportLogsServiceRequest in JSON, as opentelemetry-proto 1.x has it; an unknown field is a mistake of ours.
const anyValue = z.union([
  z.strictObject({ stringValue: z.string() }),
  z.strictObject({ intValue: z.string().regex(/^-?\d+$/) }),
  z.strictObject({ doubleValue: z.number() }),
]);
const attributes = z.array(z.strictObject({ key: z.string().min(1), value: anyValue }));
const nanoseconds = z.string().regex(/^\d{19}$/);
const logsRequest = z.strictObject({
  resourceLogs: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes }),
      scopeLogs: z.array(
        z.strictObject({
          scope: z.strictObject({ name: z.string(), version: z.string().optional() }),
          logRecords: z.array(
            z.strictObject({
              timeUnixNano: nanoseconds,
              observedTimeUnixNano: nanoseconds,
              severityNumber: z.number().int().min(1).max(24),
              severityText: z.string(),
              eventName: z.string().min(1),
              attributes,
            }),
          ),
        }),
      ),
    }),
  ),
});

type Reply =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'hang';

/** A collector that answers as it is told to, in turn, and then well. */
async function collector(...replies: Reply[]) {
  const requests: { path: string; headers: IncomingHttpHeaders; names: string[]; text: string }[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      const parsed = logsRequest.safeParse(JSON.parse(text));
      const records = parsed.data?.resourceLogs.flatMap(({ scopeLogs }) =>
        scopeLogs.flatMap((one) => one.logRecords),
      );
      requests.push({
        path: request.url ?? '',
        headers: request.headers,
        names: records?.map(({ eventName }) => eventName) ?? [`not OTLP: ${parsed.error?.message}`],
        text,
      });
      const reply = replies.shift() ?? { status: 200, body: '{}' };
      if (reply === 'hang') return;
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
      response.end(reply.body ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const at = new Date('2026-05-01T10:00:00.123Z');
const place = { shell: '1.0.0-0a1b2c', route: '/calls/:callId' };
const load = (ms: number): Received => ({
  at,
  event: {
    kind: 'load',
    ...place,
    remote: 'calls',
    version: '1.2.3-0a1b2c',
    outcome: 'failed',
    type: 'integrity',
    ms,
  },
});

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

async function start(replies: Reply[], options: Partial<OtlpOptions> = {}) {
  const there = await collector(...replies);
  open.push(there);
  const warnings: unknown[] = [];
  const log: Log = { info: () => {}, warn: (fields) => warnings.push(fields), error: () => {} };
  const settings = otlpSettings({
    OTEL_EXPORTER_OTLP_ENDPOINT: there.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=a%20b,authorization=Bearer%20t',
    OTEL_SERVICE_NAME: 'portal',
  });
  const exporter: TelemetryExporter = createOtlpExporter({
    ...settings!,
    log,
    delayMs: 5,
    backoffMs: 5,
    ...options,
  });
  open.push(exporter);
  return { ...there, exporter, warnings };
}

describe('what pages tell, exported to a collector', () => {
  it('arrives as OTLP log records, with the service, the headers that were set, and what is known of each', async () => {
    const { exporter, requests } = await start([]);
    exporter.take([
      load(1200),
      { at, event: { kind: 'vital', ...place, name: 'CLS', value: 0.12, rating: 'needs-improvement' } },
      { at, event: { kind: 'csp', ...place, directive: 'script-src', blocked: 'https://evil.example' } },
      {
        at,
        event: {
          kind: 'error',
          ...place,
          name: 'TypeError',
          frames: [{ of: 'calls', file: 'assets/call-page-Bq3x.js', line: 3, column: 14 }],
        },
      },
    ]);
    await expect.poll(() => requests).toHaveLength(1);
    const [{ path, headers, names, text } = { path: '', headers: {}, names: [], text: '' }] = requests;
    expect(path).toBe('/v1/logs');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-tenant': 'a b',
      authorization: 'Bearer t',
    });
    expect(names).toEqual(['foyer.remote_load', 'browser.web_vital', 'foyer.csp_violation', 'exception']);
    for (const [key, value] of [
      ['service.name', { stringValue: 'portal' }],
      ['url.template', { stringValue: '/calls/:callId' }],
      ['foyer.remote', { stringValue: 'calls' }],
      ['foyer.remote.version', { stringValue: '1.2.3-0a1b2c' }],
      ['foyer.load.failure', { stringValue: 'integrity' }],
      ['foyer.load.duration_ms', { intValue: '1200' }],
      ['value', { doubleValue: 0.12 }],
      ['exception.stacktrace', { stringValue: 'at calls/assets/call-page-Bq3x.js:3:14' }],
    ])
      expect(text).toContain(JSON.stringify({ key, value }));
    expect(text).toContain('"timeUnixNano":"1777629600123000000"');
  });

  it('is sent again when the collector is busy or away, and nothing is lost', async () => {
    const { exporter, requests } = await start(
      [{ status: 503 }, { status: 429, headers: { 'retry-after': '0' } }, 'hang'],
      { timeoutMs: 100 },
    );
    exporter.take([load(1)]);
    await expect.poll(() => requests, { timeout: 5_000 }).toHaveLength(4);
    expect(new Set(requests.map(({ text }) => text)).size).toBe(1);
    expect(exporter.dropped()).toBe(0);
  });

  it('is dropped and counted after five tries, when it is refused, and as far as the collector rejects it', async () => {
    const busy = Array.from({ length: 5 }, () => ({ status: 502 }));
    const { exporter, requests, warnings } = await start([
      ...busy,
      { status: 400 },
      { status: 200, body: '{"partialSuccess":{"rejectedLogRecords":"1"}}' },
    ]);
    exporter.take([load(1), load(2)]);
    await expect.poll(() => exporter.dropped()).toBe(2);
    expect(requests).toHaveLength(5);
    exporter.take([load(3)]);
    await expect.poll(() => exporter.dropped()).toBe(3);
    exporter.take([load(4), load(5)]);
    await expect.poll(() => exporter.dropped()).toBe(4);
    expect(requests).toHaveLength(7);
    expect(warnings).toEqual([{ dropped: 2 }, { dropped: 3 }, { dropped: 4 }]);
  });

  it('never makes anybody wait: a collector that hangs costs a bounded queue, and the rest is dropped', async () => {
    const { exporter, requests } = await start(['hang'], { queue: 10, batch: 4, lastTryMs: 20 });
    exporter.take([load(0)]);
    await expect.poll(() => requests).toHaveLength(1);
    exporter.take(Array.from({ length: 1_000 }, (_, i) => load(i)));
    expect(exporter.dropped()).toBe(991);
  });

  it('goes out in batches', async () => {
    const { exporter, requests } = await start([], { batch: 4 });
    exporter.take(Array.from({ length: 10 }, (_, i) => load(i)));
    await expect.poll(() => requests.map(({ names }) => names.length)).toEqual([4, 4, 2]);
  });

  it('that is still waiting when the server ends goes out then', async () => {
    const { exporter, requests } = await start([], { delayMs: 60_000 });
    exporter.take([load(1)]);
    await exporter.close();
    expect(requests).toHaveLength(1);
    exporter.take([load(2)]);
    expect(exporter.dropped()).toBe(1);
  });

  it('does no harm when nobody listens at the address', async () => {
    const gone = await collector();
    gone.close();
    const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
    const settings = otlpSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: gone.url })!;
    const exporter = createOtlpExporter({ ...settings, log, delayMs: 1, backoffMs: 1 });
    exporter.take([load(1)]);
    await expect.poll(() => exporter.dropped()).toBe(1);
    await exporter.close();
  });
});

describe('the settings of the exporter', () => {
  it('are OpenTelemetry’s own variables; without an address there is none', () => {
    expect(otlpSettings({})).toBeNull();
    expect(
      otlpSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'true' }),
    ).toBeNull();
    expect(otlpSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318/' })).toMatchObject({
      url: 'http://c:4318/v1/logs',
      resource: { 'service.name': 'foyer' },
      timeoutMs: 10_000,
    });
    expect(otlpSettings({ OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: 'https://c/own' })?.url).toBe('https://c/own');
    expect(
      otlpSettings({
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318',
        OTEL_RESOURCE_ATTRIBUTES: 'service.name=x,deployment.environment.name=eu%2Fone',
        OTEL_SERVICE_NAME: 'portal',
      })?.resource,
    ).toEqual({ 'service.name': 'portal', 'deployment.environment.name': 'eu/one' });
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'hunter2'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_EXPORTER_OTLP_TIMEOUT', 'soon'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'hunter2'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'a=%zz'],
  ])('name what is wrong, not what stood there: %s', (name, value) => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', [name]: value };
    expect(() => otlpSettings(env)).toThrow(name);
    expect(() => otlpSettings(env)).not.toThrow('hunter2');
  });
});
