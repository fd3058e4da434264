import { expect, it } from 'vitest';
import { createLogger } from './logger.node.ts';

function logged(fields: Record<string, unknown>, message = 'said'): string {
  let text = '';
  createLogger('info', { write: (line: string) => (text += line) }).info(fields, message);
  return text;
}

it.each([
  { cookie: 'foyer.session_token=abc' },
  { headers: { authorization: 'Bearer abc' } },
  { body: { note: 'abc' } },
  { person: { email: 'abc' } },
  { caller: 'abc' },
  { token: 'abc' },
])('never holds what is secret or personal by its name: %o', (fields) => {
  expect(logged(fields)).not.toContain('abc');
});

it.each([
  'ann@example.com signed in',
  'call from +441632960123',
  'postgres://foyer:hunter2@db failed',
  'GET /api/calls?text=toothache',
])('never holds what is secret or personal by its look: %s', (message) => {
  const text = logged({ note: message }, message);
  for (const secret of ['ann@', '441632', 'hunter2', 'toothache']) expect(text).not.toContain(secret);
});

it('holds what an operator needs', () => {
  const line = JSON.parse(logged({ route: '/api/calls/:callId', status: 404, ms: 1.2 })) as object;
  expect(line).toMatchObject({
    level: 'info',
    route: '/api/calls/:callId',
    status: 404,
    ms: 1.2,
    msg: 'said',
  });
});
