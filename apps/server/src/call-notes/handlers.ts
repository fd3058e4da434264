import type { CallNoteContract } from '@foyer/contract/call-notes';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { correctionHandlers } from './correction-handlers.ts';
import { noteHandlers } from './note-handlers.ts';
import { tagHandlers } from './tag-handlers.ts';
import { timelineHandlers } from './timeline-handlers.ts';

export const callNoteHandlers: Handlers<keyof CallNoteContract> = {
  ...tagHandlers,
  ...noteHandlers,
  ...correctionHandlers,
  ...timelineHandlers,
};
