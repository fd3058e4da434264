import { z } from './zod.ts';

/** An id made by the server: UUID, any version, lower case, however it was sent. */
export const idSchema = z.guid().toLowerCase();

/** An instant, RFC 3339 in UTC with milliseconds. */
export const instantSchema = z.iso.datetime({ precision: 3 });

/** Money in integer minor units (cents) with its ISO 4217 currency. */
export const moneySchema = z.object({ minor: z.number().int(), currency: z.string().length(3) });

export type Money = z.infer<typeof moneySchema>;
