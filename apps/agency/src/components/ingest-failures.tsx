import type { IngestFailure } from '@foyer/contract/ingest';
import { useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import {
  Button,
  Check,
  Empty,
  formatCount,
  LeftToRight,
  Loading,
  Panel,
  RelativeTime,
  RotateCw,
  StatusBadge,
  toast,
} from '@foyer/ui';
import { clientKey, failuresQuery, useConsole } from '../queries.ts';
import { ConsoleFailure } from './console-failure.tsx';
import { PlainTable, Second } from './plain-table.tsx';
import { reasonWords, VENDOR_NAMES } from './vendor-words.ts';
import { WriteFailure } from './write-failure.tsx';

/** What came in and became no call, with the reason, until it has. */
export function IngestFailures({ clientId }: { clientId: string }) {
  const api = useConsole();
  const queries = useQueryClient();
  const failures = useQuery(failuresQuery(api, clientId));
  const replay = useMutation({
    mutationFn: (failureId: string | undefined) =>
      api.replayIngestFailures({
        params: { clientId },
        body: failureId === undefined ? {} : { failureId },
      }),
    onSuccess: async ({ replayed }) => {
      toast(`${formatCount(replayed, { one: 'event is', other: 'events are' })} being read again.`);
      await queries.invalidateQueries({ queryKey: clientKey(clientId) });
    },
  });
  if (failures.isError && !failures.data)
    return <ConsoleFailure what="What couldn’t be read" query={failures} size="panel" />;
  if (!failures.data) return <Loading shape="table" label="Loading what couldn’t be read" count={3} />;
  const { items, count, waiting } = failures.data;
  return (
    <Panel
      title={
        count === 0
          ? 'Not read'
          : `Not read: ${formatCount(count, { one: 'event', other: 'events' })}${count >= 10_000 ? ' or more' : ''}`
      }
      flush
      action={
        <>
          {waiting > 0 && (
            <StatusBadge tone="info" shape="pulse">
              {formatCount(waiting, { one: 'is being read', other: 'are being read' })}
            </StatusBadge>
          )}
          {count > 0 && (
            <Button
              size="small"
              startIcon={<RotateCw size={14} />}
              loading={replay.isPending && replay.variables === undefined}
              onClick={() => replay.mutate(undefined)}
            >
              Replay all
            </Button>
          )}
        </>
      }
    >
      {replay.isError && <WriteFailure error={replay.error} />}
      {items.length === 0 ? (
        <Empty size="panel" icon={<Check size={20} />} title="Everything that came in was read">
          What can’t become a call is kept here with the reason, and can be read again once it is put right.
        </Empty>
      ) : (
        <PlainTable aria-label="Not read">
          <thead>
            <tr>
              <th scope="col">Why</th>
              <th scope="col">Event</th>
              <th scope="col">From</th>
              <th scope="col">Came</th>
              <th scope="col">
                <span className="fy-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((failure) => (
              <FailureRow
                key={`${failure.kind} ${failure.id}`}
                failure={failure}
                busy={replay.isPending && replay.variables === failure.id}
                onReplay={() => replay.mutate(failure.id)}
              />
            ))}
          </tbody>
        </PlainTable>
      )}
    </Panel>
  );
}

type FailureRowProps = Readonly<{ failure: IngestFailure; busy: boolean; onReplay: () => void }>;

function FailureRow({ failure, busy, onReplay }: FailureRowProps) {
  const what = failure.kind === 'recording' ? 'A recording' : (failure.event ?? 'Unknown');
  return (
    <tr>
      <th scope="row">
        <span>{reasonWords(failure)}</span>
      </th>
      <td data-label="Event">
        <div>
          <LeftToRight>{what}</LeftToRight>
          {failure.vendorCallId !== null && (
            <Second>
              <LeftToRight>{failure.vendorCallId}</LeftToRight>
            </Second>
          )}
        </div>
      </td>
      <td data-label="From">
        <div>
          {failure.connection?.name ?? 'The call’s platform'}
          {failure.connection && <Second>{VENDOR_NAMES[failure.connection.vendor]}</Second>}
        </div>
      </td>
      <td data-label="Came">
        <RelativeTime value={failure.at} />
      </td>
      <td data-label="">
        <Button size="small" loading={busy} onClick={onReplay}>
          Replay<span className="fy-hidden"> {`${what} ${failure.vendorCallId ?? ''}`}</span>
        </Button>
      </td>
    </tr>
  );
}
