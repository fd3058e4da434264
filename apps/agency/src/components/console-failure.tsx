import { ApiError } from '@foyer/contract';
import { Failed, NotFound, Restricted } from '@foyer/ui';
import { CONSOLE_PATH } from './console-paths.ts';

type ConsoleFailureProps = Readonly<{
  /** "The people". */
  what: string;
  query: Readonly<{ error: unknown; isFetching: boolean; refetch: () => unknown }>;
  size?: 'page' | 'panel';
}>;

/** Why something of the console isn't here, as one of the portal's states. */
export function ConsoleFailure({ what, query, size }: ConsoleFailureProps) {
  const known = query.error instanceof ApiError ? query.error : null;
  // An address that is no client's, and another agency's client, look alike.
  if (known?.code === 'not_found' || known?.code === 'invalid')
    return <NotFound what="This client" back={{ to: CONSOLE_PATH, label: 'See all clients' }} />;
  if (known?.code === 'denied')
    return <Restricted title="Clients is closed to you" denials={known.problem?.denials ?? []} />;
  return (
    <Failed
      size={size}
      title={`${what} couldn’t be loaded`}
      problem={known?.problem ?? (known ? { code: known.code } : null)}
      onRetry={() => void query.refetch()}
      retrying={query.isFetching}
    />
  );
}
