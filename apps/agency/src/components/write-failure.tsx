import { ApiError } from '@foyer/contract';
import { Notice } from '@foyer/ui';

/** What a refused write says, field by field where the server named fields; nothing where nothing was refused. */
export function wordsOfFailure(error: unknown): string[] {
  if (error === null || error === undefined) return [];
  if (!(error instanceof ApiError)) return ['Something went wrong. Nothing was changed.'];
  const fields = error.problem?.fields?.map(({ message }) => message) ?? [];
  if (fields.length > 0) return [...new Set(fields)];
  if (error.code === 'network') return ['The portal couldn’t be reached. Nothing was changed.'];
  return [error.problem?.detail ?? error.message];
}

/** The message that belongs to one field of a form, if the server named it. */
export function fieldFailure(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.problem?.fields?.find((one) => one.field === `body.${field}`)?.message;
}

/** Why what was asked for didn't happen, where it was asked for. */
export function WriteFailure({ error }: { error: unknown }) {
  const words = wordsOfFailure(error);
  if (words.length === 0) return null;
  return (
    <Notice tone="negative">
      {words.map((one) => (
        <p key={one}>{one}</p>
      ))}
    </Notice>
  );
}

/** What stands there now, where somebody else's write came first; undefined for any other outcome. */
export function currentOf<T>(error: unknown): T | undefined {
  // The server sends it in the shape in which it is read.
  return error instanceof ApiError && error.code === 'stale' ? (error.problem?.current as T) : undefined;
}
