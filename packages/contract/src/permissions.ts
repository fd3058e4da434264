import { GRANTS, type Capability, type Tenant } from '@foyer/access';
import { z } from './zod.ts';
import { capabilitySchema, decisionSchema, levelSchema } from './access-schemas.ts';
import { changeSchema, clientParams, clientRoleSchema, versionSchema } from './clients.ts';
import { endpoint } from './endpoint.ts';
import { idSchema, instantSchema } from './values.ts';

// What the agency grants: its defaults, and each client's permissions, policies, entitlements and addresses.

export const grantSchema = z.enum(GRANTS);

/** All eight, each on or off. One that needs another that is off is refused with 422, naming both. */
export const grantsSchema = z.record(grantSchema, z.boolean());

export const defaultsSchema = z.strictObject({
  /** 0 while the agency has saved none: then everything is off. */
  version: versionSchema,
  grants: grantsSchema,
  changed: changeSchema,
});
export type Defaults = z.infer<typeof defaultsSchema>;

/** What one client has instead of its copy of the defaults. */
export const overrideSchema = z.strictObject({
  value: z.boolean(),
  /** When it ends by itself, and the copied value holds again; null: it doesn't. */
  until: instantSchema.nullable(),
});

/** All overrides of a client: a grant that isn't named has its copied value. */
export const overridesSchema = z.partialRecord(grantSchema, overrideSchema);
export type Overrides = z.infer<typeof overridesSchema>;

/** One grant of a client, and where its value comes from. */
export const grantProvenanceSchema = z.strictObject({
  /** `override ?? copied`, as it is now. */
  granted: z.boolean(),
  copied: z.strictObject({
    value: z.boolean(),
    /** Version of the defaults, and when they were copied. */
    version: z.number().int(),
    at: instantSchema,
  }),
  override: overrideSchema.extend({ by: z.string().nullable(), at: instantSchema }).nullable(),
});
export type GrantProvenance = z.infer<typeof grantProvenanceSchema>;

export const permissionsSchema = z.strictObject({
  version: versionSchema,
  grants: z.record(grantSchema, grantProvenanceSchema),
  /** The version of the agency's defaults that is in force. */
  defaultsVersion: versionSchema,
  changed: changeSchema,
});
export type Permissions = z.infer<typeof permissionsSchema>;

const savedPermissionsSchema = z.strictObject({
  permissions: permissionsSchema,
  /** The overrides before, without those that have ended: saving them with the new version is the undo. */
  undo: overridesSchema,
});

/** Somebody who has the area in front of them, as far as is known: it was asked for in the last five minutes. */
const onlookerSchema = z.strictObject({ id: idSchema, name: z.string() });

/** One thing that a role gains or loses. */
export const differenceSchema = z.strictObject({
  role: clientRoleSchema,
  capability: capabilitySchema,
  change: z.enum(['gained', 'lost', 'more', 'less']),
  today: levelSchema,
  after: levelSchema,
  /** How many people of the client have this role, and which of them are looking at it now. */
  people: z.number().int(),
  looking: z.array(onlookerSchema),
  /** "2 managers lose Billing; Marta Reyes is looking at it now." */
  words: z.string(),
});
export type Difference = z.infer<typeof differenceSchema>;

const roleEffectSchema = z.strictObject({
  role: clientRoleSchema,
  people: z.number().int(),
  sidebar: z.strictObject({ today: z.array(capabilitySchema), after: z.array(capabilitySchema) }),
  /** Every capability, for the collection as a whole, of somebody of all projects who has met every second factor. */
  matrix: z.record(capabilitySchema, z.strictObject({ today: decisionSchema, after: decisionSchema })),
});

export const permissionsPreviewSchema = z.strictObject({
  /** The version that it was compared with. */
  version: versionSchema,
  grants: z.record(grantSchema, z.strictObject({ today: z.boolean(), after: z.boolean() })),
  roles: z.array(roleEffectSchema).transform((roles) => roles as RoleEffect[]),
  differences: z.array(differenceSchema),
  /** What is worth a second thought, in words: of `edit_agents` being turned on. */
  warnings: z.array(z.string()),
});
export type RoleEffect = Omit<z.infer<typeof roleEffectSchema>, 'matrix'> & {
  matrix: Record<Capability, Record<'today' | 'after', z.infer<typeof decisionSchema>>>;
};
export type PermissionsPreview = z.infer<typeof permissionsPreviewSchema>;

/** What happens to the overrides of a client that gets the defaults anew. */
const OVERRIDES_FATES = ['keep', 'drop'] as const;
const clientIdsSchema = z.array(idSchema).min(1).max(200);

export const defaultsDiffSchema = z.strictObject({
  client: z.strictObject({ id: idSchema, name: z.string() }),
  /** Of its permissions: `applyDefaults` repeats it. */
  version: versionSchema,
  /** The version of the defaults that it has a copy of. */
  copiedVersion: versionSchema,
  /** Grants whose value changes. */
  changes: z.array(z.strictObject({ grant: grantSchema, today: z.boolean(), after: z.boolean() })),
  /** Grants that stay as they are because they are overridden. */
  kept: z.array(grantSchema),
  /** Why it can't be applied: each child that would be on without its parent. */
  contradictions: z.array(z.strictObject({ child: grantSchema, parent: grantSchema })),
});
export type DefaultsDiff = z.infer<typeof defaultsDiffSchema>;

/** The policies of a client, in the order in which they are shown. */
export const CLIENT_POLICIES = [
  'staff_recording_playback',
  'recording_download',
  'require_mfa',
  'remembered_devices',
] as const satisfies readonly (keyof Tenant['policies'])[];
export const CLIENT_ENTITLEMENTS = [
  'recording_playback',
  'recording_download',
] as const satisfies readonly (keyof Tenant['entitlements'])[];

const policyRecord = z.record(z.enum(CLIENT_POLICIES), z.boolean());
const entitlementRecord = z.record(z.enum(CLIENT_ENTITLEMENTS), z.boolean());

export const policiesSchema = z.strictObject({
  version: versionSchema,
  policies: policyRecord,
  entitlements: entitlementRecord,
  changed: changeSchema,
});
export type Policies = z.infer<typeof policiesSchema>;

export const addressesSchema = z.strictObject({
  version: versionSchema,
  /** Addresses and ranges (`192.0.2.0/24`) that the client's people may come from; none: from anywhere. */
  ranges: z.array(z.string()),
  /** The caller's own address, as the server sees it. */
  yourAddress: z.string(),
  /** Whether the list holds for the caller. */
  holdsForYou: z.boolean(),
  changed: changeSchema,
});
export type Addresses = z.infer<typeof addressesSchema>;

export const permissionEndpoints = {
  getDefaults: endpoint({
    method: 'GET',
    path: '/api/client-defaults',
    needs: 'clients',
    summary: 'What a new client is granted.',
    answers: { json: defaultsSchema },
  }),
  saveDefaults: endpoint({
    method: 'PUT',
    path: '/api/client-defaults',
    needs: 'clients',
    summary: 'Save the defaults as a new version. Clients that are there keep what they have.',
    body: z.strictObject({ version: versionSchema, grants: grantsSchema }),
    answers: { json: defaultsSchema },
    errors: ['stale'],
  }),
  listDefaultsVersions: endpoint({
    method: 'GET',
    path: '/api/client-defaults/versions',
    needs: 'clients',
    summary: 'Every version of the defaults, the newest first.',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(50),
      /** As `nextCursor` of the page before gave it. */
      cursor: z.string().max(20).optional(),
    }),
    answers: { json: z.strictObject({ items: z.array(defaultsSchema), nextCursor: z.string().nullable() }) },
  }),
  previewDefaults: endpoint({
    method: 'POST',
    path: '/api/client-defaults/preview',
    needs: 'clients',
    summary: 'What the defaults in force would change for some clients. It changes nothing.',
    body: z.strictObject({ clients: clientIdsSchema, overrides: z.enum(OVERRIDES_FATES).default('keep') }),
    answers: {
      json: z.strictObject({ defaultsVersion: versionSchema, items: z.array(defaultsDiffSchema) }),
    },
    errors: ['not_found'],
  }),
  applyDefaults: endpoint({
    method: 'POST',
    path: '/api/client-defaults/apply',
    needs: 'clients',
    summary: 'Copy the defaults in force to some clients: to all of them or, where one doesn’t fit, to none.',
    body: z.strictObject({
      defaultsVersion: versionSchema,
      clients: z
        .array(z.strictObject({ id: idSchema, version: versionSchema }))
        .min(1)
        .max(200),
      overrides: z.enum(OVERRIDES_FATES).default('keep'),
    }),
    answers: {
      json: z.strictObject({ defaultsVersion: versionSchema, items: z.array(defaultsDiffSchema) }),
    },
    errors: ['not_found', 'stale'],
  }),
  getPermissions: endpoint({
    method: 'GET',
    path: '/api/clients/:clientId/permissions',
    needs: 'clients',
    summary: "A client's eight grants, each with where its value comes from.",
    params: clientParams,
    answers: { json: permissionsSchema },
  }),
  previewPermissions: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/permissions/preview',
    needs: 'clients',
    summary: 'What these overrides would change for each role, by the policy itself. It changes nothing.',
    params: clientParams,
    body: z.strictObject({ overrides: overridesSchema }),
    answers: { json: permissionsPreviewSchema },
  }),
  savePermissions: endpoint({
    method: 'PUT',
    path: '/api/clients/:clientId/permissions',
    needs: 'clients',
    summary: 'Give a client these overrides and no others.',
    params: clientParams,
    body: z.strictObject({ version: versionSchema, overrides: overridesSchema }),
    answers: { json: savedPermissionsSchema },
    errors: ['stale'],
  }),
  resetPermissions: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/permissions/reset',
    needs: 'clients',
    summary: 'Take every override of a client away: what was copied from the defaults holds again.',
    params: clientParams,
    body: z.strictObject({ version: versionSchema }),
    answers: { json: savedPermissionsSchema },
    errors: ['stale'],
  }),
  getPolicies: endpoint({
    method: 'GET',
    path: '/api/clients/:clientId/policies',
    needs: 'clients',
    summary: "A client's policies and what its plan includes.",
    params: clientParams,
    answers: { json: policiesSchema },
  }),
  savePolicies: endpoint({
    method: 'PUT',
    path: '/api/clients/:clientId/policies',
    needs: 'clients',
    summary: "Set a client's policies and what its plan includes.",
    params: clientParams,
    body: z.strictObject({
      version: versionSchema,
      policies: policyRecord,
      entitlements: entitlementRecord,
    }),
    answers: { json: policiesSchema },
    errors: ['stale'],
  }),
  getAddresses: endpoint({
    method: 'GET',
    path: '/api/clients/:clientId/addresses',
    needs: 'clients',
    summary: "Where a client's people may come from.",
    params: clientParams,
    answers: { json: addressesSchema },
  }),
  saveAddresses: endpoint({
    method: 'PUT',
    path: '/api/clients/:clientId/addresses',
    needs: 'clients',
    summary:
      "Say where a client's people may come from. A list that would keep out whoever saves it is refused.",
    params: clientParams,
    body: z.strictObject({ version: versionSchema, ranges: z.array(z.string().trim().max(60)).max(200) }),
    answers: { json: addressesSchema },
    errors: ['stale'],
  }),
};
