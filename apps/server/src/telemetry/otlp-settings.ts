/** How to reach a collector, as OpenTelemetry's own variables say it. */
export interface OtlpSettings {
  /** Where log records are posted. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of this service. */
  readonly resource: Readonly<Record<string, string>>;
  /** Milliseconds for one request. */
  readonly timeoutMs: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads `OTEL_EXPORTER_OTLP_ENDPOINT` and what belongs to it. Null where no collector is named, or `OTEL_SDK_DISABLED` is set.
 * @throws RangeError naming the variable that is wrong, never its value
 */
export function otlpSettings(env: Env): OtlpSettings | null {
  const own = env.OTEL_EXPORTER_OTLP_LOGS_ENDPOINT;
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if ((!own && !base) || env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return null;
  const name = own ? 'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT' : 'OTEL_EXPORTER_OTLP_ENDPOINT';
  // The signal's own address is taken as it is, the common one gets the signal's path.
  const url = own ? own : `${base?.replace(/\/+$/, '')}/v1/logs`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new RangeError(`${name} must be an address that starts with http:// or https://`);
  const protocol = env.OTEL_EXPORTER_OTLP_LOGS_PROTOCOL || env.OTEL_EXPORTER_OTLP_PROTOCOL;
  if (protocol && protocol !== 'http/json')
    throw new RangeError('OTEL_EXPORTER_OTLP_PROTOCOL must be http/json, which is what this server speaks');
  const timeoutMs = Number(env.OTEL_EXPORTER_OTLP_TIMEOUT || 10_000);
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1)
    throw new RangeError('OTEL_EXPORTER_OTLP_TIMEOUT must be a number of milliseconds');
  return {
    url,
    headers: pairs('OTEL_EXPORTER_OTLP_HEADERS', env),
    resource: {
      'service.name': 'foyer',
      ...pairs('OTEL_RESOURCE_ATTRIBUTES', env),
      ...(env.OTEL_SERVICE_NAME && { 'service.name': env.OTEL_SERVICE_NAME }),
    },
    timeoutMs,
  };
}

/** `key=value,key=value`, values percent-encoded. */
function pairs(name: string, env: Env): Record<string, string> {
  const parts = (env[name] ?? '').split(',').filter((part) => part.trim() !== '');
  return Object.fromEntries(
    parts.map((part) => {
      const [, key, value] = /^\s*([^=\s]+)\s*=(.*)$/.exec(part) ?? [];
      if (key === undefined || value === undefined)
        throw new RangeError(`${name} must be key=value,key=value`);
      try {
        return [key, decodeURIComponent(value.trim())];
      } catch {
        throw new RangeError(`${name} has a value that is not percent-encoded`);
      }
    }),
  );
}
