import { useHost } from '@foyer/federation';
import { NotFound, PageFrame } from '@foyer/ui';

/** For an address that is nobody's. */
export function NotFoundPage() {
  const { href } = useHost();
  return (
    <PageFrame title="Not found">
      <NotFound back={{ to: href('/'), label: 'Go to the dashboard' }} />
    </PageFrame>
  );
}
