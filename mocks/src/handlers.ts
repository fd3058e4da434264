import { delay } from 'msw';
import { http, HttpResponse, type HttpHandler } from 'msw/http';
import { SLOW_MS, type Scenario } from './scenario.ts';

/** Answers one request of the portal's interface; a `Response` of the server app. */
export type Answer = (request: Request) => Promise<Response>;

/**
 * MSW handlers for everything under `/api/`, of any host: `answer` is the server app itself.
 * The session and its cookies are the carrier's business; MSW is given its own `HttpResponse`, which alone keeps them in Node.
 */
export function createHandlers(answer: Answer, scenario: () => Scenario = () => 'normal'): HttpHandler[] {
  return [
    http.all('*/api/*', async ({ request }) => {
      const now = scenario();
      if (now === 'offline') return HttpResponse.error();
      if (now === 'slow') await delay(SLOW_MS);
      if (now === 'failing' && new URL(request.url).pathname !== '/api/session') return failure();
      const response = await answer(request);
      return new HttpResponse(response.body, {
        status: response.status,
        statusText: response.statusText,
        headers: response.headers,
      });
    }),
  ];
}

/** The session still answers, so that the page stands and shows how its parts fail. */
function failure(): Response {
  const problem = {
    type: 'about:blank',
    title: 'Something went wrong on our side. Nothing was lost.',
    status: 500,
    code: 'internal',
    requestId: 'mock-failure',
  };
  return HttpResponse.json(problem, {
    status: 500,
    headers: { 'content-type': 'application/problem+json' },
  });
}
