import { CAPABILITIES } from '@foyer/access';
import { describe, expect, it } from 'vitest';
import { callListItemSchema, callListQuerySchema } from './calls.ts';
import { contract } from './contract.ts';
import { errorsOf, type Endpoint } from './endpoint.ts';
import { openApi } from './openapi.ts';
import { ERRORS } from './problem.ts';
import { releaseEndpoints } from './releases.ts';
import { wholeContract } from './whole-contract.ts';

const endpoints = Object.entries<Endpoint>(wholeContract);

describe('the contract', () => {
  it('declares no address twice', () => {
    const addresses = endpoints.map(([, e]) => `${e.method} ${e.path.replaceAll(/:\w+/g, ':')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('names for each endpoint who may call it', () => {
    for (const [name, e] of endpoints)
      expect(['public', 'session', 'operator', 'signature', ...CAPABILITIES], name).toContain(e.needs);
  });

  it('has every path parameter in the path and in the schema', () => {
    for (const [name, e] of endpoints) {
      const inPath = [...e.path.matchAll(/:(\w+)/g)].map((m) => m[1]);
      const shape = e.params && 'shape' in e.params ? Object.keys(e.params.shape as object) : [];
      expect(shape, name).toEqual(inPath);
    }
  });

  it('leaves open only what the sign-in page and the platform need', () => {
    const open = endpoints.filter(([, e]) => e.needs === 'public').map(([name]) => name);
    expect(open.sort()).toEqual([
      'acceptInvitation',
      'forgotPassword',
      'getBranding',
      'getHealth',
      'getOpenApi',
      'getReadiness',
      'getShell',
      'readInvitation',
      'resetPassword',
      'sendTelemetry',
      'signIn',
    ]);
  });

  it('answers to a session that owes its second factor only what meets it, says so, or leaves', () => {
    const before = endpoints.filter(([, e]) => e.beforeSecondFactor).map(([name]) => name);
    expect(before.sort()).toEqual([
      'beginEnrolment',
      'confirmEnrolment',
      'getSecondFactor',
      'getSession',
      'signOut',
      'verifySecondFactor',
    ]);
  });

  it('keeps what an operator may do out of what every page fetches, and under one address', () => {
    const ofOperators = endpoints.filter(([, e]) => e.needs === 'operator');
    expect(ofOperators.length).toBeGreaterThan(0);
    for (const [name, e] of ofOperators) {
      expect(contract, name).not.toHaveProperty(name);
      expect(e.path, name).toMatch(/^\/api\/operator\//);
      expect(errorsOf(e), name).not.toContain('denied');
      expect(errorsOf(e), name).not.toContain('csrf');
    }
    const others = Object.entries<Endpoint>(releaseEndpoints).filter(([, e]) => e.needs !== 'operator');
    expect(others.map(([name]) => name)).toEqual(['getShell']);
  });

  it('has a status of its own class for every error', () => {
    for (const [code, { status, title }] of Object.entries(ERRORS)) {
      expect(status, code).toBeGreaterThanOrEqual(400);
      expect(title, code).toMatch(/\.$/);
    }
    expect(errorsOf(contract.getCall)).toEqual(
      expect.arrayContaining(['unauthenticated', 'denied', 'not_found']),
    );
    expect(errorsOf(contract.getHealth)).not.toContain('unauthenticated');
  });
});

describe('the shape of a call for staff', () => {
  const call = {
    id: '0b0e7a5e-57d1-4b6c-8f4e-7a3f0d6d4c11',
    startedAt: '2026-05-01T10:00:00.000Z',
    agent: { id: '0b0e7a5e-57d1-4b6c-8f4e-7a3f0d6d4c12', label: 'Reception' },
    direction: 'inbound',
    durationMs: 1000,
    status: 'completed',
  };
  const redacted = {
    level: 'redacted',
    project: { id: call.agent.id, name: 'North' },
    sentiment: 'neutral',
    outcome: 'booked',
    tags: [],
  };

  it('has no place for a caller', () => {
    expect(callListItemSchema.safeParse({ ...call, details: redacted }).success).toBe(true);
    const leaking = { ...call, details: { ...redacted, caller: { name: 'A', number: '1' } } };
    expect(callListItemSchema.safeParse(leaking).success).toBe(false);
    expect(callListItemSchema.safeParse({ ...call, caller: { name: 'A', number: '1' } }).success).toBe(false);
  });
});

describe('the query of the call list', () => {
  it('takes lists, and has an order and a page size of its own', () => {
    expect(callListQuerySchema.parse({ status: 'missed,failed' })).toEqual({
      status: ['missed', 'failed'],
      sort: '-started_at',
      limit: 50,
    });
  });

  it.each([
    ['status', 'missed,unheard'],
    ['from', '2026-02-30'],
    ['limit', '101'],
    ['limit', '1e9'],
    ['agent', 'x'],
    ['sort', 'caller'],
    ['text', 'a'.repeat(201)],
    ['surprise', '1'],
  ])('refuses %s=%s', (key, value) => {
    const result = callListQuerySchema.safeParse({ [key]: value });
    expect(result.success).toBe(false);
  });
});

describe('the OpenAPI document', () => {
  const document = openApi('1.2.3') as {
    openapi: string;
    paths: Record<string, Record<string, Record<string, unknown>>>;
  };

  it('has every endpoint with its capability and its failures', () => {
    expect(document.openapi).toBe('3.1.0');
    for (const [name, e] of endpoints) {
      const operation = document.paths[e.path.replaceAll(/:(\w+)/g, '{$1}')]?.[e.method.toLowerCase()];
      expect(operation?.['operationId']).toBe(name);
      expect(operation?.['x-capability']).toBe(e.needs);
      for (const code of errorsOf(e))
        expect(Object.keys(operation?.['responses'] as object), `${name} ${code}`).toContain(
          String(ERRORS[code].status),
        );
    }
  });

  it('says that the filters of the list are optional and the call id is not', () => {
    const list = document.paths['/api/calls']?.['get']?.['parameters'] as {
      name: string;
      required: boolean;
    }[];
    expect(list.every((p) => !p.required)).toBe(true);
    const one = document.paths['/api/calls/{callId}']?.['get']?.['parameters'] as {
      name: string;
      required: boolean;
    }[];
    expect(one).toMatchObject([{ name: 'callId', required: true }]);
  });
});
