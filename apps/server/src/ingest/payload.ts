/** What stands at a place of a parsed payload; undefined where there is no such place. */
export function at(payload: unknown, ...path: readonly (string | number)[]): unknown {
  let value = payload;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, step)
      ? (value as Readonly<Record<string | number, unknown>>)[step]
      : undefined;
  }
  return value ?? undefined;
}

/** The list at a place, empty where there is none. */
export function listAt(payload: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = at(payload, ...path);
  return Array.isArray(value) ? value : [];
}

/** A copy in which one place has another value; the same where there is no such place. */
export function withValueAt(payload: unknown, path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof payload !== 'object' || payload === null || !Object.hasOwn(payload, step)) return payload;
  const record = payload as Readonly<Record<string, unknown>>;
  return { ...record, [step]: withValueAt(record[step], rest, value) };
}
