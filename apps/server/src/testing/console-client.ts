import { clientOf, type ClientOf } from '@foyer/contract';
import { consoleEndpoints, type ConsoleContract } from '@foyer/contract/console';
import { ORIGIN, type TestPerson } from './test-app.ts';

/** The agency's console, as somebody who is signed in asks it. */
export const consoleOf = (person: TestPerson): ClientOf<ConsoleContract> =>
  clientOf(consoleEndpoints, {
    baseUrl: ORIGIN,
    fetch: async (one) =>
      person.fetch(one.url, {
        method: one.method,
        headers: one.headers,
        ...(one.body && { body: await one.text() }),
      }),
  });
