import { z } from './zod.ts';
import { denialSchema } from './access-schemas.ts';

/**
 * The closed set of error codes. `status` is the HTTP status that goes with the code, `title` the words for a person.
 * Codes and their order of precedence follow access-model.md, "Order of checks on the server".
 */
export const ERRORS = {
  unauthenticated: { status: 401, title: 'Sign in to go on.' },
  invalid_credentials: { status: 401, title: 'The e-mail address or the password is wrong.' },
  csrf: { status: 403, title: 'This request did not come from the portal. Reload the page and try again.' },
  mfa: { status: 403, title: 'Confirm your second factor to go on.' },
  ip: { status: 403, title: 'Your address is not on the list that this company allows.' },
  view_as: { status: 403, title: 'You are viewing as someone else, so nothing can be changed.' },
  denied: { status: 403, title: 'You may not do this.' },
  not_found: { status: 404, title: 'There is nothing here.' },
  method_not_allowed: { status: 405, title: 'This address does not take that kind of request.' },
  conflict: { status: 409, title: 'This does not go together with what is there.' },
  last_admin: { status: 409, title: 'This would leave the company without an admin.' },
  too_large: { status: 413, title: 'The request is too large.' },
  unsupported_media_type: { status: 415, title: 'Send the request as JSON.' },
  range_not_satisfiable: { status: 416, title: 'That part of the file does not exist.' },
  malformed: { status: 400, title: 'The request could not be read.' },
  invalid: { status: 422, title: 'Some of what was sent is not valid.' },
  stale: { status: 412, title: 'Somebody changed this in the meantime.' },
  rate_limited: { status: 429, title: 'Too many tries. Wait a moment and try again.' },
  internal: { status: 500, title: 'Something went wrong on our side. Nothing was lost.' },
  unavailable: { status: 503, title: 'The portal cannot reach its data right now. Try again in a moment.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

const errorCodes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** One input that was refused: where it stood (`query.from`, `body.email`, `path.callId`) and what to do about it. */
export const fieldErrorSchema = z.object({ field: z.string(), message: z.string() });

/** The body of every error: RFC 9457 `application/problem+json`. It never carries an identifier that the caller did not send. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(errorCodes),
  requestId: z.string(),
  detail: z.string().optional(),
  denials: z.array(denialSchema).optional(),
  fields: z.array(fieldErrorSchema).optional(),
  /** What is there now, in the shape in which it is read; goes with `stale`. */
  current: z.unknown().optional(),
  /** Seconds to wait before another try; goes with `rate_limited` and `unavailable`. */
  retryAfter: z.number().int().optional(),
});

export type Problem = z.infer<typeof problemSchema>;
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** The media type of a problem. */
export const PROBLEM_TYPE = 'application/problem+json';
