import { allows } from '@foyer/access';
import type { Handlers } from '../platform/endpoint-handler.ts';

export const presenceHandlers: Handlers<'notePresence'> = {
  notePresence: ({ input, session, decisions, deps }) => {
    const { capability } = input.body;
    if (allows(decisions[capability])) deps.presence.note(session, capability);
  },
};
