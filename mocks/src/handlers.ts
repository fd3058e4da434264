import type { EndpointName } from '@foyer/contract';
import { http, HttpResponse, type HttpHandler } from 'msw/http';
import { endpointOf } from './endpoint-of.ts';
import type { Fault, Faults } from './fault.ts';
import { faultyAnswer } from './faulty-answer.ts';

/** Answers one request of the portal's interface; a `Response` of the server app. */
export type Answer = (request: Request) => Promise<Response>;

/**
 * MSW handlers for everything under `/api/`, of any host: `answer` is the server app itself, unless one of `faults` is about the request.
 * The session and its cookies are the carrier's business; MSW is given its own `HttpResponse`, which alone keeps them in Node.
 */
export function createHandlers(answer: Answer, faults: () => Faults = () => ({})): HttpHandler[] {
  return [
    http.all('*/api/*', async ({ request }) => {
      const fault = faultOf(endpointOf(request), faults());
      const faulty = fault && (await faultyAnswer(fault, request));
      if (faulty) return faulty;
      const response = await answer(request);
      return new HttpResponse(response.body, {
        status: response.status,
        statusText: response.statusText,
        headers: response.headers,
      });
    }),
  ];
}

/** The endpoint's own fault, else the one of all requests. Only its own befalls the session: without it there is no page to look at. */
export function faultOf(endpoint: EndpointName | undefined, faults: Faults): Fault | undefined {
  const own = endpoint && faults[endpoint];
  return own ?? (endpoint === 'getSession' ? undefined : faults.all);
}
