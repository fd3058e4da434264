import { createContext, useContext, type ReactNode } from 'react';

/** How a person reads numbers and times: a BCP 47 language and an IANA time zone, never the machine's own. */
export type Locale = Readonly<{ locale: string; timeZone: string }>;

const LocaleContext = createContext<Locale>({ locale: 'en', timeZone: 'UTC' });

/** The language and time zone that hold here; components that show times and numbers ask it. */
export const useLocale = (): Locale => useContext(LocaleContext);

export type LocaleProviderProps = {
  locale?: string | undefined;
  timeZone?: string | undefined;
  children: ReactNode;
};

/** Sets language or time zone for what is inside, e.g. the client's zone once the session is known. */
export function LocaleProvider({ locale, timeZone, children }: LocaleProviderProps) {
  const outer = useLocale();
  const inner = { locale: locale ?? outer.locale, timeZone: timeZone ?? outer.timeZone };
  return <LocaleContext value={inner}>{children}</LocaleContext>;
}
