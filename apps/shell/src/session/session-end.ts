import { create } from 'zustand';

/** Whether the server has said that there is no session any more. */
export const useSessionEnded = create<{ ended: boolean }>(() => ({ ended: false }));

export const endSession = (): void => useSessionEnded.setState({ ended: true });
export const resumeSession = (): void => useSessionEnded.setState({ ended: false });
