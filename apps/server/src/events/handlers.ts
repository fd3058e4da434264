import type { Handlers } from '../platform/endpoint-handler.ts';

export const eventHandlers: Handlers<'streamEvents'> = {
  streamEvents: ({ session, request, deps }) =>
    deps.events.open({ session, request, lastEventId: request.headers.get('last-event-id') }),
};
