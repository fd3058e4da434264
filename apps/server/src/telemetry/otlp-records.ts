import type { TelemetryEvent } from '@foyer/contract/telemetry';
import type { Received } from './telemetry-exporter.ts';

// OTLP 1.x in JSON: 64-bit integers are decimal texts, enums are numbers, names are in camelCase.
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding

type AnyValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly doubleValue: number };

interface Attribute {
  readonly key: string;
  readonly value: AnyValue;
}

export interface LogsRequest {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeLogs: readonly {
      readonly scope: { readonly name: string };
      readonly logRecords: readonly LogRecord[];
    }[];
  }[];
}

interface LogRecord {
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly attributes: readonly Attribute[];
}

const INFO = { severityNumber: 9, severityText: 'INFO' };
const WARN = { severityNumber: 13, severityText: 'WARN' };
const ERROR = { severityNumber: 17, severityText: 'ERROR' };

/** One request for `/v1/logs`: each event is a log record with a name. `resource` says which service it is. */
export function logsRequest(
  received: readonly Received[],
  resource: Readonly<Record<string, string>>,
): LogsRequest {
  return {
    resourceLogs: [
      {
        resource: { attributes: attributes(resource) },
        scopeLogs: [{ scope: { name: 'foyer.pages' }, logRecords: received.map(record) }],
      },
    ],
  };
}

function record({ event, at }: Received): LogRecord {
  const time = `${at.getTime()}000000`;
  const { name, severity, own } = described(event);
  return {
    timeUnixNano: time,
    observedTimeUnixNano: time,
    ...severity,
    eventName: name,
    attributes: attributes({
      'foyer.shell.version': event.shell,
      'url.template': event.route,
      'foyer.remote': event.remote,
      'foyer.remote.version': event.version,
      ...own,
    }),
  };
}

type Values = Readonly<Record<string, string | number | undefined>>;

/** Names of OpenTelemetry's conventions where it has some: exceptions, and vitals of a browser. */
function described(event: TelemetryEvent): { name: string; severity: typeof INFO; own: Values } {
  switch (event.kind) {
    case 'error':
      return {
        name: 'exception',
        severity: ERROR,
        own: {
          'exception.type': event.name,
          'exception.stacktrace': event.frames
            .map(({ of, file, line, column }) => `at ${of}/${file}:${line}:${column}`)
            .join('\n'),
        },
      };
    case 'vital':
      return {
        name: 'browser.web_vital',
        severity: INFO,
        own: { name: event.name.toLowerCase(), value: event.value, rating: event.rating },
      };
    case 'csp':
      return {
        name: 'foyer.csp_violation',
        severity: WARN,
        own: { 'foyer.csp.directive': event.directive, 'foyer.csp.blocked': event.blocked },
      };
    case 'load':
      return {
        name: 'foyer.remote_load',
        severity: event.outcome === 'ok' ? INFO : WARN,
        own: {
          'foyer.load.outcome': event.outcome,
          'foyer.load.failure': event.type,
          'foyer.load.duration_ms': event.ms,
        },
      };
  }
}

const attributes = (values: Values): Attribute[] =>
  Object.entries(values).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [{ key, value: anyValue(value) }],
  );

function anyValue(value: string | number): AnyValue {
  if (typeof value === 'string') return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
