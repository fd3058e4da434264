import type { Handlers } from '../platform/endpoint-handler.ts';
import { endView, startView } from './views.ts';

export const viewAsHandlers: Handlers<'startViewAs' | 'endViewAs'> = {
  startViewAs: ({ db, session, request, input }) => startView(db, session, request, input.body),
  endViewAs: ({ deps, session, request }) => deps.db.withSystem((db) => endView(db, session, request)),
};
