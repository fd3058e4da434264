import { ApiError } from '@foyer/contract';
import { useHost } from '@foyer/federation';
import { Failed, NotFound, Restricted } from '@foyer/ui';
import { AGENTS_PATH } from './agent-paths.ts';

type AgentFailureProps = Readonly<{ what: string; error: unknown; onRetry: () => void; retrying: boolean }>;

/** Why agents aren't here, as one of the portal's states. */
export function AgentFailure({ what, error, onRetry, retrying }: AgentFailureProps) {
  const host = useHost();
  const known = error instanceof ApiError ? error : null;
  if (known?.code === 'not_found' || known?.code === 'invalid')
    return <NotFound what="This agent" back={{ to: host.href(AGENTS_PATH), label: 'See all agents' }} />;
  if (known?.code === 'denied') return <Restricted title="Agents" denials={known.problem?.denials ?? []} />;
  return (
    <Failed
      title={`${what} couldn’t be loaded`}
      problem={known?.problem ?? (known ? { code: known.code } : null)}
      onRetry={onRetry}
      retrying={retrying}
    />
  );
}
