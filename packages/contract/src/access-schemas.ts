import { CAPABILITIES, DENIAL_CODES, GRANTS, LAYERS, LEVELS, ROLES, type Capability } from '@foyer/access';
import { z } from './zod.ts';

// The words of the access package as schemas, so that what travels is what is decided.

export const roleSchema = z.enum(ROLES);
export const levelSchema = z.enum(LEVELS);
export const capabilitySchema = z.enum(CAPABILITIES);

export const denialSchema = z.object({
  layer: z.enum(LAYERS),
  code: z.enum(DENIAL_CODES),
  changeableBy: z.enum(['agency', 'client_admin', 'self', 'nobody']),
  grant: z.enum(GRANTS).exactOptional(),
});

export const decisionSchema = z.object({ level: levelSchema, denials: z.array(denialSchema) });

export const decisionsSchema = z.record(capabilitySchema, decisionSchema);

export type Decisions = Record<Capability, z.infer<typeof decisionSchema>>;
