import { useQuery } from '@foyer/federation/query';
import { useParams } from '@foyer/federation/router';
import { Button, Empty, Loading, Panel, Plug, Plus, styled, token } from '@foyer/ui';
import { useState } from 'react';
import { ConnectionCard } from '../components/connection-card.tsx';
import { ConnectionSetupDialog } from '../components/connection-setup-dialog.tsx';
import { ConsoleFailure } from '../components/console-failure.tsx';
import { IngestFailures } from '../components/ingest-failures.tsx';
import { NewConnectionDialog, type MadeConnection } from '../components/new-connection-dialog.tsx';
import { useSearchChoice } from '../components/use-search-choice.ts';
import { connectionsQuery, useConsole } from '../queries.ts';

const Cards = styled('div')({
  display: 'grid',
  gap: 16,
  alignItems: 'start',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 480px), 1fr))',
});
const Line = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 12,
  '& > p': { maxWidth: '76ch', fontSize: '0.8125rem', color: token.text2 },
});

/** The platforms that send a client's calls, and what of it couldn't be read. */
export function ConnectionsPage() {
  const { clientId = '' } = useParams();
  const connections = useQuery(connectionsQuery(useConsole(), clientId));
  const [making, setMaking] = useSearchChoice('connection');
  const [made, setMade] = useState<MadeConnection | null>(null);
  if (connections.isError && !connections.data)
    return <ConsoleFailure what="The connections" query={connections} />;
  if (!connections.data) return <Loading shape="lines" label="Loading the connections" count={6} />;
  const { items, agents } = connections.data;
  const add = (
    <Button variant="contained" size="small" startIcon={<Plus size={14} />} onClick={() => setMaking('new')}>
      New connection
    </Button>
  );
  return (
    <>
      {items.length === 0 ? (
        <Panel>
          <Empty size="panel" icon={<Plug size={20} />} title="No platform sends calls yet" action={add}>
            A connection gives Vapi, Retell, ElevenLabs or a system of your own an address to send finished
            calls to. They stand in this client’s list within a second.
          </Empty>
        </Panel>
      ) : (
        <>
          <Line>
            <p>
              Each platform has an address and a secret of its own. Calls stand in the list within a second.
            </p>
            {add}
          </Line>
          <Cards>
            {items.map((connection) => (
              <ConnectionCard
                key={connection.id}
                clientId={clientId}
                connection={connection}
                agents={agents}
                onSetUp={setMade}
              />
            ))}
          </Cards>
        </>
      )}
      <IngestFailures clientId={clientId} />
      {making && !made && (
        <NewConnectionDialog
          clientId={clientId}
          onMade={(next) => {
            setMade(next);
            setMaking(null);
          }}
          onClose={() => setMaking(null)}
        />
      )}
      {made && (
        <ConnectionSetupDialog
          key={made.connection.id}
          clientId={clientId}
          made={made}
          onClose={() => setMade(null)}
        />
      )}
    </>
  );
}
