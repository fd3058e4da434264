import { capabilityLabel, grantLabel, roleLabel } from '@foyer/access';
import type { QueuedRequest } from '@foyer/contract/access-requests';
import type { Permissions } from '@foyer/contract/permissions';
import { useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import { Button, Dialog, formatList, Loading, Notice, styled, TextField, toast, useLocale } from '@foyer/ui';
import { useState } from 'react';
import { clientKey, permissionsQuery, previewQuery, requestsQuery, useConsole } from '../queries.ts';
import { ConsoleFailure } from './console-failure.tsx';
import { grantedWith, overridesOf, withGrants } from './overrides.ts';
import { PermissionsPreview } from './permissions-preview.tsx';
import { currentOf, fieldFailure, WriteFailure } from './write-failure.tsx';

const Form = styled('div')({ display: 'grid', gap: 16, paddingBlockStart: 8, minWidth: 0 });

const MOST = 500;

type RequestDialogProps = Readonly<{ request: QueuedRequest; onClose: () => void }>;

/** What granting a request takes and would change for everybody, before it is granted. */
export function GrantDialog({ request, onClose }: RequestDialogProps) {
  const { client, person, capability, takes } = request;
  const api = useConsole();
  const { locale } = useLocale();
  const decided = useDecided(request, `${person.name} has ${capabilityLabel(capability)} now.`, onClose);
  const permissions = useQuery(permissionsQuery(api, client.id));
  const grant = useMutation({
    mutationFn: (version: number) =>
      api.grantAccess({
        params: { clientId: client.id, requestId: request.id },
        body: { version },
      }),
    onSuccess: decided,
  });
  // Somebody saved meanwhile: what stands there now is what the preview has to begin with.
  const stale = currentOf<Permissions>(grant.error);
  const ready = permissions.data;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Grant ${capabilityLabel(capability)} to ${person.name}`}
      width={920}
      onSubmit={() => ready && !grant.isPending && grant.mutate((stale ?? ready).version)}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={!ready} loading={grant.isPending}>
            Grant
          </Button>
        </>
      }
    >
      <Form>
        {takes.role && (
          <Notice>
            {person.name} becomes {roleLabel(takes.role)} of {client.name}: as {roleLabel(person.role)} nobody
            can have this.
          </Notice>
        )}
        {takes.grants.length > 0 && (
          <p>
            Turns on {formatList(takes.grants.map(grantLabel), locale)} for everybody at {client.name}, as far
            as their role allows.
          </p>
        )}
        {stale ? (
          <Notice tone="warning">
            The permissions were changed meanwhile. Grant once more to add to what stands there now.
          </Notice>
        ) : (
          <WriteFailure error={grant.error} />
        )}
        {takes.grants.length > 0 &&
          (permissions.isError ? (
            <ConsoleFailure what="The permissions" query={permissions} />
          ) : ready ? (
            <Effect request={request} permissions={stale ?? ready} />
          ) : (
            <Loading shape="lines" label="Reckoning what it would change" />
          ))}
      </Form>
    </Dialog>
  );
}

function Effect({ request, permissions }: { request: QueuedRequest; permissions: Permissions }) {
  const api = useConsole();
  const saved = overridesOf(permissions);
  const wanted = { ...grantedWith(permissions, saved) };
  for (const grant of request.takes.grants) wanted[grant] = true;
  const draft = withGrants(permissions, saved, wanted);
  const preview = useQuery(previewQuery(api, request.client.id, permissions.version, draft));
  if (preview.data) return <PermissionsPreview preview={preview.data} dirty stale={preview.isFetching} />;
  if (preview.isError) return <ConsoleFailure what="The preview" query={preview} />;
  return <Loading shape="lines" label="Reckoning what it would change" />;
}

/** Says no, and why: the person reads it. */
export function DeclineDialog({ request, onClose }: RequestDialogProps) {
  const { client, person, capability } = request;
  const api = useConsole();
  const [reason, setReason] = useState('');
  useUnsavedChanges(reason !== '', {
    keepDraft: () => [{ label: `Reason for ${person.name}`, text: reason }],
  });
  const decided = useDecided(request, `${person.name} is told.`, onClose);
  const decline = useMutation({
    mutationFn: () =>
      api.declineAccess({ params: { clientId: client.id, requestId: request.id }, body: { reason } }),
    onSuccess: decided,
  });
  const ready = reason.trim() !== '';
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Decline ${capabilityLabel(capability)} for ${person.name}`}
      onSubmit={() => ready && !decline.isPending && decline.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={!ready} loading={decline.isPending}>
            Decline
          </Button>
        </>
      }
    >
      <Form>
        <TextField
          label="Reason"
          value={reason}
          onChange={setReason}
          help={`${person.name} reads this.`}
          error={fieldFailure(decline.error, 'reason')}
          maxLength={MOST}
          multiline
          minRows={2}
          required
          autoFocus
        />
        {decline.isError && <WriteFailure error={decline.error} />}
      </Form>
    </Dialog>
  );
}

function useDecided(request: QueuedRequest, words: string, onClose: () => void) {
  const api = useConsole();
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: requestsQuery(api).queryKey }),
      queries.invalidateQueries({ queryKey: clientKey(request.client.id) }),
    ]);
    toast(words, { tone: 'positive' });
    onClose();
  };
}
