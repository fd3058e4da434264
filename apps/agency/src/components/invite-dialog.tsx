import type { ClientRole } from '@foyer/contract/clients';
import { useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQueryClient } from '@foyer/federation/query';
import { Button, Dialog, styled, TextField, toast } from '@foyer/ui';
import { useState } from 'react';
import { clientKey, useConsole } from '../queries.ts';
import { RoleAndProjects, type Projects } from './role-and-projects.tsx';
import { fieldFailure, WriteFailure } from './write-failure.tsx';

const Form = styled('div')({ display: 'grid', gap: 16, paddingBlockStart: 8 });

type InviteDialogProps = Readonly<{
  clientId: string;
  projects: readonly Readonly<{ id: string; name: string }>[];
  onClose: () => void;
}>;

/** Somebody new for a client: a mail with a link that holds for seven days. */
export function InviteDialog({ clientId, projects: all, onClose }: InviteDialogProps) {
  const api = useConsole();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<ClientRole>('client_manager');
  const [projects, setProjects] = useState<Projects>('all');
  useUnsavedChanges(email !== '' || name !== '', {
    keepDraft: () => [
      { label: 'E-mail address', text: email },
      { label: 'Name', text: name },
    ],
  });
  const invite = useMutation({
    mutationFn: () =>
      api.invitePerson({
        params: { clientId },
        body: { email, name, role, projects: projects === 'all' ? 'all' : [...projects] },
      }),
    onSuccess: async (invitation) => {
      await queries.invalidateQueries({ queryKey: clientKey(clientId) });
      toast(`${invitation.name} was invited.`, { tone: 'positive' });
      onClose();
    },
  });
  const ready = email.trim() !== '' && name.trim() !== '';
  return (
    <Dialog
      open
      onClose={onClose}
      title="Invite somebody"
      onSubmit={() => ready && !invite.isPending && invite.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={!ready} loading={invite.isPending}>
            Send invitation
          </Button>
        </>
      }
    >
      <p>They get a mail with a link that works once, within 7 days, to choose a password.</p>
      <Form>
        <TextField
          label="E-mail address"
          type="email"
          value={email}
          onChange={setEmail}
          error={fieldFailure(invite.error, 'email')}
          maxLength={254}
          autoFocus
          required
        />
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          error={fieldFailure(invite.error, 'name')}
          maxLength={120}
          required
        />
        <RoleAndProjects {...{ role, projects, all }} onRole={setRole} onProjects={setProjects} />
        {invite.isError && <WriteFailure error={invite.error} />}
      </Form>
    </Dialog>
  );
}
