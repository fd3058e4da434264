import type { Connection } from '@foyer/contract/ingest';
import { useMutation, useQueryClient } from '@foyer/federation/query';
import {
  Button,
  formatCount,
  monoFamily,
  Plus,
  SelectField,
  StatusBadge,
  styled,
  TextField,
  toast,
  token,
} from '@foyer/ui';
import { useState } from 'react';
import { clientKey, useConsole } from '../queries.ts';
import { PlainTable } from './plain-table.tsx';
import { ASSISTANT_WORDS } from './vendor-words.ts';
import { fieldFailure, WriteFailure } from './write-failure.tsx';

const Id = styled('code')({ fontFamily: monoFamily, fontSize: '0.75rem', overflowWrap: 'anywhere' });
/** In whose rows a field stands. */
const Table = styled(PlainTable)({
  '& tbody :is(th, td)': { verticalAlign: 'middle' },
  '& td:first-of-type': { color: token.text1 },
});
const Add = styled('form')({
  display: 'grid',
  gap: 8,
  alignItems: 'end',
  gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) auto',
  padding: '10px 16px 14px',
  '@media (max-width: 720px)': {
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& > button': { justifySelf: 'start' },
  },
});

export type AgentChoice = Readonly<{ id: string; label: string; project: string }>;

type ConnectionAgentsProps = Readonly<{
  clientId: string;
  connection: Connection;
  agents: readonly AgentChoice[];
}>;

/** Which of the client's agents each of the vendor's is; what waited for that is read again as soon as it is said. */
export function ConnectionAgents({ clientId, connection, agents }: ConnectionAgentsProps) {
  const api = useConsole();
  const queries = useQueryClient();
  const [vendorAgentId, setVendorAgentId] = useState('');
  const [agentId, setAgentId] = useState('');
  const word = ASSISTANT_WORDS[connection.vendor];
  const set = useMutation({
    mutationFn: (body: { vendorAgentId: string; agentId: string | null }) =>
      api.setConnectionAgent({ params: { clientId, connectionId: connection.id }, body }),
    onSuccess: async (_, { vendorAgentId: id }) => {
      const waited = connection.agents.find((one) => one.vendorAgentId === id)?.waiting ?? 0;
      toast(
        waited > 0
          ? `Saved. ${formatCount(waited, { one: 'event is', other: 'events are' })} being read again.`
          : 'Saved.',
        { tone: 'positive' },
      );
      if (id === vendorAgentId.trim()) {
        setVendorAgentId('');
        setAgentId('');
      }
      await queries.invalidateQueries({ queryKey: clientKey(clientId) });
    },
  });
  const options = [
    { value: '', label: 'Nobody’s' },
    ...agents.map(({ id, label, project }) => ({ value: id, label: `${label} (${project})` })),
  ];
  const ready = vendorAgentId.trim() !== '' && agentId !== '';
  return (
    <>
      {connection.agents.length > 0 && (
        <Table aria-label={`Agents of ${connection.name}`}>
          <thead>
            <tr>
              <th scope="col">{word} at the platform</th>
              <th scope="col">Agent here</th>
              <th scope="col">Waiting</th>
            </tr>
          </thead>
          <tbody>
            {connection.agents.map((one) => (
              <tr key={one.vendorAgentId}>
                <th scope="row">
                  <Id dir="ltr">{one.vendorAgentId}</Id>
                </th>
                <td data-label="Agent here">
                  <SelectField
                    label={`Agent for ${one.vendorAgentId}`}
                    hideLabel
                    value={one.agentId ?? ''}
                    onChange={(id) =>
                      set.mutate({ vendorAgentId: one.vendorAgentId, agentId: id === '' ? null : id })
                    }
                    options={options}
                    disabled={set.isPending}
                  />
                </td>
                <td data-label="Waiting">
                  {one.waiting > 0 ? (
                    <StatusBadge tone="warning">
                      {formatCount(one.waiting, { one: 'event', other: 'events' })}
                    </StatusBadge>
                  ) : (
                    <span>None</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Add
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !set.isPending) set.mutate({ vendorAgentId: vendorAgentId.trim(), agentId });
        }}
      >
        <TextField
          label={`${word} at the platform`}
          value={vendorAgentId}
          onChange={setVendorAgentId}
          placeholder="Its id"
          error={fieldFailure(set.error, 'vendorAgentId')}
          maxLength={200}
        />
        <SelectField
          label="Agent here"
          value={agentId}
          onChange={setAgentId}
          options={[{ value: '', label: 'Choose an agent' }, ...options.slice(1)]}
        />
        <Button type="submit" startIcon={<Plus size={14} />} disabled={!ready} loading={set.isPending}>
          Add
        </Button>
      </Add>
      {set.isError && <WriteFailure error={set.error} />}
    </>
  );
}
