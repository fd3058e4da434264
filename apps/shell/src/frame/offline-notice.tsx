import { Box, Notice, WifiOff } from '@foyer/ui';
import { useSyncExternalStore } from 'react';

/** Says that the device has no connection, for as long as it has none. */
export function OfflineNotice() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online) return null;
  return (
    <Box sx={{ padding: '8px 12px 0' }}>
      <Notice tone="warning" icon={<WifiOff size={16} aria-hidden="true" />}>
        You’re offline. What you see may be old; the portal goes on as soon as the connection is back.
      </Notice>
    </Box>
  );
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
