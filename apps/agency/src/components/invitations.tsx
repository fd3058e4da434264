import { roleLabel } from '@foyer/access';
import type { Invitation } from '@foyer/contract/people';
import { useMutation, useQueryClient } from '@foyer/federation/query';
import { Button, LeftToRight, Panel, RelativeTime, StatusBadge, toast } from '@foyer/ui';
import { clientKey, useConsole } from '../queries.ts';
import { PlainTable, QuietActs, Second } from './plain-table.tsx';
import { projectWords } from './role-and-projects.tsx';
import { WriteFailure } from './write-failure.tsx';

type What = Readonly<{ what: 'resend' | 'revoke'; invitation: Invitation }>;

/** Who was asked to come and hasn't yet. */
export function Invitations({ clientId, items }: { clientId: string; items: readonly Invitation[] }) {
  const api = useConsole();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: async ({ what, invitation }: What) => {
      const params = { clientId, invitationId: invitation.id };
      if (what === 'resend') await api.resendInvitation({ params });
      else await api.revokeInvitation({ params });
    },
    onSuccess: async (_, { what, invitation }) => {
      await queries.invalidateQueries({ queryKey: clientKey(clientId) });
      toast(
        what === 'resend'
          ? `${invitation.name} has a new link; the old one is void.`
          : `The invitation of ${invitation.name} is void.`,
        { tone: 'positive' },
      );
    },
  });
  if (items.length === 0) return null;
  return (
    <Panel title="Invited, not here yet" flush>
      {act.isError && <WriteFailure error={act.error} />}
      <PlainTable aria-label="Invitations">
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Role</th>
            <th scope="col">Projects</th>
            <th scope="col">Link</th>
            <th scope="col">
              <span className="fy-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((invitation) => (
            <tr key={invitation.id}>
              <th scope="row">
                <div>
                  {invitation.name}
                  <Second>
                    <LeftToRight>{invitation.email}</LeftToRight>
                  </Second>
                </div>
              </th>
              <td data-label="Role">
                <span>{roleLabel(invitation.role)}</span>
              </td>
              <td data-label="Projects">
                <span>{projectWords(invitation.projects)}</span>
              </td>
              <td data-label="Link">
                <div>
                  {invitation.state === 'open' ? (
                    <StatusBadge tone="info">Open</StatusBadge>
                  ) : (
                    <StatusBadge tone="warning">Expired</StatusBadge>
                  )}
                  <Second>
                    by {invitation.invitedBy}, <RelativeTime value={invitation.sentAt} />
                  </Second>
                </div>
              </td>
              <td data-label="">
                <QuietActs>
                  <Button
                    size="small"
                    variant="text"
                    disabled={act.isPending}
                    onClick={() => act.mutate({ what: 'resend', invitation })}
                    aria-label={`Send ${invitation.name} a new link`}
                  >
                    Send again
                  </Button>
                  <Button
                    size="small"
                    variant="text"
                    color="error"
                    disabled={act.isPending}
                    onClick={() => act.mutate({ what: 'revoke', invitation })}
                    aria-label={`Revoke the invitation of ${invitation.name}`}
                  >
                    Revoke
                  </Button>
                </QuietActs>
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Panel>
  );
}
