/** Milliseconds in which an answer is still as good as a fresh one. */
export const GOOD_FOR_MS = 15_000;

type Kept = Readonly<{ at: number; answer: Promise<Response | null> }>;

export type ResponseStash = Readonly<{
  /** Sends these GET requests now, for a page that will ask for the same in a moment. */
  ahead: (urls: readonly string[]) => void;
  /** As `fetch`, but hands out what was fetched ahead, once. */
  fetch: (request: Request) => Promise<Response>;
  /** Forgets everything: another session must not see it. */
  drop: () => void;
}>;

/** Answers that were fetched before somebody asked. A failure is nobody's answer: then the request is sent as ever. */
export function createResponseStash(
  send: (input: Request | string, init?: RequestInit) => Promise<Response>,
  now: () => number,
): ResponseStash {
  const kept = new Map<string, Kept>();
  const take = (url: string): Kept | undefined => {
    const found = kept.get(url);
    kept.delete(url);
    return found && now() - found.at <= GOOD_FOR_MS ? found : undefined;
  };
  return {
    ahead: (urls) => {
      for (const url of urls) {
        const before = kept.get(url);
        if (before && now() - before.at <= GOOD_FOR_MS) continue;
        const answer = send(url, { credentials: 'same-origin', headers: { accept: 'application/json' } })
          .then((response) => (response.ok ? response : null))
          .catch(() => null);
        kept.set(url, { at: now(), answer });
      }
    },
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      const found = request.method === 'GET' ? take(pathname + search) : undefined;
      return (await found?.answer) ?? send(request);
    },
    drop: () => kept.clear(),
  };
}

/** What the portal's pages ask for first. */
export const firstRequests = createResponseStash((input, init) => fetch(input, init), Date.now);
