import { ERRORS, PROBLEM_TYPE, type Problem } from '@foyer/contract';
import { DatabaseUnavailable } from '../db/database.ts';
import { ProblemError } from './problem.ts';

/** What a thrown value is answered as; `unexpected` is what belongs in the log. */
export function problemOf(error: unknown): { problem: ProblemError; unexpected: boolean } {
  if (error instanceof ProblemError) return { problem: error, unexpected: false };
  if (error instanceof DatabaseUnavailable)
    return { problem: new ProblemError('unavailable', { retryAfter: 2 }), unexpected: true };
  return { problem: new ProblemError('internal'), unexpected: true };
}

/** The answer to a failure, RFC 9457. Equal problems have answers equal but for the request id, whose length is fixed. */
export function problemResponse({ code, parts }: ProblemError, requestId: string): Response {
  const { status, title } = ERRORS[code];
  const body: Problem = {
    type: `/api/reference#${code}`,
    title,
    status,
    code,
    requestId,
    ...(parts.detail !== undefined && { detail: parts.detail }),
    ...(parts.denials && { denials: [...parts.denials] }),
    ...(parts.fields && { fields: [...parts.fields] }),
    ...(parts.current !== undefined && { current: parts.current }),
    ...(parts.retryAfter !== undefined && { retryAfter: parts.retryAfter }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': PROBLEM_TYPE,
      ...(parts.retryAfter !== undefined && { 'retry-after': String(parts.retryAfter) }),
      ...parts.headers,
    },
  });
}
