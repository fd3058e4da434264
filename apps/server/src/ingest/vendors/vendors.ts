import type { Vendor } from '@foyer/contract/ingest';
import { elevenlabs } from './elevenlabs.ts';
import { generic } from './generic.ts';
import { retell } from './retell.ts';
import { vapi } from './vapi.ts';
import type { VendorReader } from './vendor.ts';

/** How each vendor is read: another one is another line here. */
export const READERS: Readonly<Record<Vendor, VendorReader>> = { vapi, retell, elevenlabs, generic };
