import type { Connection } from '@foyer/contract/ingest';
import { useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQueryClient } from '@foyer/federation/query';
import { Button, Dialog, Notice, toast } from '@foyer/ui';
import { useState } from 'react';
import { clientKey, useConsole } from '../queries.ts';
import { ConnectionFields, ConnectionForm, isReady, type ConnectionSettings } from './connection-fields.tsx';
import { currentOf, WriteFailure } from './write-failure.tsx';

type ConnectionSettingsDialogProps = Readonly<{
  clientId: string;
  connection: Connection;
  onClose: () => void;
}>;

export function ConnectionSettingsDialog({ clientId, connection, onClose }: ConnectionSettingsDialogProps) {
  const api = useConsole();
  const queries = useQueryClient();
  const [edited, setEdited] = useState<ConnectionSettings>({
    name: connection.name,
    consent: connection.consent,
    retentionDays: String(connection.retentionDays),
  });
  const dirty =
    edited.name !== connection.name ||
    edited.consent !== connection.consent ||
    edited.retentionDays !== String(connection.retentionDays);
  useUnsavedChanges(dirty);
  // What they last read: once somebody else has changed it, theirs, so that the next save says over what.
  const [version, setVersion] = useState(connection.version);
  const save = useMutation({
    mutationFn: () =>
      api.saveConnection({
        params: { clientId, connectionId: connection.id },
        body: {
          version,
          state: connection.state,
          name: edited.name,
          consent: edited.consent,
          retentionDays: Number(edited.retentionDays),
        },
      }),
    onSuccess: async () => {
      toast('Saved.', { tone: 'positive' });
      onClose();
      await queries.invalidateQueries({ queryKey: clientKey(clientId) });
    },
    onError: (error) => setVersion(currentOf<Connection>(error)?.version ?? version),
  });
  const theirs = currentOf<Connection>(save.error);
  const ready = dirty && isReady(edited);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Settings of ${connection.name}`}
      onSubmit={() => ready && !save.isPending && save.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={!ready} loading={save.isPending}>
            {theirs ? 'Save over it' : 'Save'}
          </Button>
        </>
      }
    >
      <ConnectionForm>
        <ConnectionFields value={edited} onChange={setEdited} error={save.error} />
        {theirs ? (
          <Notice tone="warning">
            Somebody else has changed this connection: it is called {theirs.name} now, and keeps recordings
            for {theirs.retentionDays} days.
          </Notice>
        ) : (
          <WriteFailure error={save.error} />
        )}
      </ConnectionForm>
    </Dialog>
  );
}
