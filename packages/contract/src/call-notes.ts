import { z } from './zod.ts';
import { maskedTextSchema } from './calls.ts';
import { endpoint } from './endpoint.ts';
import { LONGEST_NOTE, MOST_TAGS } from './note-limits.ts';
import { idSchema, instantSchema } from './values.ts';

// What people add to a call and what happened during it: tags, notes, corrections of the transcript, the timeline, and the recording as a file.

/** Calls that are tagged at once at most. */
const MOST_TAGGED = 500;
/** How long a deleted note can be had back; after that it is gone for good. */
export const NOTE_UNDO_MS = 10 * 60_000;

/** A tag as it is kept: without spaces around it, one between its words. Everybody who may open the call reads it. */
export const tagSchema = z
  .string()
  .max(200)
  .transform((text) => text.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
  .pipe(z.string().min(1, 'Write the tag first.').max(40, 'A tag has at most 40 characters.'));

const tagsSchema = z.array(tagSchema).max(MOST_TAGS, `At most ${MOST_TAGS} tags.`);

const callParams = z.strictObject({ callId: idSchema });

/** What was done to many calls at once. */
export const bulkTagEndpoints = {
  tagCalls: endpoint({
    method: 'POST',
    path: '/api/calls/tags',
    needs: 'call_details',
    summary:
      'Add tags to calls, and remove others from them. Calls that aren’t there for the reader are passed over and counted as `missing`. A tag that could tell of the caller is refused (422, `body.add`), and nothing is changed then.',
    body: z.strictObject({
      ids: z.array(idSchema).min(1).max(MOST_TAGGED),
      add: tagsSchema.default([]),
      remove: tagsSchema.default([]),
    }),
    answers: {
      json: z.strictObject({
        /** The calls that are other than before, with the tags that they have now. */
        changed: z.array(z.strictObject({ id: idSchema, tags: z.array(z.string()) })),
        missing: z.number().int().nonnegative(),
      }),
    },
  }),
  getKnownTags: endpoint({
    method: 'GET',
    path: '/api/calls/tags',
    needs: 'call_details',
    summary: 'The tags that calls of the reader’s scope have or had, by name: what is suggested.',
    answers: {
      json: z.strictObject({
        tags: z.array(z.string()),
        /** Whether the reader may write others, too. Who may not see caller details may not: a refusal would tell of the caller. */
        mayAddNew: z.boolean(),
      }),
    },
  }),
};

const callTagsSchema = z.strictObject({
  tags: z.array(z.string()),
  /** Of these tags; for `saveCallTags`. */
  version: z.string(),
});

export type CallTags = z.infer<typeof callTagsSchema>;

/** What happens during a call besides talking. */
export const CALL_EVENT_KINDS = ['tool', 'transfer', 'hold', 'voicemail'] as const;
export const CALL_EVENT_OUTCOMES = ['done', 'failed'] as const;

const callEventSchema = z.strictObject({
  /** Milliseconds from the start of the call. */
  atMs: z.number().int().nonnegative(),
  /** Milliseconds that it took; null where the platform doesn't say. */
  durationMs: z.number().int().nonnegative().nullable(),
  kind: z.enum(CALL_EVENT_KINDS),
  /** What the agent used, as the platform calls it. Never what it was given: that can be the caller's. */
  name: z.string().nullable(),
  outcome: z.enum(CALL_EVENT_OUTCOMES).nullable(),
  /** Whereto, in a word. Never a number. */
  destination: z.string().nullable(),
});

export type CallEvent = z.infer<typeof callEventSchema>;

const callMoodSchema = z.strictObject({
  /** Milliseconds from the start of the call. */
  fromMs: z.number().int().nonnegative(),
  toMs: z.number().int().nonnegative(),
  /** From −100 (negative) to 100 (positive). */
  value: z.number().int().min(-100).max(100),
});

export type CallMood = z.infer<typeof callMoodSchema>;

const timelineSchema = z.strictObject({
  events: z.array(callEventSchema),
  /** In order of time; empty where the platform doesn't say how the caller felt. */
  moods: z.array(callMoodSchema),
});

export type CallTimeline = z.infer<typeof timelineSchema>;

const noteSchema = z.strictObject({
  id: idSchema,
  /** As the reader may have it. Who wrote it has it as they wrote it. */
  text: maskedTextSchema,
  author: z.strictObject({ name: z.string() }),
  /** Whether the reader wrote it: then they may change and delete it. */
  own: z.boolean(),
  version: z.number().int(),
  createdAt: instantSchema,
  /** When its words were changed last; null while they are the first ones. */
  changedAt: instantSchema.nullable(),
});

export type CallNote = z.infer<typeof noteSchema>;

const noteText = z.string().trim().min(1, 'Write something first.').max(LONGEST_NOTE);
const noteParams = z.strictObject({ callId: idSchema, noteId: idSchema });

export const CORRECTION_STATES = ['open', 'accepted', 'declined'] as const;

const correctionSchema = z.strictObject({
  id: idSchema,
  segmentId: idSchema,
  state: z.enum(CORRECTION_STATES),
  /** The segment as it would read, or reads. */
  parts: maskedTextSchema,
  by: z.strictObject({ name: z.string() }),
  proposedAt: instantSchema,
  decided: z.strictObject({ name: z.string(), at: instantSchema }).nullable(),
});

export type TranscriptCorrection = z.infer<typeof correctionSchema>;

const correctionsSchema = z.strictObject({
  /** The oldest first. Of those accepted for one segment, the last one counts. */
  items: z.array(correctionSchema),
  mayPropose: z.boolean(),
  mayDecide: z.boolean(),
});

export const callNoteEndpoints = {
  ...bulkTagEndpoints,
  getCallTags: endpoint({
    method: 'GET',
    path: '/api/calls/:callId/tags',
    needs: 'call_details',
    summary: 'The tags of a call, with their version.',
    params: callParams,
    answers: { json: callTagsSchema },
  }),
  saveCallTags: endpoint({
    method: 'PUT',
    path: '/api/calls/:callId/tags',
    needs: 'call_details',
    summary: 'The tags of a call, all of them. A tag that could tell of the caller is refused.',
    params: callParams,
    body: z.strictObject({ version: z.string().max(64), tags: tagsSchema }),
    answers: { json: callTagsSchema },
    errors: ['stale'],
  }),
  getCallTimeline: endpoint({
    method: 'GET',
    path: '/api/calls/:callId/timeline',
    needs: 'call_details',
    summary:
      'What the agent used and whereto it handed over, and how the caller felt, as far as the platform says.',
    params: callParams,
    answers: { json: timelineSchema },
  }),
  listCallNotes: endpoint({
    method: 'GET',
    path: '/api/calls/:callId/notes',
    needs: 'call_details',
    summary: 'The notes on a call, the oldest first, masked as access asks.',
    params: callParams,
    answers: { json: z.strictObject({ items: z.array(noteSchema) }) },
  }),
  addCallNote: endpoint({
    method: 'POST',
    path: '/api/calls/:callId/notes',
    needs: 'call_details',
    hasKey: true,
    summary: 'Write a note on a call.',
    params: callParams,
    body: z.strictObject({
      /** Made by the page once a form: the same again answers the note that the first one wrote. */
      key: idSchema,
      text: noteText,
    }),
    answers: { json: noteSchema },
    errors: ['conflict'],
  }),
  saveCallNote: endpoint({
    method: 'PUT',
    path: '/api/calls/:callId/notes/:noteId',
    needs: 'call_details',
    summary: 'Change a note of one’s own.',
    params: noteParams,
    body: z.strictObject({ version: z.number().int(), text: noteText }),
    answers: { json: noteSchema },
    errors: ['stale'],
  }),
  deleteCallNote: endpoint({
    method: 'DELETE',
    path: '/api/calls/:callId/notes/:noteId',
    needs: 'call_details',
    summary: 'Delete a note of one’s own. For ten minutes it can be had back.',
    params: noteParams,
    answers: { nothing: true },
  }),
  restoreCallNote: endpoint({
    method: 'POST',
    path: '/api/calls/:callId/notes/:noteId/restore',
    needs: 'call_details',
    summary: 'Have a note of one’s own back that was deleted within the last ten minutes.',
    params: noteParams,
    answers: { json: noteSchema },
  }),
  listCorrections: endpoint({
    method: 'GET',
    path: '/api/calls/:callId/corrections',
    needs: 'call_details',
    summary: 'Other words that were proposed for parts of the transcript, and what became of them.',
    params: callParams,
    answers: { json: correctionsSchema },
  }),
  proposeCorrection: endpoint({
    method: 'POST',
    path: '/api/calls/:callId/corrections',
    needs: 'caller_details',
    hasKey: true,
    summary: 'Propose other words for a segment of the transcript. What is masked stays where it is.',
    params: callParams,
    body: z.strictObject({
      /** Made by the page once a form. */
      key: idSchema,
      segmentId: idSchema,
      /** The plain parts of the segment as its reader has them, in order, with the other words; as many as there are. */
      words: z.array(z.string().max(2_000)).min(1).max(50),
    }),
    answers: { json: correctionSchema },
    errors: ['conflict'],
  }),
  decideCorrection: endpoint({
    method: 'PUT',
    path: '/api/calls/:callId/corrections/:correctionId',
    needs: 'call_details',
    summary:
      'Accept or decline a correction; needs to edit `settings_tenant`, too. The original stays; accepted words are shown and found.',
    params: z.strictObject({ callId: idSchema, correctionId: idSchema }),
    body: z.strictObject({ state: z.enum(['accepted', 'declined']) }),
    answers: { json: correctionSchema },
    errors: ['conflict'],
  }),
  getRecordingFileFacts: endpoint({
    method: 'GET',
    path: '/api/calls/:callId/recording/file-facts',
    needs: 'recording_download',
    summary: 'What the recording would be as a file.',
    params: callParams,
    answers: {
      json: z.strictObject({
        fileName: z.string(),
        mediaType: z.string(),
        bytes: z.number().int().nonnegative(),
        durationMs: z.number().int().positive(),
      }),
    },
  }),
  getRecordingFile: endpoint({
    method: 'GET',
    path: '/api/calls/:callId/recording/file',
    needs: 'recording_download',
    summary: 'The recording as a file. Each time is noted in the audit log.',
    params: callParams,
    answers: { bytes: ['audio/mpeg', 'audio/ogg', 'audio/wav'] },
  }),
};

export type CallNoteContract = typeof callNoteEndpoints;
