import type { ClientOverview } from '@foyer/contract/clients';
import { useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQueryClient } from '@foyer/federation/query';
import { Button, Dialog, SelectField, styled, TextField, useLocale } from '@foyer/ui';
import { useState } from 'react';
import { useConsole } from '../queries.ts';
import { fieldFailure, WriteFailure } from './write-failure.tsx';

const Form = styled('div')({ display: 'grid', gap: 16, paddingBlockStart: 8 });
const Pair = styled('div')({
  display: 'grid',
  gap: 16,
  gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
  '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const zones = (): string[] => Intl.supportedValuesOf('timeZone');
const currencies = (): string[] => Intl.supportedValuesOf('currency');
const named = (locale: string) => new Intl.DisplayNames(locale, { type: 'currency' });

type CreateClientDialogProps = Readonly<{ onClose: () => void; onCreated: (client: ClientOverview) => void }>;

/** A new client, with the first of its projects. */
export function CreateClientDialog({ onClose, onCreated }: CreateClientDialogProps) {
  const api = useConsole();
  const queries = useQueryClient();
  const { locale, timeZone: ownZone } = useLocale();
  // One for the form: a second press, or an answer that got lost, makes no second client.
  const [key] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [project, setProject] = useState('');
  const [timeZone, setTimeZone] = useState(ownZone);
  const [currency, setCurrency] = useState('EUR');
  useUnsavedChanges(name !== '' || project !== '', {
    keepDraft: () => [
      { label: 'Name', text: name },
      { label: 'First project', text: project },
    ],
  });
  const create = useMutation({
    mutationFn: () => api.createClient({ body: { key, name, timeZone, currency, project } }),
    onSuccess: async (client) => {
      await queries.invalidateQueries({ queryKey: ['agency', 'clients'] });
      onCreated(client);
    },
  });
  const ready = name.trim() !== '' && project.trim() !== '';
  const names = named(locale);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Create a client"
      onSubmit={() => ready && !create.isPending && create.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={!ready} loading={create.isPending}>
            Create client
          </Button>
        </>
      }
    >
      <p>It gets a copy of your client defaults as they are now. Nobody can sign in until you invite them.</p>
      <Form>
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          error={fieldFailure(create.error, 'name')}
          maxLength={120}
          autoFocus
          required
        />
        <TextField
          label="First project"
          value={project}
          onChange={setProject}
          help="A site or a campaign. Calls and agents belong to one."
          error={fieldFailure(create.error, 'project')}
          maxLength={120}
          required
        />
        <Pair>
          <SelectField
            label="Time zone"
            value={timeZone}
            onChange={setTimeZone}
            options={[...new Set([timeZone, ...zones()])].map((zone) => ({ value: zone, label: zone }))}
          />
          <SelectField
            label="Currency"
            value={currency}
            onChange={setCurrency}
            options={currencies().map((code) => ({
              value: code,
              label: `${code} · ${names.of(code) ?? code}`,
            }))}
          />
        </Pair>
        {create.isError && <WriteFailure error={create.error} />}
      </Form>
    </Dialog>
  );
}
