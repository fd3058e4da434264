import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url&no-inline';

/** The one font file (Inter, variable weight, latin), for a preload link in the page. */
export const interUrl = inter;

/** The range that the latin file covers, as published with it; other scripts take the system's font. */
const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';

export const interFace = {
  fontFamily: 'Inter Variable',
  fontStyle: 'normal',
  fontDisplay: 'swap' as const,
  fontWeight: '100 900',
  src: `url(${inter}) format('woff2')`,
  unicodeRange: LATIN,
};
