import { z } from './zod.ts';
import { endpoint } from './endpoint.ts';
import { idSchema, instantSchema } from './values.ts';

export const AGENT_STATUSES = ['live', 'paused', 'draft'] as const;
export type AgentStatus = (typeof AGENT_STATUSES)[number];

const card = {
  id: idSchema,
  name: z.string(),
  status: z.enum(AGENT_STATUSES),
  project: z.strictObject({ id: idSchema, name: z.string() }),
  /** The numbers that the agent answers, E.164. */
  phoneNumbers: z.array(z.string()),
  /** Only with the capability `calls`. */
  lastCallAt: instantSchema.nullable().optional(),
  /** Calls in the last seven times 24 hours; only with the capability `calls`. */
  callsLast7Days: z.number().int().optional(),
};

export const agentCardSchema = z.strictObject(card);
export type AgentCard = z.infer<typeof agentCardSchema>;

export const agentDetailSchema = z.strictObject({
  ...card,
  greeting: z.string(),
  prompt: z.string(),
  voice: z.string(),
  language: z.string(),
  behaviour: z.strictObject({
    interruptible: z.boolean(),
    /** Seconds of silence after which the agent speaks again. */
    silenceTimeoutSeconds: z.number().int(),
    endCallPhrases: z.array(z.string()),
  }),
});
export type AgentDetail = z.infer<typeof agentDetailSchema>;

export const agentEndpoints = {
  listAgents: endpoint({
    method: 'GET',
    path: '/api/agents',
    needs: 'agents',
    summary: "The agents in the caller's scope, by name.",
    query: z.strictObject({ project: idSchema.optional() }),
    answers: { json: z.strictObject({ items: z.array(agentCardSchema) }) },
  }),
  getAgent: endpoint({
    method: 'GET',
    path: '/api/agents/:agentId',
    needs: 'agents',
    summary: 'One agent: what it says, how it behaves, where it answers.',
    params: z.strictObject({ agentId: idSchema }),
    answers: { json: agentDetailSchema },
  }),
};
