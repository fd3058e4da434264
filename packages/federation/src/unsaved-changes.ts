import { useEffect, useEffectEvent } from 'react';

/** A field of a form, by the name that stands beside it, with what was typed into it. */
export type DraftField = Readonly<{ label: string; text: string }>;

// One for the whole page: what a remote's form holds, the shell's prompts have to know.
const holders = new Map<symbol, () => readonly DraftField[]>();
const listeners = new Set<() => void>();

const tellAll = (): void => listeners.forEach((listener) => listener());

/** Whether anything on this page would be lost by leaving it. For the shell. */
export const unsavedChanges = {
  any: (): boolean => holders.size > 0,
  /** What was typed and can be kept. */
  drafts: (): DraftField[] => [...holders.values()].flatMap((read) => read()),
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/**
 * Says that this component holds what a person has typed and not saved, for as long as it does. The portal then offers no reload over it. Should
 * the right to the page go meanwhile, what `keepDraft` answers is kept on the device for the person to copy.
 *
 * @example useUnsavedChanges(draft !== saved, { keepDraft: () => [{ label: 'Prompt', text: draft }] });
 */
export function useUnsavedChanges(
  dirty: boolean,
  { keepDraft }: { keepDraft?: () => readonly DraftField[] } = {},
): void {
  const read = useEffectEvent(() => keepDraft?.() ?? []);
  useEffect(() => {
    if (!dirty) return undefined;
    const own = Symbol('unsaved');
    holders.set(own, () => read());
    tellAll();
    return () => {
      holders.delete(own);
      tellAll();
    };
  }, [dirty]);
}
