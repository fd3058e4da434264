import { roleLabel, type Role } from '@foyer/access';
import { useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQuery } from '@foyer/federation/query';
import { useLocation } from '@foyer/federation/router';
import { Button, Dialog, SelectField, styled, TextField } from '@foyer/ui';
import { useState } from 'react';
import { peopleQuery, useConsole } from '../queries.ts';
import { openPortal } from './open-portal.ts';
import { fieldFailure, WriteFailure } from './write-failure.tsx';

const Form = styled('div')({ display: 'grid', gap: 16, paddingBlockStart: 8 });

const ROLES = ['client_admin', 'client_manager', 'client_staff'] as const satisfies readonly Role[];
const LEAST = 3;
const MOST = 500;

type ViewAsDialogProps = Readonly<{
  client: Readonly<{ id: string; name: string }>;
  /** A person to begin with. */
  personId?: string | undefined;
  onClose: () => void;
}>;

/** Asks as whom to view a client's portal, and why. */
export function ViewAsDialog({ client, personId, onClose }: ViewAsDialogProps) {
  const api = useConsole();
  const { pathname, search } = useLocation();
  // Back there, this dialog is closed.
  const kept = new URLSearchParams(search);
  kept.delete('view-as');
  const returnTo = kept.size > 0 ? `${pathname}?${kept}` : pathname;
  const people = useQuery(peopleQuery(api, client.id));
  const [whom, setWhom] = useState(personId ? `person ${personId}` : 'role client_manager');
  const [reason, setReason] = useState('');
  useUnsavedChanges(reason !== '', {
    keepDraft: () => [{ label: `Reason to view ${client.name}`, text: reason }],
  });
  const start = useMutation({
    mutationFn: () => {
      const [kind, value = ''] = whom.split(' ');
      const role = ROLES.find((one) => one === value);
      const as =
        kind === 'role' && role
          ? ({ kind: 'role', role } as const)
          : ({ kind: 'person', personId: value } as const);
      return api.startViewAs({ body: { clientId: client.id, as, reason, returnTo } });
    },
    onSuccess: () => openPortal(),
  });
  const ready = reason.trim().length >= LEAST;
  const active = people.data?.items.filter(({ state }) => state === 'active') ?? [];
  return (
    <Dialog
      open
      onClose={onClose}
      title={`View ${client.name} as …`}
      onSubmit={() => ready && !start.isPending && start.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={!ready}
            loading={start.isPending || start.isSuccess}
          >
            Start viewing
          </Button>
        </>
      }
    >
      <p>
        You see exactly what they see, for an hour at most, and can change nothing. The client’s audit log
        shows it.
      </p>
      <Form>
        <SelectField
          label="As whom"
          value={whom}
          onChange={setWhom}
          options={[
            ...ROLES.map((role) => ({
              value: `role ${role}`,
              label: `${roleLabel(role)} · the role, in all projects`,
            })),
            ...active.map(({ id, name, role }) => ({
              value: `person ${id}`,
              label: `${name} · ${roleLabel(role)}`,
            })),
          ]}
        />
        <TextField
          label="Reason"
          value={reason}
          onChange={setReason}
          help="Why you look, for both audit logs."
          error={fieldFailure(start.error, 'reason')}
          maxLength={MOST}
          multiline
          minRows={2}
          required
          autoFocus
        />
        {start.isError && <WriteFailure error={start.error} />}
      </Form>
    </Dialog>
  );
}
