import { z } from './zod.ts';
import { decisionsSchema, roleSchema, type Decisions } from './access-schemas.ts';
import { endpoint } from './endpoint.ts';
import { idSchema } from './values.ts';
import { viewAsSchema } from './view-as.ts';

export const signInBodySchema = z.strictObject({
  email: z.string().trim().min(3).max(254),
  password: z.string().min(1).max(256),
});

export const channelSchema = z.enum(['stable', 'canary']);

/** A remote as the session's manifest names it; the shell never knows its address at build time. */
export const remoteSchema = z.object({
  id: z.string(),
  version: z.string(),
  channel: channelSchema,
  /** The semver range of host APIs that it runs on. */
  hostApi: z.string(),
  /** The folder of this version, same origin or absolute, with a slash at its end; the paths below are relative to it. */
  base: z.string(),
  /** The federation entry. */
  entry: z.string(),
  /** The files that its first page needs, in the order to fetch them. */
  preload: z.array(z.string()),
  /** `sha384-…` of every script and style. */
  integrity: z.record(z.string(), z.string()),
  /** The operator's message while it is out of service: then nothing of it is loaded. */
  disabled: z.string().nullable(),
});

export type RemoteEntry = z.infer<typeof remoteSchema>;

export const sessionSchema = z.object({
  person: z.object({ id: idSchema, name: z.string(), email: z.string() }),
  agency: z.object({ id: idSchema, name: z.string() }),
  /** Null for an agency admin who has not chosen a client yet. */
  client: z.object({ id: idSchema, name: z.string() }).nullable(),
  /** The projects in the person's scope, by name. */
  projects: z.array(z.object({ id: idSchema, name: z.string() })),
  role: roleSchema,
  mode: z.enum(['own', 'full_access', 'view_as']),
  /** Set in mode `view_as`: `role`, `projects` and `decisions` are then those of who is viewed; `person` stays the operator. */
  viewAs: viewAsSchema.nullable(),
  /** How many decisions on requests for access the person hasn't been shown. */
  news: z.number().int(),
  /** A short hash of all that this session may do and where; see `PortalState`. */
  access: z.string(),
  decisions: decisionsSchema.transform((d) => d as Decisions),
  branding: z.object({ name: z.string(), accent: z.string(), logo: z.string().nullable() }),
  /** IANA zone in which the client's times are shown. */
  timeZone: z.string(),
  /** Only the remotes that this person may open. */
  remotes: z.array(remoteSchema),
  /** Ed25519 over `remotes`, base64; null where the server has no key to sign with. */
  remotesSignature: z.string().nullable(),
  /** What the session owes before it may do anything: a code of the second factor, or to enrol in one. */
  owes: z.enum(['nothing', 'code', 'enrolment']),
  /** The version of the deployed shell; empty where none is built. */
  shell: z.string(),
});

export type Session = z.infer<typeof sessionSchema>;

export const clientItemSchema = z.object({
  id: idSchema,
  name: z.string(),
  state: z.enum(['active', 'suspended']),
});

export type ClientItem = z.infer<typeof clientItemSchema>;

export const brandingSchema = z.object({ name: z.string(), accent: z.string(), logo: z.string().nullable() });

export const sessionEndpoints = {
  getBranding: endpoint({
    method: 'GET',
    path: '/api/branding',
    needs: 'public',
    summary: 'Name and colour for the sign-in page of the host that is asked.',
    answers: { json: brandingSchema },
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/api/sign-in',
    needs: 'public',
    summary: 'Sign in with e-mail address and password; answers with the session cookie.',
    body: signInBodySchema,
    answers: { nothing: true },
    errors: ['invalid_credentials', 'rate_limited'],
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/api/sign-out',
    needs: 'session',
    whileViewing: true,
    beforeSecondFactor: true,
    summary: 'End this session.',
    answers: { nothing: true },
  }),
  getSession: endpoint({
    method: 'GET',
    path: '/api/session',
    needs: 'session',
    beforeSecondFactor: true,
    summary:
      'Person, client, projects, role, mode, every decision with its denials, branding, time zone and the manifest of remotes.',
    answers: { json: sessionSchema },
  }),
  getRemoteVersion: endpoint({
    method: 'GET',
    path: '/api/remotes/:remote/versions/:version',
    needs: 'session',
    summary: 'An earlier version of a remote that may be open, to fall back to.',
    params: z.strictObject({ remote: z.string(), version: z.string() }),
    answers: {
      json: z.object({
        remote: remoteSchema,
        /** As `remotesSignature`, over the list that holds this remote alone. */
        signature: z.string().nullable(),
      }),
    },
  }),
  listClients: endpoint({
    method: 'GET',
    path: '/api/clients',
    needs: 'clients',
    summary: "The agency's own clients, by name.",
    answers: { json: z.object({ items: z.array(clientItemSchema) }) },
  }),
  chooseClient: endpoint({
    method: 'PUT',
    path: '/api/session/client',
    needs: 'clients',
    summary: 'Open a client of the own agency with full access, or none (null).',
    body: z.strictObject({ clientId: idSchema.nullable() }),
    answers: { nothing: true },
    errors: ['not_found'],
  }),
};
