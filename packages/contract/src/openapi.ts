import { z } from './zod.ts';
import { errorsOf, isOfMachines, type Endpoint } from './endpoint.ts';
import { ERRORS, PROBLEM_TYPE, problemSchema } from './problem.ts';
import { wholeContract } from './whole-contract.ts';

type Json = Record<string, unknown>;

const toJson = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return rest;
};

/** The contract as an OpenAPI 3.1 document. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, e] of Object.entries<Endpoint>(wholeContract)) {
    const path = e.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [e.method.toLowerCase()]: operation(name, e) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Foyer',
      version,
      description:
        'The interface of the client portal. Each operation names the capability it needs in `x-capability`. Errors are RFC 9457 problems.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: { Problem: toJson(problemSchema, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'foyer.session_token' },
        operator: { type: 'http', scheme: 'bearer' },
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'x-foyer-signature',
          description:
            'HMAC-SHA-256 with the secret of the connection, in the header and the form of its vendor; for plain JSON `t=<seconds>,v1=<hex of "<seconds>.<body>">`.',
        },
      },
    },
  };
}

function operation(name: string, e: Endpoint): Json {
  return {
    operationId: name,
    summary: e.summary,
    'x-capability': e.needs,
    security: e.needs === 'public' ? [] : [{ [isOfMachines(e.needs) ? e.needs : 'session']: [] }],
    parameters: [...parameters('path', e.params), ...parameters('query', e.query)],
    ...(e.rawBody && {
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
    }),
    ...(e.body && {
      requestBody: { required: true, content: { 'application/json': { schema: toJson(e.body, 'input') } } },
    }),
    responses: { ...success(e), ...failures(e) },
  };
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toJson(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: one,
  }));
}

function success(e: Endpoint): Json {
  if ('nothing' in e.answers) return { 204: { description: 'Done.' } };
  if ('json' in e.answers) {
    return {
      200: {
        description: 'OK',
        content: { 'application/json': { schema: toJson(e.answers.json, 'output') } },
      },
    };
  }
  if ('events' in e.answers) {
    const shapes = Object.entries(e.answers.events).map(([event, schema]) => ({
      title: event,
      ...toJson(schema, 'output'),
    }));
    return {
      200: {
        description: 'Server-sent events; the data of each is JSON.',
        content: { 'text/event-stream': { schema: { anyOf: shapes } } },
      },
    };
  }
  const content = Object.fromEntries(
    e.answers.bytes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
  );
  return {
    200: { description: 'The whole.', content },
    206: { description: 'The range asked for.', content },
  };
}

function failures(e: Endpoint): Json {
  const byStatus: Record<number, string[]> = {};
  for (const code of errorsOf(e)) (byStatus[ERRORS[code].status] ??= []).push(code);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes]) => [
      status,
      {
        description: `Problem: ${codes.join(', ')}.`,
        content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}
