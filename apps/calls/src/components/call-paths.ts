import { areas } from '@foyer/federation';

const AREA = areas.find(({ id }) => id === 'calls')?.path ?? '/calls';

const withSearch = (path: string, params: URLSearchParams): string => {
  const search = new URLSearchParams(params);
  // A time belongs to one recording, not to the next call that is opened.
  search.delete('t');
  const text = search.toString();
  return text ? `${path}?${text}` : path;
};

/** The list, with what it is narrowed to. */
export const listPath = (params: URLSearchParams): string => withSearch(AREA, params);

/** A call, with the list beside it as it is. */
export const callPath = (callId: string, params: URLSearchParams): string =>
  withSearch(`${AREA}/${encodeURIComponent(callId)}`, params);
