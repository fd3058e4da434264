import { create } from 'zustand';
import { firstRequests } from './first-requests.ts';

type SessionEnd = {
  /** The server has said that there is no session any more. */
  ended: boolean;
  /** The person looks at the page as it stands before signing in again. */
  looking: boolean;
};

export const useSessionEnd = create<SessionEnd>(() => ({ ended: false, looking: false }));

export const endSession = (): void => {
  firstRequests.drop();
  if (useSessionEnd.getState().ended) return;
  // What was read stays to be copied; what sounds stops.
  for (const media of document.querySelectorAll<HTMLMediaElement>('audio, video')) media.pause();
  useSessionEnd.setState({ ended: true, looking: false });
};
export const resumeSession = (): void => useSessionEnd.setState({ ended: false, looking: false });
export const lookFirst = (looking: boolean): void => useSessionEnd.setState({ looking });
