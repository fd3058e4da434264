import type { Vendor } from '@foyer/contract/ingest';

/**
 * The id of a vendor's call, the same for each of its events and for whichever connection it comes through: sent twice, it is one call. What plain
 * JSON calls its calls is told apart by connection, because nobody says that two senders count together.
 */
export async function callIdOf(
  tenantId: string,
  vendor: Vendor,
  connectionId: string,
  vendorCallId: string,
): Promise<string> {
  const named = [tenantId, vendor, vendor === 'generic' ? connectionId : '', vendorCallId].join('\n');
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(named)));
  // RFC 9562, version 8: made of something by a way of our own.
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The id of a part of a call's transcript: unlike every other of that call. */
export const partIdOf = (callId: string, index: number): string =>
  `${callId.slice(0, 24)}${index.toString(16).padStart(12, '0')}`;
