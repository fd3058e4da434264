import { roleLabel } from '@foyer/access';
import type { PersonItem } from '@foyer/contract/people';
import { useHost } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { useNavigate, useParams } from '@foyer/federation/router';
import {
  Avatar,
  Button,
  Empty,
  formatCount,
  LeftToRight,
  Link,
  Loading,
  Panel,
  Plus,
  RelativeTime,
  StatusBadge,
  styled,
  Users,
} from '@foyer/ui';
import { ConsoleFailure } from '../components/console-failure.tsx';
import { clientPath } from '../components/console-paths.ts';
import { Invitations } from '../components/invitations.tsx';
import { InviteDialog } from '../components/invite-dialog.tsx';
import { mfaWords } from '../components/mfa-words.ts';
import { PersonDialog } from '../components/person-dialog.tsx';
import { PlainTable, Second } from '../components/plain-table.tsx';
import { projectWords } from '../components/role-and-projects.tsx';
import { useSearchChoice } from '../components/use-search-choice.ts';
import { peopleQuery, useConsole } from '../queries.ts';

const Who = styled('div')({
  display: 'flex',
  gap: 12,
  alignItems: 'start',
  '& > div:last-child': { minWidth: 0 },
});

/** Who of a client can sign in, as what and for which projects. */
export function PeoplePage() {
  const { clientId = '' } = useParams();
  const host = useHost();
  const navigate = useNavigate();
  const people = useQuery(peopleQuery(useConsole(), clientId));
  const [inviting, setInviting] = useSearchChoice('invite');
  const [personId, setPersonId] = useSearchChoice('person');
  if (people.isError && !people.data) return <ConsoleFailure what="The people" query={people} />;
  if (!people.data) return <Loading shape="panels" label="Loading the people" count={1} lines={5} />;
  const { items, invitations, projects, mfaRequiredOfAll } = people.data;
  const person = items.find(({ id }) => id === personId);
  const invite = (
    <Button
      variant="contained"
      size="small"
      startIcon={<Plus size={14} />}
      onClick={() => setInviting('person')}
    >
      Invite
    </Button>
  );

  return (
    <>
      <Invitations clientId={clientId} items={invitations} />
      <Panel title={formatCount(items.length, { one: 'person', other: 'people' })} flush action={invite}>
        {items.length === 0 ? (
          <Empty size="panel" icon={<Users size={20} />} title="Nobody yet">
            Whoever accepts an invitation stands here.
          </Empty>
        ) : (
          <PeopleTable items={items} mfaRequiredOfAll={mfaRequiredOfAll} onOpen={setPersonId} />
        )}
      </Panel>
      {inviting && <InviteDialog clientId={clientId} projects={projects} onClose={() => setInviting(null)} />}
      {person && (
        <PersonDialog
          key={`${person.id} ${person.version}`}
          clientId={clientId}
          person={person}
          projects={projects}
          mfaRequiredOfAll={mfaRequiredOfAll}
          onViewAs={() => void navigate(host.href(`${clientPath(clientId, 'people')}?view-as=${person.id}`))}
          onClose={() => setPersonId(null)}
        />
      )}
    </>
  );
}

type PeopleTableProps = Readonly<{
  items: readonly PersonItem[];
  mfaRequiredOfAll: boolean;
  onOpen: (personId: string) => void;
}>;

function PeopleTable({ items, mfaRequiredOfAll, onOpen }: PeopleTableProps) {
  return (
    <PlainTable aria-label="People">
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Role</th>
          <th scope="col">Projects</th>
          <th scope="col">Second factor</th>
          <th scope="col">Last sign-in</th>
        </tr>
      </thead>
      <tbody>
        {items.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              <Who>
                <Avatar name={person.name} size={28} />
                <div>
                  <Link component="button" type="button" underline="hover" onClick={() => onOpen(person.id)}>
                    {person.name}
                  </Link>{' '}
                  {person.state === 'disabled' && <StatusBadge tone="warning">Disabled</StatusBadge>}
                  <Second>
                    <LeftToRight>{person.email}</LeftToRight>
                  </Second>
                </div>
              </Who>
            </th>
            <td data-label="Role">
              <span>{roleLabel(person.role)}</span>
            </td>
            <td data-label="Projects">
              <span>{projectWords(person.projects)}</span>
            </td>
            <td data-label="Second factor">
              <span>{mfaWords(person, mfaRequiredOfAll)}</span>
            </td>
            <td data-label="Last sign-in">
              <div>
                <RelativeTime value={person.lastSignInAt} />
                {person.sessions > 0 && (
                  <Second>
                    {formatCount(person.sessions, { one: 'open session', other: 'open sessions' })}
                  </Second>
                )}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
