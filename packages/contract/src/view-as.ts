import { z } from './zod.ts';
import { roleSchema } from './access-schemas.ts';
import { endpoint } from './endpoint.ts';
import { idSchema, instantSchema } from './values.ts';

/** Milliseconds for which a view lasts at most. */
export const VIEW_AS_LASTS_MS = 3_600_000;

/** Characters. */
export const VIEW_AS_REASON = { least: 3, most: 500 } as const;

/** Whose eyes the session looks through, while an agency's person views a client's portal as somebody of it. */
export const viewAsSchema = z.strictObject({
  role: roleSchema,
  /** Null: anybody of that role. */
  person: z.strictObject({ id: idSchema, name: z.string() }).nullable(),
  reason: z.string(),
  expiresAt: instantSchema,
  /** Milliseconds that are left by the server's clock: the device's may be wrong. */
  leftMs: z.number().int(),
  /** The page of the agency to go back to. */
  returnTo: z.string(),
});

export type ViewAs = z.infer<typeof viewAsSchema>;

export const viewAsEndpoints = {
  startViewAs: endpoint({
    method: 'POST',
    path: '/api/session/view-as',
    needs: 'clients',
    summary:
      'See a client’s portal exactly as a role or a person of it does, for an hour at most, and change nothing.',
    body: z.strictObject({
      clientId: idSchema,
      as: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('role'), role: roleSchema.exclude(['agency_admin']) }),
        z.strictObject({ kind: z.literal('person'), personId: idSchema }),
      ]),
      reason: z.string().trim().min(VIEW_AS_REASON.least).max(VIEW_AS_REASON.most),
      /** Where leaving leads: a path of the portal. */
      returnTo: z
        .string()
        .max(1_000)
        .regex(/^\/(?![/\\])/, 'Give a path of the portal.')
        .default('/clients'),
    }),
    answers: { nothing: true },
    errors: ['not_found', 'conflict'],
  }),
  endViewAs: endpoint({
    method: 'DELETE',
    path: '/api/session/view-as',
    needs: 'session',
    whileViewing: true,
    summary: 'Be oneself again. Says nothing if it is over already.',
    answers: { nothing: true },
  }),
};
