import { addressBytes, inRanges } from './cidr.ts';

/**
 * The caller's address. `peer` is the other end of the socket; `X-Forwarded-For` counts only while each hop that wrote it is one of
 * `trustedProxies`, read from the right, so that what a caller forges is never reached.
 */
export function clientAddress(peer: string, headers: Headers, trustedProxies: readonly string[]): string {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  let address = normal(peer);
  while (inRanges(address, trustedProxies)) {
    const hop = hops.pop();
    if (!hop || !addressBytes(hop)) return address;
    address = normal(hop);
  }
  return address;
}

/** Whom an address counts as: an IPv6 caller has at least a /64 to choose addresses from, which counts as one. */
export function networkOf(address: string): string {
  const bytes = addressBytes(address);
  return bytes?.length === 16 ? bytes.slice(0, 8).join('.') : address;
}

const normal = (address: string): string => {
  const bytes = addressBytes(address);
  return bytes?.length === 4 ? bytes.join('.') : address.toLowerCase();
};
