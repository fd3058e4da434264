import { allows } from '@foyer/access';
import { useQuery } from '@foyer/federation/query';
import { Button, DenialNote, formatDateTime, useLocale } from '@foyer/ui';
import { RequestQueue, RequestWords } from '../components/request-queue.tsx';
import { ApproveUnlockDialog, DeclineUnlockDialog, PART_WORDS } from '../components/unlock-dialogs.tsx';
import { unlocksQuery, useConsole } from '../queries.ts';

/** Who of the agency's clients asks to see masked details of a call, and why. */
export function UnlocksPage() {
  const { locale } = useLocale();
  const unlocks = useQuery(unlocksQuery(useConsole()));
  return (
    <RequestQueue
      title="Unlock requests"
      sentence="Who asks to see masked details of a call. What you approve is shown to that person alone, for 24 hours, and each view is recorded."
      whenEmpty="When somebody asks for the masked details of a call, it stands here until you decide."
      requests={unlocks}
      renderRequest={(request, decide) => {
        const { person, call, scope, justification, requestedAt, decision } = request;
        const part = PART_WORDS[scope];
        return (
          <RequestWords
            asksFor={`the masked details of a ${part}`}
            request={request}
            at={requestedAt}
            actions={
              allows(decision, 'edit') && (
                <>
                  <Button
                    aria-label={`Decline the ${part} for ${person.name}`}
                    onClick={() => decide('decline')}
                  >
                    Decline …
                  </Button>
                  <Button
                    variant="contained"
                    aria-label={`Approve the ${part} for ${person.name}`}
                    onClick={() => decide('accept')}
                  >
                    Approve …
                  </Button>
                </>
              )
            }
          >
            <p>
              Call of {formatDateTime(call.startedAt, { timeZone: call.timeZone, locale })} with {call.agent}
            </p>
            <blockquote>{justification}</blockquote>
            {!allows(decision, 'edit') && <DenialNote denials={decision.denials} variant="line" />}
          </RequestWords>
        );
      }}
      renderDialog={(request, decision, onClose) =>
        decision === 'accept' ? (
          <ApproveUnlockDialog request={request} onClose={onClose} />
        ) : (
          <DeclineUnlockDialog request={request} onClose={onClose} />
        )
      }
    />
  );
}
