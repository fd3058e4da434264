/**
 * How values of these types arrive, by their OID, on both engines alike: 64-bit integers and decimals as numbers (counts and sums of
 * ours stay far below 2^53), dates as `YYYY-MM-DD`.
 */
export const parsers: Readonly<Record<number, (text: string) => number | string>> = {
  20: Number,
  1700: Number,
  1082: String,
};
