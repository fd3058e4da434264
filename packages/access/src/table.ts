/*
 * The tables of this package are written through these functions rather than with `as const` and casts, because mutation
 * testing leaves out whatever stands under an `as`; and the tables are what most needs testing.
 */

/** The value itself, with its literal types kept. */
export function literally<const Value>(value: Value): Value {
  return value;
}

/** The keys of a table in their order. TypeScript types keys as plain strings, since a value may have more than its type. */
export function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(table) as Key[];
}

/** A record with one value for each key. */
export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  valueOf: (key: Key) => Value,
): Record<Key, Value> {
  const entries = keys.map((key) => [key, valueOf(key)]);
  return Object.fromEntries(entries) as Record<Key, Value>;
}
