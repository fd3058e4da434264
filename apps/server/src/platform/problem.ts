import type { Decision, Denial } from '@foyer/access';
import { ERRORS, type ErrorCode, type FieldError } from '@foyer/contract';

export interface ProblemParts {
  readonly detail?: string;
  readonly denials?: readonly Denial[];
  readonly fields?: readonly FieldError[];
  /** What is there now, for who came too late: as the endpoint that reads it answers it. */
  readonly current?: unknown;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Further headers of the answer, e.g. `content-range`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure that the caller is told of. Whatever else is thrown is answered as `internal`. */
export class ProblemError extends Error {
  readonly code: ErrorCode;
  readonly parts: ProblemParts;

  constructor(code: ErrorCode, parts: ProblemParts = {}) {
    super(ERRORS[code].title);
    this.name = 'ProblemError';
    this.code = code;
    this.parts = parts;
  }
}

/** `throw problem('not_found')`. Its parts must hold no identifier that the caller didn't send. */
export const problem = (code: ErrorCode, parts?: ProblemParts): ProblemError => new ProblemError(code, parts);

/** `throw denied(decision)`: 403 with the layers that said no. */
export const denied = (decision: Decision): ProblemError =>
  new ProblemError('denied', { denials: decision.denials });

/** `throw invalid('query.from', 'Give a day before "to".')`: 422 naming one field. */
export const invalid = (field: string, message: string): ProblemError =>
  new ProblemError('invalid', { fields: [{ field, message }] });

/** `throw stale(current)`: 412 with what somebody else saved in the meantime. */
export const stale = (current: unknown): ProblemError => new ProblemError('stale', { current });
