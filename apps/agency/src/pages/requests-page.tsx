import { capabilityLabel, grantLabel, roleLabel } from '@foyer/access';
import type { QueuedRequest } from '@foyer/contract/access-requests';
import { useQuery } from '@foyer/federation/query';
import { Button, formatList, useLocale } from '@foyer/ui';
import { DeclineDialog, GrantDialog } from '../components/request-dialogs.tsx';
import { RequestQueue, RequestWords } from '../components/request-queue.tsx';
import { requestsQuery, useConsole } from '../queries.ts';

/** What people of the agency's clients have asked for. */
export function RequestsPage() {
  const requests = useQuery(requestsQuery(useConsole()));
  return (
    <RequestQueue
      title="Access requests"
      sentence="What your clients’ people have asked for. Before you grant, you see what it takes and whom else it concerns."
      whenEmpty="When somebody asks for what is closed to them, it stands here until you decide."
      requests={requests}
      renderRequest={(request, decide) => {
        const { person, note, createdAt, takes } = request;
        const label = capabilityLabel(request.capability);
        return (
          <RequestWords
            asksFor={label}
            request={request}
            at={createdAt}
            actions={
              <>
                <Button aria-label={`Decline ${label} for ${person.name}`} onClick={() => decide('decline')}>
                  Decline …
                </Button>
                <Button
                  variant="contained"
                  disabled={!takes.enough}
                  aria-label={`Grant ${label} to ${person.name}`}
                  onClick={() => decide('accept')}
                >
                  Grant …
                </Button>
              </>
            }
          >
            {note && <blockquote>{note}</blockquote>}
            <p>
              <What takes={takes} />
            </p>
          </RequestWords>
        );
      }}
      renderDialog={(request, decision, onClose) =>
        decision === 'accept' ? (
          <GrantDialog request={request} onClose={onClose} />
        ) : (
          <DeclineDialog request={request} onClose={onClose} />
        )
      }
    />
  );
}

function What({ takes }: Pick<QueuedRequest, 'takes'>) {
  const { locale } = useLocale();
  if (!takes.enough)
    return 'The plan or a policy of the client closes it: change that under Policies and entitlements.';
  const parts = [
    ...(takes.grants.length > 0
      ? [`the permission ${formatList(takes.grants.map(grantLabel), locale)}`]
      : []),
    ...(takes.role ? [`the role ${roleLabel(takes.role)}`] : []),
  ];
  return parts.length > 0 ? `It takes ${formatList(parts, locale)}.` : 'It is open to them by now.';
}
