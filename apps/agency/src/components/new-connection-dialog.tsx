import type { Connection, Vendor } from '@foyer/contract/ingest';
import { useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQueryClient } from '@foyer/federation/query';
import { Button, Dialog, SelectField } from '@foyer/ui';
import { useState } from 'react';
import { clientKey, useConsole } from '../queries.ts';
import { ConnectionFields, ConnectionForm, isReady, type ConnectionSettings } from './connection-fields.tsx';
import { VENDOR_NAMES, VENDORS } from './vendor-words.ts';
import { WriteFailure } from './write-failure.tsx';

/** A connection and, where it was made here, the secret that is shown once. */
export type MadeConnection = Readonly<{ connection: Connection; secret: string | null }>;

type NewConnectionDialogProps = Readonly<{
  clientId: string;
  onMade: (made: MadeConnection) => void;
  onClose: () => void;
}>;

const OPTIONS = VENDORS.map((value) => ({ value, label: VENDOR_NAMES[value] }));

/** Another platform that may send a client's calls. */
export function NewConnectionDialog({ clientId, onMade, onClose }: NewConnectionDialogProps) {
  const api = useConsole();
  const queries = useQueryClient();
  const [vendor, setVendor] = useState<Vendor>('vapi');
  const [settings, setSettings] = useState<ConnectionSettings>({
    name: '',
    consent: 'pending',
    retentionDays: '365',
  });
  useUnsavedChanges(settings.name !== '');
  const make = useMutation({
    mutationFn: () =>
      api.createConnection({
        params: { clientId },
        body: {
          vendor,
          name: settings.name,
          consent: settings.consent,
          retentionDays: Number(settings.retentionDays),
        },
      }),
    onSuccess: async (made) => {
      onMade(made);
      await queries.invalidateQueries({ queryKey: clientKey(clientId) });
    },
  });
  const ready = isReady(settings);
  return (
    <Dialog
      open
      onClose={onClose}
      title="New connection"
      onSubmit={() => ready && !make.isPending && make.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={!ready} loading={make.isPending}>
            Make connection
          </Button>
        </>
      }
    >
      <p>Finished calls come in through it, each signed with a secret of its own.</p>
      <ConnectionForm>
        <SelectField
          label="Platform"
          value={vendor}
          onChange={(next) => setVendor(next as Vendor)}
          options={OPTIONS}
        />
        <ConnectionFields value={settings} onChange={setSettings} error={make.error} />
        {make.isError && <WriteFailure error={make.error} />}
      </ConnectionForm>
    </Dialog>
  );
}
