import { roleLabel } from '@foyer/access';
import { ApiError } from '@foyer/contract';
import type { ClientRole } from '@foyer/contract/clients';
import type { PersonItem } from '@foyer/contract/people';
import { useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import {
  Button,
  ConfirmDialog,
  Dialog,
  Facts,
  Failed,
  formatCount,
  LeftToRight,
  Loading,
  Notice,
  RelativeTime,
  styled,
  toast,
  token,
} from '@foyer/ui';
import { useState } from 'react';
import { clientKey, peopleQuery, sessionsQuery, useConsole } from '../queries.ts';
import { mfaWords } from './mfa-words.ts';
import { projectIds, projectWords, RoleAndProjects, type Projects } from './role-and-projects.tsx';
import { currentOf, WriteFailure } from './write-failure.tsx';

const Parts = styled('div')({
  display: 'grid',
  gap: 20,
  paddingBlockStart: 8,
  '& h3': { fontSize: '0.8125rem', fontWeight: 600, color: token.text1, marginBlockEnd: 8 },
});
const Form = styled('div')({ display: 'grid', gap: 14 });
const Line = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, marginBlockStart: 12 });
const Sessions = styled('ul')({
  display: 'grid',
  '& > li': {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    paddingBlock: 8,
    borderBlockStart: `1px solid ${token.line}`,
    fontSize: '0.8125rem',
  },
  '& > li > div': { flex: 1, minWidth: 0, color: token.text3 },
  '& strong': { display: 'block', fontWeight: 500, color: token.text1 },
});

type PersonDialogProps = Readonly<{
  clientId: string;
  person: PersonItem;
  projects: readonly Readonly<{ id: string; name: string }>[];
  mfaRequiredOfAll: boolean;
  onViewAs: () => void;
  onClose: () => void;
}>;

type Asked = 'disable' | 'reset-mfa' | null;
type Change = Readonly<{ kind: 'role' | 'state'; confirmLastAdmin: boolean }>;

/** One person of a client: role and projects, where they are signed in, their second factor, and whether they may sign in at all. */
export function PersonDialog({
  clientId,
  person,
  projects: all,
  mfaRequiredOfAll,
  onViewAs,
  onClose,
}: PersonDialogProps) {
  const api = useConsole();
  const queries = useQueryClient();
  const [role, setRole] = useState<ClientRole>(person.role);
  const [projects, setProjects] = useState<Projects>(projectIds(person.projects));
  const [asked, setAsked] = useState<Asked>(null);
  const sameProjects = JSON.stringify(projects) === JSON.stringify(projectIds(person.projects));
  const dirty = role !== person.role || !sameProjects;
  useUnsavedChanges(dirty, {
    keepDraft: () => [
      {
        label: `Role and projects of ${person.name}`,
        text: `${roleLabel(role)}, ${projectWords(projects === 'all' ? 'all' : all.filter(({ id }) => projects.includes(id)))}`,
      },
    ],
  });
  const params = { clientId, personId: person.id };
  const refresh = () => queries.invalidateQueries({ queryKey: clientKey(clientId) });

  const change = useMutation({
    mutationFn: ({ kind, confirmLastAdmin }: Change) =>
      kind === 'role'
        ? api.changePerson({
            params,
            body: {
              version: person.version,
              role,
              projects: projects === 'all' ? 'all' : [...projects],
              confirmLastAdmin,
            },
          })
        : api.setPersonState({
            params,
            body: {
              version: person.version,
              state: person.state === 'active' ? 'disabled' : 'active',
              confirmLastAdmin,
            },
          }),
    onSuccess: async (now) => {
      await refresh();
      setAsked(null);
      toast(`${now.name} was changed.`, { tone: 'positive' });
    },
  });
  const resetMfa = useMutation({
    mutationFn: () => api.resetPersonMfa({ params }),
    onSuccess: async () => {
      await refresh();
      setAsked(null);
      toast(`${person.name} enrols anew at the next sign-in.`, { tone: 'positive' });
    },
  });
  const lastAdmin = change.error instanceof ApiError && change.error.code === 'last_admin';
  const theirs = currentOf<PersonItem>(change.error);
  const disabled = person.state === 'disabled';

  return (
    <>
      <Dialog
        open
        onClose={onClose}
        title={person.name}
        width={520}
        onSubmit={() =>
          dirty && !change.isPending && change.mutate({ kind: 'role', confirmLastAdmin: false })
        }
        actions={
          <>
            <Button onClick={onClose}>Close</Button>
            <Button
              type="submit"
              variant="contained"
              disabled={!dirty}
              loading={change.isPending && asked === null}
            >
              Save role and projects
            </Button>
          </>
        }
      >
        <p>
          <LeftToRight>{person.email}</LeftToRight>
        </p>
        <Parts>
          {theirs ? (
            <Notice
              tone="warning"
              action={
                <Button
                  size="small"
                  onClick={() => {
                    change.reset();
                    queries.setQueryData(
                      peopleQuery(api, clientId).queryKey,
                      (was) =>
                        was && {
                          ...was,
                          items: was.items.map((one) => (one.id === theirs.id ? theirs : one)),
                        },
                    );
                  }}
                >
                  Go on with mine
                </Button>
              }
            >
              Somebody changed {person.name} in the meantime, so yours wasn’t saved.
            </Notice>
          ) : (
            !lastAdmin && asked === null && <WriteFailure error={change.error} />
          )}
          <Form>
            <RoleAndProjects {...{ role, projects, all }} onRole={setRole} onProjects={setProjects} />
          </Form>
          <section>
            <h3>Signing in</h3>
            <Facts
              items={[
                { label: 'Last sign-in', value: <RelativeTime value={person.lastSignInAt} /> },
                { label: 'Second factor', value: mfaWords(person, mfaRequiredOfAll) },
              ]}
            />
            <Line>
              <Button size="small" onClick={onViewAs} disabled={disabled}>
                View as {person.name}
              </Button>
              <Button size="small" onClick={() => setAsked('reset-mfa')} disabled={!person.mfa.enrolled}>
                Reset second factor
              </Button>
              {disabled ? (
                <Button
                  size="small"
                  loading={change.isPending}
                  onClick={() => change.mutate({ kind: 'state', confirmLastAdmin: false })}
                >
                  Enable again
                </Button>
              ) : (
                <Button size="small" color="error" onClick={() => setAsked('disable')}>
                  Disable
                </Button>
              )}
            </Line>
          </section>
          <PersonSessions clientId={clientId} personId={person.id} />
        </Parts>
      </Dialog>
      <ConfirmDialog
        open={lastAdmin}
        onClose={() => {
          change.reset();
          setAsked(null);
        }}
        onConfirm={() =>
          change.mutate({ kind: asked === 'disable' ? 'state' : 'role', confirmLastAdmin: true })
        }
        title={`${person.name} is the last admin`}
        confirmLabel="Leave them without an admin"
        destructive
        working={change.isPending}
      >
        Nobody of this client could then change its opening hours, addresses or transfers, until you make
        somebody else an admin.
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'disable' && !lastAdmin}
        onClose={() => {
          change.reset();
          setAsked(null);
        }}
        onConfirm={() => change.mutate({ kind: 'state', confirmLastAdmin: false })}
        title={`Disable ${person.name}?`}
        confirmLabel="Disable and sign out"
        destructive
        working={change.isPending}
        error={change.isError && <WriteFailure error={change.error} />}
      >
        They are signed out everywhere at once and can’t sign in until you enable them again. Nothing of
        theirs is deleted.
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'reset-mfa'}
        onClose={() => setAsked(null)}
        onConfirm={() => resetMfa.mutate()}
        title={`Reset the second factor of ${person.name}?`}
        confirmLabel="Reset and sign out"
        destructive
        working={resetMfa.isPending}
        error={resetMfa.isError && <WriteFailure error={resetMfa.error} />}
      >
        Their authenticator, recovery codes and remembered devices stop working, and they are signed out
        everywhere. Make sure that it is really them who asks.
      </ConfirmDialog>
    </>
  );
}

function PersonSessions({ clientId, personId }: { clientId: string; personId: string }) {
  const api = useConsole();
  const queries = useQueryClient();
  const sessions = useQuery(sessionsQuery(api, clientId, personId));
  const end = useMutation({
    mutationFn: (sessionId: string | null) =>
      sessionId === null
        ? api.endPersonSessions({ params: { clientId, personId } })
        : api.endPersonSession({ params: { clientId, personId, sessionId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: clientKey(clientId, 'people') }),
  });
  if (sessions.isError)
    return (
      <Failed
        size="panel"
        headingLevel={3}
        title="The sessions couldn’t be loaded"
        onRetry={() => void sessions.refetch()}
        retrying={sessions.isFetching}
      />
    );
  if (!sessions.data) return <Loading shape="lines" label="Loading the sessions" count={3} />;
  const { items, remembered } = sessions.data;
  return (
    <section>
      <h3>
        {items.length === 0
          ? 'No open session'
          : formatCount(items.length, { one: 'open session', other: 'open sessions' })}
      </h3>
      <WriteFailure error={end.error} />
      <Sessions>
        {items.map(({ id, device, address, signedInAt }) => (
          <li key={id}>
            <div>
              <strong>{device}</strong>
              {address && (
                <>
                  <LeftToRight>{address}</LeftToRight> ·{' '}
                </>
              )}
              signed in <RelativeTime value={signedInAt} />
            </div>
            <Button
              size="small"
              disabled={end.isPending}
              onClick={() => end.mutate(id)}
              aria-label={`End the session of ${device}`}
            >
              End
            </Button>
          </li>
        ))}
        {remembered.map(({ id, device, rememberedAt }) => (
          <li key={id}>
            <div>
              <strong>{device}</strong>
              not asked for a code since <RelativeTime value={rememberedAt} />
            </div>
            <Button
              size="small"
              disabled={end.isPending}
              onClick={() => end.mutate(id)}
              aria-label={`Forget ${device}`}
            >
              Forget
            </Button>
          </li>
        ))}
      </Sessions>
      {items.length + remembered.length > 1 && (
        <Button size="small" loading={end.isPending} onClick={() => end.mutate(null)}>
          End all sessions
        </Button>
      )}
    </section>
  );
}
