import { createContext } from 'react';

/** The portal's name (the agency's), which ends every page's title. */
export const SiteContext = createContext<string | undefined>(undefined);
