import { z } from './zod.ts';
import { EVENTS_PATH } from './addresses.ts';
import { endpoint } from './endpoint.ts';

/** What is deployed, as one session sees it. Equal states are equal texts. */
export const portalStateSchema = z.strictObject({
  /** Version of the deployed shell; empty while there is none. */
  shell: z.string(),
  /** A short hash of the remotes that `GET /api/session` would name to this session now. */
  remotes: z.string(),
  /** `access` of `GET /api/session`, as it would be now: another one when anything that the session may do has changed. */
  access: z.string(),
});

export type PortalState = z.infer<typeof portalStateSchema>;

export const eventEndpoints = {
  /*
   * `hello` comes first, `changed` whenever the state is another one, each with the state as its data and as its `id`. A browser that comes
   * back sends the last id by itself (`Last-Event-ID`), and is sent `changed` after `hello` if it missed something. The stream ends with
   * the session, after `ended`; the browser then comes back, is answered 401 and stays away. Each 20 s without an event there is a comment.
   * `calls` says that some call in the session's reach is new or another one, at most four times a second; which, the list says.
   */
  streamEvents: endpoint({
    method: 'GET',
    path: EVENTS_PATH,
    needs: 'session',
    summary: 'The stream of what changes while a page is open.',
    answers: {
      events: {
        hello: portalStateSchema,
        changed: portalStateSchema,
        ended: z.strictObject({}),
        calls: z.strictObject({}),
      },
    },
    errors: ['rate_limited'],
  }),
};
