import { createElement, use, useEffect, type ComponentType } from 'react';
import { toast } from '../feedback/toasts.tsx';

type Heavy = typeof import('./heavy.ts');

const load = (): Promise<Heavy> => import('./heavy.ts');

let asked: Promise<Heavy | null> | undefined;
/** What has come. */
let here: Heavy | undefined;

/** What was asked for once, or null where it didn't come: then the next who opens something asks again. */
function ask(): Promise<Heavy | null> {
  asked ??= load().then(
    (heavy) => (here = heavy),
    () => {
      asked = undefined;
      return null;
    },
  );
  return asked;
}

/** Fetches what opens over the page before it is asked for; safe to call often. Resolves also when that failed. */
export const preloadPopups = (): Promise<void> => ask().then(() => undefined);

type Props = Readonly<{ onClose?: () => void }>;

/** A component of the late chunk. While it is under way it suspends; where it doesn't come, the popup closes and says so, and the page stands. */
function late<Name extends keyof Heavy>(name: Name): Heavy[Name] {
  function Late(props: Props) {
    const loaded = here ?? use(ask());
    if (!loaded) return <NotOpened {...props} />;
    // Each is called with its own props: the type below is the component's.
    return createElement(loaded[name] as ComponentType<Props>, props);
  }
  return Late as unknown as Heavy[Name];
}

function NotOpened({ onClose }: Props) {
  useEffect(() => {
    toast('This couldn’t be opened, because a part of the portal didn’t load.', {
      tone: 'negative',
      action: { label: 'Reload', onClick: () => window.location.reload() },
    });
    onClose?.();
  }, [onClose]);
  return null;
}

export const LazyDialog = late('MuiDialog');
export const LazyDrawer = late('MuiDrawer');
export const LazyMenu = late('MuiMenu');
export const LazyMenuItem = late('MuiMenuItem');
export const LazyPopover = late('MuiPopover');
export const LazyShortcutList = late('ShortcutList');
