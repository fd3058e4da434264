import { z } from './zod.ts';
import { endpoint } from './endpoint.ts';

export const platformEndpoints = {
  getHealth: endpoint({
    method: 'GET',
    path: '/healthz',
    needs: 'public',
    summary: 'The process is alive.',
    answers: { json: z.strictObject({ status: z.literal('ok') }) },
  }),
  getReadiness: endpoint({
    method: 'GET',
    path: '/readyz',
    needs: 'public',
    summary: 'The process can answer: its database does.',
    answers: { json: z.strictObject({ status: z.literal('ready') }) },
  }),
  getOpenApi: endpoint({
    method: 'GET',
    path: '/api/openapi.json',
    needs: 'public',
    summary: 'This interface as OpenAPI 3.1.',
    answers: { json: z.record(z.string(), z.unknown()) },
  }),
};
