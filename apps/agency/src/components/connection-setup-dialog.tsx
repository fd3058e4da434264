import { useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQueryClient } from '@foyer/federation/query';
import { Button, Dialog, Notice, styled, TextField, toast, token } from '@foyer/ui';
import { useState } from 'react';
import { clientKey, useConsole } from '../queries.ts';
import { ConnectionForm } from './connection-fields.tsx';
import { CopyLine } from './copy-line.tsx';
import type { MadeConnection } from './new-connection-dialog.tsx';
import { MAKES_SECRET, VENDOR_NAMES, VENDOR_STEPS } from './vendor-words.ts';
import { fieldFailure, WriteFailure } from './write-failure.tsx';

const Part = styled('div')({
  display: 'grid',
  gap: 6,
  '& > strong': { fontSize: '0.8125rem', fontWeight: 500, color: token.text1 },
});

type ConnectionSetupDialogProps = Readonly<{
  clientId: string;
  /** With the secret that was just made, which is shown this once. */
  made: MadeConnection;
  onClose: () => void;
}>;

/** What is taken to the vendor: the address, and the secret of whoever makes it. */
export function ConnectionSetupDialog({ clientId, made, onClose }: ConnectionSetupDialogProps) {
  const { connection, secret } = made;
  const api = useConsole();
  const queries = useQueryClient();
  const [entered, setEntered] = useState('');
  useUnsavedChanges(entered !== '');
  const vendorMakesIt = MAKES_SECRET[connection.vendor];
  const vendor = VENDOR_NAMES[connection.vendor];
  const enter = useMutation({
    mutationFn: () =>
      api.setConnectionSecret({
        params: { clientId, connectionId: connection.id },
        body: { version: connection.version, secret: entered },
      }),
    onSuccess: async () => {
      toast(`${connection.name} takes calls now.`, { tone: 'positive' });
      onClose();
      await queries.invalidateQueries({ queryKey: clientKey(clientId) });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Set up ${connection.name}`}
      width={560}
      {...(vendorMakesIt && { onSubmit: () => entered.trim() !== '' && !enter.isPending && enter.mutate() })}
      actions={
        vendorMakesIt ? (
          <>
            <Button onClick={onClose}>Later</Button>
            <Button
              type="submit"
              variant="contained"
              disabled={entered.trim() === ''}
              loading={enter.isPending}
            >
              Save secret
            </Button>
          </>
        ) : (
          <Button variant="contained" onClick={onClose}>
            {secret === null ? 'Done' : 'I have kept it'}
          </Button>
        )
      }
    >
      <p>{VENDOR_STEPS[connection.vendor]}</p>
      <ConnectionForm>
        <Part>
          <strong>Address</strong>
          <CopyLine what="Address" value={connection.url} />
        </Part>
        {secret !== null && (
          <Part>
            <strong>Secret</strong>
            <CopyLine what="Secret" value={secret} />
            <Notice tone="warning">
              It is shown this once. Whoever has it can send calls in this client’s name.
            </Notice>
          </Part>
        )}
        {vendorMakesIt && (
          <TextField
            label={`Secret from ${vendor}`}
            value={entered}
            onChange={setEntered}
            error={fieldFailure(enter.error, 'secret')}
            help={
              connection.secretSetAt === null
                ? 'Nothing is taken until it is here. It can’t be read again afterwards.'
                : 'The secret before it is taken for another 24 hours.'
            }
            maxLength={500}
            autoComplete="off"
          />
        )}
        {enter.isError && <WriteFailure error={enter.error} />}
      </ConnectionForm>
    </Dialog>
  );
}
