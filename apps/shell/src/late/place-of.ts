/** An element and all around it, from the inside out. */
export type Place = readonly Element[];

/** Where on the page something happens, as long as it stands there. */
export const placeOf = (event: Event): Place =>
  event
    .composedPath()
    .filter(
      (one): one is Element => one instanceof Element && one !== document.body && document.body.contains(one),
    );
