import { z } from 'zod';
import { isStorable } from '../platform/storable-text.ts';

const position = z.strictObject({ name: z.string().refine(isStorable), id: z.guid() });
type Position = z.infer<typeof position>;

/** Where a page by name ended. It says nothing that the page didn't, and every page asks for its agency anew: it needs no signature. */
export const writeCursor = (at: Position): string =>
  Array.from(new TextEncoder().encode(JSON.stringify(at)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** Null for what is no cursor. */
export function readCursor(cursor: string): Position | null {
  if (!/^([0-9a-f]{2})+$/.test(cursor)) return null;
  const bytes = Uint8Array.from(cursor.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
  try {
    const result = position.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
