import type { Endpoint, FieldError } from '@foyer/contract';
import { problem } from './problem.ts';
import { unstorable } from './storable-text.ts';

type Place = 'path' | 'query' | 'body';
type Schema = NonNullable<Endpoint['params']>;
type Issues = NonNullable<ReturnType<Schema['safeParse']>['error']>['issues'];

/** @throws 422 naming every field that doesn't fit. */
export function parseInput(place: Place, schema: Schema | undefined, value: unknown): unknown {
  if (!schema) {
    // An endpoint without a query takes none; a stray body of one without a body is not even read.
    if (place === 'query') refuseUnknown(value);
    return undefined;
  }
  const result = schema.safeParse(value);
  if (result.success) {
    const wrong = unstorable(result.data);
    if (!wrong) return result.data;
    const message = 'Leave out characters that are no text.';
    throw problem('invalid', { fields: [{ field: fieldName(place, wrong), message }] });
  }
  throw problem('invalid', { fields: fieldsOf(place, result.error.issues) });
}

/** The query as one value a name. @throws 422 when a name stands there twice. */
export function queryObject(search: URLSearchParams): Record<string, string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const key of search.keys()) (seen.has(key) ? twice : seen).add(key);
  if (twice.size > 0) {
    throw problem('invalid', {
      fields: [...twice]
        .slice(0, MAX_FIELDS)
        .map((key) => ({ field: fieldName('query', [key]), message: 'Give it once.' })),
    });
  }
  return Object.fromEntries(search);
}

function refuseUnknown(value: unknown): void {
  const keys = Object.keys(value ?? {});
  if (keys.length === 0) return;
  throw problem('invalid', {
    fields: keys
      .slice(0, MAX_FIELDS)
      .map((key) => ({ field: fieldName('query', [key]), message: 'Unknown.' })),
  });
}

const MAX_FIELDS = 20;

function fieldsOf(place: Place, issues: Issues): FieldError[] {
  return issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ field: fieldName(place, [...issue.path, key]), message: 'Unknown.' }))
        : [{ field: fieldName(place, issue.path), message: issue.message }],
    )
    .slice(0, MAX_FIELDS);
}

/** What the caller named: in a query the values are texts, so a place within one (the second of a list) is still that one. */
const fieldName = (place: Place, path: readonly PropertyKey[]): string =>
  [place, ...(place === 'query' ? path.slice(0, 1) : path).map((key) => String(key).slice(0, 60))].join('.');
