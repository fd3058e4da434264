import { networkOf } from '../platform/client-address.ts';

/** Requests that may come at once from one address: a whole office can be behind it. */
const BURST = 60;
/** Requests a second after that. */
const RATE = 5;
/** Addresses that are remembered; the one that was silent longest is forgotten first. */
const MOST = 10_000;

export interface AddressLimit {
  /** Whether one more request from there may pass. */
  passes(address: string, now: Date): boolean;
}

/** Limits how often an address may send, in memory: what is limited costs little, so that each process may count for itself. */
export function createAddressLimit(): AddressLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    passes: (address, now) => {
      const key = networkOf(address);
      const at = now.getTime();
      const last = buckets.get(key) ?? { tokens: BURST, at };
      const tokens = Math.min(BURST, last.tokens + (Math.max(0, at - last.at) / 1_000) * RATE);
      buckets.delete(key);
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
      const [oldest] = buckets.keys();
      if (buckets.size > MOST && oldest !== undefined) buckets.delete(oldest);
      return tokens >= 1;
    },
  };
}
