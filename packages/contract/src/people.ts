import { roleSchema } from './access-schemas.ts';
import { endpoint } from './endpoint.ts';
import { idSchema, instantSchema } from './values.ts';
import { z } from './zod.ts';

/** The roles that a person of a client can have. */
export const clientRoleSchema = roleSchema.exclude(['agency_admin']);
export type ClientRole = z.infer<typeof clientRoleSchema>;

/** All projects of the client, those of the future too, or some. None at all is a person who sees no calls. */
const projectChoiceSchema = z.union([z.literal('all'), z.array(idSchema).max(200)]);
const projectsSchema = z.union([
  z.literal('all'),
  z.array(z.strictObject({ id: idSchema, name: z.string() })),
]);

export const emailSchema = z.email('Give an e-mail address such as ada@example.com.').trim().max(254);
export const personNameSchema = z
  .string()
  .trim()
  .min(1, 'Give a name.')
  .max(120)
  .refine((name) => !/\p{Cc}/u.test(name), 'Leave control characters out.');

export const personItemSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  role: clientRoleSchema,
  projects: projectsSchema,
  state: z.enum(['active', 'disabled']),
  lastSignInAt: instantSchema.nullable(),
  /** Sessions that are open now. */
  sessions: z.number().int(),
  mfa: z.strictObject({
    enrolled: z.boolean(),
    /** This person must have a second factor, whatever the client's policy says. */
    required: z.boolean(),
  }),
  /** Goes back with each change: 412 `stale` when another one came first. */
  version: z.number().int(),
});
export type PersonItem = z.infer<typeof personItemSchema>;

export const invitationSchema = z.strictObject({
  id: idSchema,
  email: z.string(),
  name: z.string(),
  role: clientRoleSchema,
  projects: projectsSchema,
  invitedBy: z.string(),
  /** When the link that holds was sent. */
  sentAt: instantSchema,
  expiresAt: instantSchema,
  /** By the server's clock. One that has expired can be sent anew. */
  state: z.enum(['open', 'expired']),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const personSessionSchema = z.strictObject({
  id: idSchema,
  /** Browser and system in words, such as “Firefox on Windows”. */
  device: z.string(),
  address: z.string().nullable(),
  signedInAt: instantSchema,
  expiresAt: instantSchema,
  /** How its second factor was met; `outstanding`: not yet, so the session can do nothing. */
  secondFactor: z.enum(['not_required', 'code', 'remembered', 'outstanding']),
});
export type PersonSession = z.infer<typeof personSessionSchema>;

/** A browser that isn't asked for the second factor for a while. */
export const rememberedDeviceSchema = z.strictObject({
  id: idSchema,
  device: z.string(),
  rememberedAt: instantSchema,
  expiresAt: instantSchema,
});

const ofClient = z.strictObject({ clientId: idSchema });
const ofPerson = z.strictObject({ clientId: idSchema, personId: idSchema });
const ofInvitation = z.strictObject({ clientId: idSchema, invitationId: idSchema });

const version = z.number().int().min(0);
/** Without it, whatever would leave the client without an active admin is 409 `last_admin`. */
const confirmLastAdmin = z.boolean().default(false);

/** The agency's console: people of a client of its own. A client of another agency is 404, like one that never was. */
export const peopleEndpoints = {
  listPeople: endpoint({
    method: 'GET',
    path: '/api/clients/:clientId/people',
    needs: 'clients',
    summary: 'The people of a client by name, the invitations that wait, and the projects to choose from.',
    params: ofClient,
    answers: {
      json: z.strictObject({
        items: z.array(personItemSchema),
        invitations: z.array(invitationSchema),
        projects: z.array(z.strictObject({ id: idSchema, name: z.string() })),
        /** The client's policy asks all of its people for a second factor. */
        mfaRequiredOfAll: z.boolean(),
      }),
    },
  }),
  invitePerson: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/invitations',
    needs: 'clients',
    summary:
      'Invite somebody: a mail with a link that holds for 7 days. 409 when the address is a person of this client, or invited, already.',
    params: ofClient,
    body: z.strictObject({
      email: emailSchema,
      name: personNameSchema,
      role: clientRoleSchema,
      projects: projectChoiceSchema,
    }),
    answers: { json: invitationSchema },
    errors: ['conflict'],
  }),
  resendInvitation: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/invitations/:invitationId/resend',
    needs: 'clients',
    summary: 'Send a new link, for another 7 days; the old one is void.',
    params: ofInvitation,
    answers: { json: invitationSchema },
    errors: ['rate_limited'],
  }),
  revokeInvitation: endpoint({
    method: 'DELETE',
    path: '/api/clients/:clientId/invitations/:invitationId',
    needs: 'clients',
    summary: 'Void the link of an invitation.',
    params: ofInvitation,
    answers: { nothing: true },
  }),
  changePerson: endpoint({
    method: 'PUT',
    path: '/api/clients/:clientId/people/:personId',
    needs: 'clients',
    summary: 'Change role and projects of a person, and whether they must have a second factor.',
    params: ofPerson,
    body: z.strictObject({
      version,
      role: clientRoleSchema,
      projects: projectChoiceSchema,
      /** Whatever the client's policy says. Left out: as it was. */
      mfaRequired: z.boolean().optional(),
      confirmLastAdmin,
    }),
    answers: { json: personItemSchema },
    errors: ['stale', 'last_admin'],
  }),
  setPersonState: endpoint({
    method: 'PUT',
    path: '/api/clients/:clientId/people/:personId/state',
    needs: 'clients',
    summary: 'Disable a person, which ends their sessions, or enable them again.',
    params: ofPerson,
    body: z.strictObject({ version, state: z.enum(['active', 'disabled']), confirmLastAdmin }),
    answers: { json: personItemSchema },
    errors: ['stale', 'last_admin'],
  }),
  resetPersonMfa: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/people/:personId/mfa/reset',
    needs: 'clients',
    summary:
      'Forget the second factor, the recovery codes and the remembered devices of a person, and end their sessions.',
    params: ofPerson,
    answers: { json: personItemSchema },
  }),
  listPersonSessions: endpoint({
    method: 'GET',
    path: '/api/clients/:clientId/people/:personId/sessions',
    needs: 'clients',
    summary: 'Where a person is signed in, the newest first, and the devices that are remembered.',
    params: ofPerson,
    answers: {
      json: z.strictObject({
        items: z.array(personSessionSchema),
        remembered: z.array(rememberedDeviceSchema),
      }),
    },
  }),
  endPersonSession: endpoint({
    method: 'DELETE',
    path: '/api/clients/:clientId/people/:personId/sessions/:sessionId',
    needs: 'clients',
    summary: 'End one session of a person, or forget one remembered device.',
    params: ofPerson.extend({ sessionId: idSchema }),
    answers: { nothing: true },
  }),
  endPersonSessions: endpoint({
    method: 'DELETE',
    path: '/api/clients/:clientId/people/:personId/sessions',
    needs: 'clients',
    summary: 'End all sessions of a person and forget their remembered devices.',
    params: ofPerson,
    answers: { nothing: true },
  }),
};
