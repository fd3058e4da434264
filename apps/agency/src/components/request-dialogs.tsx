import { capabilityLabel, grantLabel, roleLabel } from '@foyer/access';
import type { QueuedRequest } from '@foyer/contract/access-requests';
import type { Permissions } from '@foyer/contract/permissions';
import { useMutation, useQuery } from '@foyer/federation/query';
import { Button, Dialog, formatList, Loading, Notice, styled, useLocale } from '@foyer/ui';
import { permissionsQuery, previewQuery, requestsQuery, useConsole } from '../queries.ts';
import { ConsoleFailure } from './console-failure.tsx';
import { grantedWith, overridesOf, withGrants } from './overrides.ts';
import { PermissionsPreview } from './permissions-preview.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useDecided } from './use-decided.ts';
import { currentOf, WriteFailure } from './write-failure.tsx';

const Form = styled('div')({ display: 'grid', gap: 16, paddingBlockStart: 8, minWidth: 0 });

type RequestDialogProps = Readonly<{ request: QueuedRequest; onClose: () => void }>;

/** What granting a request takes and would change for everybody, before it is granted. */
export function GrantDialog({ request, onClose }: RequestDialogProps) {
  const { client, person, capability, takes } = request;
  const api = useConsole();
  const { locale } = useLocale();
  const decided = useDecided({ queue: requestsQuery(api).queryKey, clientId: client.id, onClose });
  const permissions = useQuery(permissionsQuery(api, client.id));
  const grant = useMutation({
    mutationFn: (version: number) =>
      api.grantAccess({
        params: { clientId: client.id, requestId: request.id },
        body: { version },
      }),
    onSuccess: () => decided(`${person.name} has ${capabilityLabel(capability)} now.`),
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

export function DeclineDialog({ request, onClose }: RequestDialogProps) {
  const { client, person, capability } = request;
  const api = useConsole();
  const decided = useDecided({ queue: requestsQuery(api).queryKey, clientId: client.id, onClose });
  const decline = useMutation({
    mutationFn: (reason: string) =>
      api.declineAccess({ params: { clientId: client.id, requestId: request.id }, body: { reason } }),
    onSuccess: () => decided(`${person.name} is told.`),
  });
  return (
    <ReasonDialog
      title={`Decline ${capabilityLabel(capability)} for ${person.name}`}
      reader={person.name}
      onDecline={(reason) => decline.mutate(reason)}
      working={decline.isPending}
      error={decline.error}
      onClose={onClose}
    />
  );
}
