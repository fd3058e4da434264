import { ERRORS, PROBLEM_TYPE, type ErrorCode, type Problem } from '@foyer/contract';
import { delay } from 'msw';
import { HttpResponse } from 'msw/http';
import { SLOW_MS, type Fault } from './fault.ts';

/** The answer of a request that goes wrong, or null where the right one follows after all. */
export async function faultyAnswer(fault: Fault, request: Request): Promise<Response | null> {
  switch (fault) {
    case 'slow':
      await delay(SLOW_MS);
      return null;
    case 'failing':
      return problem('internal');
    case 'forbidden':
      return problem('denied', [{ layer: 'role', code: 'role_none', changeableBy: 'agency' }]);
    case 'malformed':
      return new HttpResponse('{"items":[{"id":', { headers: { 'content-type': 'application/json' } });
    case 'hanging':
      await new Promise((resolve) => request.signal.addEventListener('abort', resolve, { once: true }));
      return HttpResponse.error();
    case 'offline':
      return HttpResponse.error();
  }
}

/** An error as the server words it; its request id tells whose it is. */
function problem(code: ErrorCode, denials?: Problem['denials']): Response {
  const { status, title } = ERRORS[code];
  const body: Problem = {
    type: 'about:blank',
    title,
    status,
    code,
    requestId: 'mock-failure',
    ...(denials ? { denials } : {}),
  };
  return HttpResponse.json(body, { status, headers: { 'content-type': PROBLEM_TYPE } });
}
