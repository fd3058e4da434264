import { clientBeside, type Client, type ClientOf, type RoutesOf } from '@foyer/contract';
import type { CallNoteContract } from '@foyer/contract/call-notes';
import type { Scope } from '@foyer/federation';
import { queryOptions } from '@foyer/federation/query';

type Asked = Omit<CallNoteContract, 'tagCalls' | 'getKnownTags' | 'getRecordingFile'>;

const ROUTES: RoutesOf<Asked> = {
  getCallTags: 'GET /api/calls/:callId/tags',
  saveCallTags: 'PUT /api/calls/:callId/tags',
  getCallTimeline: 'GET /api/calls/:callId/timeline',
  listCallNotes: 'GET /api/calls/:callId/notes',
  addCallNote: 'POST /api/calls/:callId/notes',
  saveCallNote: 'PUT /api/calls/:callId/notes/:noteId',
  deleteCallNote: 'DELETE /api/calls/:callId/notes/:noteId',
  restoreCallNote: 'POST /api/calls/:callId/notes/:noteId/restore',
  listCorrections: 'GET /api/calls/:callId/corrections',
  proposeCorrection: 'POST /api/calls/:callId/corrections',
  decideCorrection: 'PUT /api/calls/:callId/corrections/:correctionId',
  getRecordingFileFacts: 'GET /api/calls/:callId/recording/file-facts',
};

const clients = new WeakMap<Client, ClientOf<Asked>>();

/** The endpoints of what people add to a call, asked as `api` asks. */
export function callNotesApi(api: Client): ClientOf<Asked> {
  const made = clients.get(api) ?? clientBeside<Asked>(api, ROUTES);
  clients.set(api, made);
  return made;
}

/** Where the recording comes from as a file. */
export const recordingFilePath = (callId: string): string =>
  `/api/calls/${encodeURIComponent(callId)}/recording/file`;

const keyOf = ({ clientId, projectId }: Scope, ...rest: readonly unknown[]) =>
  ['calls', { clientId, projectId }, ...rest] as const;

const MINUTE = 60_000;

export const timelineQuery = (scope: Scope, callId: string) =>
  queryOptions({
    queryKey: keyOf(scope, 'timeline', callId),
    queryFn: ({ signal }) => callNotesApi(scope.api).getCallTimeline({ params: { callId } }, { signal }),
    staleTime: 5 * MINUTE,
  });

export const callTagsQuery = (scope: Scope, callId: string) =>
  queryOptions({
    queryKey: keyOf(scope, 'call-tags', callId),
    queryFn: ({ signal }) => callNotesApi(scope.api).getCallTags({ params: { callId } }, { signal }),
    staleTime: MINUTE,
  });

export const notesQuery = (scope: Scope, callId: string) =>
  queryOptions({
    queryKey: keyOf(scope, 'notes', callId),
    queryFn: ({ signal }) => callNotesApi(scope.api).listCallNotes({ params: { callId } }, { signal }),
    staleTime: MINUTE,
  });

export const correctionsQuery = (scope: Scope, callId: string) =>
  queryOptions({
    queryKey: keyOf(scope, 'corrections', callId),
    queryFn: ({ signal }) => callNotesApi(scope.api).listCorrections({ params: { callId } }, { signal }),
    staleTime: MINUTE,
  });

/** Asked when the dialog opens: what it says must be so at that moment. */
export const fileFactsQuery = (scope: Scope, callId: string) =>
  queryOptions({
    queryKey: keyOf(scope, 'file-facts', callId),
    queryFn: ({ signal }) =>
      callNotesApi(scope.api).getRecordingFileFacts({ params: { callId } }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
