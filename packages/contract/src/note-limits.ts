// By themselves, for pages: the endpoints that hold to them aren't needed there.

/** Tags that a call has at most. */
export const MOST_TAGS = 20;
/** Characters of a note at most. */
export const LONGEST_NOTE = 2_000;
