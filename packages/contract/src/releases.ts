import { z } from './zod.ts';
import { clientOf, type ClientOf, type ClientOptions } from './client.ts';
import { endpoint } from './endpoint.ts';
import { channelSchema } from './session.ts';
import { idSchema, instantSchema } from './values.ts';

// What the platform's operator and the tools of a release ask for. It is no part of `contract`, because what that holds is fetched by every
// page, and none of this is for one.

/** A remote's id: also the name of its folder, and a part of its addresses. */
export const remoteIdSchema = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'is not the id of a remote');

/** A remote's version: `<semver>-<content hash>`. No `~`, behind which an address is another try at the same version. */
export const remoteVersionSchema = z
  .string()
  .max(100)
  .regex(/^[0-9A-Za-z]+([.+-][0-9A-Za-z-]+)*$/, 'is not a version');

/** A file's address within a remote's folder: it can't lead out of there, nor be another one's name. */
const pathSchema = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[\w.@+-]+(\/[\w.@+-]+)*$/, 'is not a plain relative path')
  .refine((path) => !path.split('/').some((part) => /^\.+$/.test(part)), 'leads out of the folder');

const builtFileSchema = z.strictObject({
  path: pathSchema,
  bytes: z.number().int().nonnegative(),
  brotli: z.number().int().nonnegative(),
  integrity: z.string().regex(/^sha384-[A-Za-z0-9+/]{64}$/, 'is not a SHA-384 in base64'),
});

/** By shared unit: its version, and the names that are taken from it (a remote) or that it has (the shell). */
export const sharedUnitsSchema = z.record(
  z.string().max(200),
  z.strictObject({ version: z.string().max(100), names: z.array(z.string().max(200)).max(5_000) }),
);

const areaFactsSchema = z.strictObject({
  path: z.string().max(200),
  title: z.string().max(200),
  capability: z.string().max(100),
});

const manifestFacts = {
  id: remoteIdSchema,
  version: remoteVersionSchema,
  /** Semver range of the host APIs that it runs on. */
  hostApi: z.string().min(1).max(100),
  area: areaFactsSchema.nullable(),
  entry: pathSchema,
  preload: z.array(pathSchema).max(100),
  shared: sharedUnitsSchema,
};

/** `foyer-remote.json` as a build writes it. */
export const remoteManifestSchema = z
  .strictObject({ ...manifestFacts, files: z.array(builtFileSchema).min(1).max(1_000) })
  .superRefine(({ entry, preload, files }, context) => {
    const there = new Set(files.map((file) => file.path));
    if (there.size !== files.length)
      context.addIssue({ code: 'custom', path: ['files'], message: 'names a file twice' });
    for (const path of [entry, ...preload])
      if (!there.has(path))
        context.addIssue({
          code: 'custom',
          path: ['files'],
          message: `lacks ${path}, which is to be loaded`,
        });
  });

/** Where a version's files are served: a folder of this origin (`/remotes/calls/1.0.0-a/`) or of any other, with a slash at its end. */
export const remoteBaseSchema = z
  .string()
  .max(500)
  .refine(isFolder, 'is not the address of a folder, which ends with /');

function isFolder(text: string): boolean {
  if (!text.endsWith('/') || /[\s\\"'<>;,?#*]/.test(text)) return false;
  if (text.startsWith('/')) return !text.startsWith('//');
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** Which clients are on canary: a share of all, whose members stay when it grows, and some by name. */
export const canaryRuleSchema = z.strictObject({
  percent: z.number().int().min(0).max(100),
  clients: z.array(idSchema).max(1_000),
});

export type CanaryRule = z.infer<typeof canaryRuleSchema>;

const noteSchema = z.string().trim().min(1).max(500);
const messageSchema = z.string().trim().min(1).max(300);

const liveSchema = z.strictObject({ version: remoteVersionSchema, since: instantSchema, by: z.string() });

/** One remote as the registry has it. */
export const releaseSchema = z.strictObject({
  id: remoteIdSchema,
  /** What is live. Without a canary of its own, everybody has stable. */
  channels: z.strictObject({ stable: liveSchema.nullable(), canary: liveSchema.nullable() }),
  canary: canaryRuleSchema,
  /** The operator's message while the remote is taken down. */
  disabled: z.string().nullable(),
  /** The newest first, at most a hundred. */
  versions: z.array(
    z.strictObject({
      version: remoteVersionSchema,
      hostApi: z.string(),
      base: remoteBaseSchema,
      publishedAt: instantSchema,
      publishedBy: z.string(),
      withdrawnAt: instantSchema.nullable(),
    }),
  ),
});

export type Release = z.infer<typeof releaseSchema>;

export const RELEASE_ACTS = [
  'publish',
  'promote',
  'roll_back',
  'canary',
  'availability',
  'withdraw',
] as const;
export type ReleaseAct = (typeof RELEASE_ACTS)[number];

/** A version, a message or a rule; null: none. */
const changeSchema = z.union([z.string(), canaryRuleSchema]).nullable();

export const releaseEventSchema = z.strictObject({
  id: idSchema,
  at: instantSchema,
  /** The operator's name; `server` where it acted by itself. */
  by: z.string(),
  act: z.enum(RELEASE_ACTS),
  remote: remoteIdSchema,
  channel: channelSchema.nullable(),
  from: changeSchema,
  to: changeSchema,
  note: z.string().nullable(),
});

export type ReleaseEvent = z.infer<typeof releaseEventSchema>;

const remoteParams = z.strictObject({ remote: remoteIdSchema });
const versionParams = z.strictObject({ remote: remoteIdSchema, version: remoteVersionSchema });

export const releaseEndpoints = {
  listReleases: endpoint({
    method: 'GET',
    path: '/api/operator/remotes',
    needs: 'operator',
    summary: 'Every remote: what is live on which channel, its canary rule, its versions.',
    answers: { json: z.strictObject({ items: z.array(releaseSchema) }) },
  }),
  publishRelease: endpoint({
    method: 'POST',
    path: '/api/operator/remotes/:remote/versions',
    needs: 'operator',
    summary:
      'Make a version known that is served under `base`. The same again changes nothing; the same version with other bytes is a conflict. It isn’t live yet.',
    params: remoteParams,
    body: z.strictObject({ manifest: remoteManifestSchema, base: remoteBaseSchema }),
    answers: { json: z.strictObject({ outcome: z.enum(['published', 'already_there']) }) },
    errors: ['conflict'],
  }),
  promoteRelease: endpoint({
    method: 'POST',
    path: '/api/operator/remotes/:remote/promote',
    needs: 'operator',
    summary: 'Make a published version live on a channel.',
    params: remoteParams,
    body: z.strictObject({
      version: remoteVersionSchema,
      channel: channelSchema,
      note: noteSchema.optional(),
    }),
    answers: { json: releaseSchema },
    errors: ['conflict'],
  }),
  rollBackRelease: endpoint({
    method: 'POST',
    path: '/api/operator/remotes/:remote/rollback',
    needs: 'operator',
    summary: 'Return a channel to the version that it had before, withdrawn ones left out.',
    params: remoteParams,
    body: z.strictObject({ channel: channelSchema, note: noteSchema.optional() }),
    answers: { json: releaseSchema },
    errors: ['conflict'],
  }),
  setCanary: endpoint({
    method: 'PUT',
    path: '/api/operator/remotes/:remote/canary',
    needs: 'operator',
    summary: 'Say which clients are on canary.',
    params: remoteParams,
    body: canaryRuleSchema,
    answers: { json: releaseSchema },
  }),
  setAvailability: endpoint({
    method: 'PUT',
    path: '/api/operator/remotes/:remote/availability',
    needs: 'operator',
    summary: 'Take a remote down with a message that people read, or bring it back with null.',
    params: remoteParams,
    body: z.strictObject({ disabled: messageSchema.nullable() }),
    answers: { json: releaseSchema },
  }),
  withdrawRelease: endpoint({
    method: 'POST',
    path: '/api/operator/remotes/:remote/versions/:version/withdraw',
    needs: 'operator',
    summary: 'Never offer a version again, not even to fall back to. One that is live is a conflict.',
    params: versionParams,
    answers: { json: releaseSchema },
    errors: ['conflict'],
  }),
  listReleaseHistory: endpoint({
    method: 'GET',
    path: '/api/operator/history',
    needs: 'operator',
    summary: 'Who did what when, the newest first.',
    query: z.strictObject({
      remote: remoteIdSchema.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      /** As `nextCursor` of the page before gave it. */
      cursor: z.string().max(300).optional(),
    }),
    answers: {
      json: z.strictObject({ items: z.array(releaseEventSchema), nextCursor: z.string().nullable() }),
    },
  }),
  getLiveRemotes: endpoint({
    method: 'GET',
    path: '/api/operator/live',
    needs: 'operator',
    summary: 'What is known of every version that is live: whether a shell fits it can be told from that.',
    answers: {
      json: z.strictObject({
        items: z.array(
          z.strictObject({
            ...manifestFacts,
            base: remoteBaseSchema,
            channels: z.array(channelSchema).min(1),
          }),
        ),
      }),
    },
  }),
  getShell: endpoint({
    method: 'GET',
    path: '/api/shell',
    needs: 'public',
    summary: 'The deployed shell: its host API, the names that its shared units have, its areas.',
    answers: {
      json: z.strictObject({
        version: z.string(),
        hostApi: z.string(),
        shared: sharedUnitsSchema,
        areas: z.array(
          areaFactsSchema.extend({ id: z.string().max(100), remote: z.string().max(100).optional() }),
        ),
      }),
    },
  }),
};

export type ReleaseContract = typeof releaseEndpoints;

/**
 * The typed client of the operator's endpoints.
 * @param options.token the operator's; without it, only what is public answers
 * @example const api = createReleaseClient({ baseUrl: 'https://portal.example.com', token }); await api.listReleases();
 */
export function createReleaseClient({
  token,
  ...options
}: ClientOptions & { readonly token?: string }): ClientOf<ReleaseContract> {
  const send = options.fetch ?? fetch;
  return clientOf(releaseEndpoints, {
    ...options,
    fetch: (request) => {
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
      return send(request);
    },
  });
}
