/** What of the page isn't what is deployed, and what would be lost by a reload. */
export type Standing = Readonly<{
  shell: boolean;
  /** Titles of the areas whose pages stood here in another version. */
  areas: readonly string[];
  unsavedHere: boolean;
  unsavedElsewhere: boolean;
}>;

/** What to say of it; null where there is nothing new. */
export function newVersionPrompt(standing: Standing): { message: string; reload: boolean } | null {
  const { shell, areas, unsavedHere, unsavedElsewhere } = standing;
  if (!shell && areas.length === 0) return null;
  const one = shell || areas.length === 1;
  const what = shell ? 'the portal' : areas.join(', ').replace(/, ([^,]*)$/, ' and $1');
  const ready = one ? `A new version of ${what} is ready.` : `New versions of ${what} are ready.`;
  if (unsavedHere)
    return { message: `${ready} You have changes here that aren’t saved: save them first.`, reload: false };
  if (unsavedElsewhere)
    return { message: `${ready} What you haven’t saved in another tab stays there.`, reload: true };
  return { message: ready, reload: true };
}
