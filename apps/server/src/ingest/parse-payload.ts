import { MAX_NESTING, nesting } from '../platform/request-body.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Levels that a vendor's JSON may have: they describe whole assistants in it. It never reaches the database as JSON. */
const DEEPEST = 4 * MAX_NESTING;

/** A body as JSON; null for what isn't JSON, or is nested without end. */
export function parsePayload(body: Uint8Array): { readonly value: unknown } | null {
  try {
    const text = decoder.decode(body);
    return nesting(text) > DEEPEST ? null : { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}
