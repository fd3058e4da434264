import { verify } from 'retell-sdk/lib/webhook_auth';
import { describe, expect, test } from 'vitest';
import { isRecent, sameText } from './signature.ts';
import { elevenlabs } from './vendors/elevenlabs.ts';
import { generic } from './vendors/generic.ts';
import { retell } from './vendors/retell.ts';
import { vapi } from './vendors/vapi.ts';
import type { VendorReader } from './vendors/vendor.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const BODY = '{"event":"call_ended","note":"Grüße"}';
const SECRET = 'a-secret-of-the-connection';
const NOW = new Date('2025-11-10T11:01:40.000Z');
const MINUTE = 60_000;

/** Whether the reader believes a request, changed in one thing. */
const believed = async (
  reader: VendorReader,
  changed: {
    body?: string;
    secret?: string;
    later?: number;
    header?: (value: string, name: string) => string;
  } = {},
): Promise<boolean> => {
  const signature = await reader.sign(bytes(BODY), SECRET, NOW);
  const headers = new Headers(
    Object.entries(signature).map(([name, value]): [string, string] => [
      name,
      changed.header?.(value, name) ?? value,
    ]),
  );
  return reader.isSigned(
    { headers, body: bytes(changed.body ?? BODY), now: new Date(NOW.getTime() + (changed.later ?? 0)) },
    changed.secret ?? SECRET,
  );
};

describe.each([
  ['vapi', vapi, 5],
  ['retell', retell, 5],
  ['elevenlabs', elevenlabs, 30],
  ['plain JSON', generic, 5],
] as const)('a signature of %s', (_, reader, minutes) => {
  test('holds for these bytes, this secret and some minutes', async () => {
    expect(await believed(reader)).toBe(true);
    expect(await believed(reader, { later: minutes * MINUTE - 1_000 })).toBe(true);
    expect(await believed(reader, { later: minutes * MINUTE + 1_000 })).toBe(false);
    expect(await believed(reader, { later: -minutes * MINUTE - 1_000 })).toBe(false);
    expect(await believed(reader, { body: BODY.replace('ended', 'Ended') })).toBe(false);
    expect(await believed(reader, { body: `${BODY} ` })).toBe(false);
    expect(await believed(reader, { secret: `${SECRET}x` })).toBe(false);
  });

  test('holds in no other form', async () => {
    const changes: ((value: string) => string)[] = [
      () => '',
      () => 'v=',
      (value) => value.slice(0, -1),
      (value) => value.replace(/[0-9a-f](?=\D*$)/, (digit) => (digit === '0' ? '1' : '0')),
      (value) => value.replaceAll(/\d{10,13}/g, (stamp) => String(Number(stamp) + 1)),
      (value) => value.split('').toReversed().join(''),
    ];
    for (const header of changes) expect(await believed(reader, { header })).toBe(false);
  });
});

test('Retell’s own code believes what is sent as Retell does', async () => {
  const now = new Date();
  const { 'x-retell-signature': signature = '' } = await retell.sign(bytes(BODY), SECRET, now);
  expect(await verify(BODY, SECRET, signature)).toBe(true);
});

test('ElevenLabs’ signature is the one that their own code believes', async () => {
  // Accepted by `webhooks.constructEvent` of @elevenlabs/elevenlabs-js 2.73.0 at 11:02:40 of that day, and refused with any of the three changed.
  const secret = 'wsec_4f1d6d2d0c9b8a7e6f5d4c3b2a190807';
  const body =
    '{"type":"post_call_audio","event_timestamp":1762772499,"data":{"agent_id":"agent_1","conversation_id":"conv_1","full_audio":"//uQxA=="},"note":"Grüße"}';
  const header = 't=1762772500,v0=8d4ea55a42cf97d9546de45d81654b0839326bef21cb3d14e4f5f64f26cc2923';
  const now = new Date(1_762_772_560_000);
  const isSigned = (sent: string, signature: string, own: string) =>
    elevenlabs.isSigned(
      { headers: new Headers({ 'elevenlabs-signature': signature }), body: bytes(sent), now },
      own,
    );
  expect(await isSigned(body, header, secret)).toBe(true);
  expect(await elevenlabs.sign(bytes(body), secret, new Date(1_762_772_500_000))).toEqual({
    'elevenlabs-signature': header,
  });
  expect(await isSigned(`${body} `, header, secret)).toBe(false);
  expect(await isSigned(body, header.replace('v0=', 'v1='), secret)).toBe(false);
  expect(await isSigned(body, header, `x${secret}`)).toBe(false);
});

test('Vapi may send the secret itself, as a bearer token or in its older header', async () => {
  const isSigned = (headers: HeadersInit) =>
    vapi.isSigned({ headers: new Headers(headers), body: bytes(BODY), now: NOW }, SECRET);
  expect(await isSigned({ authorization: `Bearer ${SECRET}` })).toBe(true);
  expect(await isSigned({ 'x-vapi-secret': SECRET })).toBe(true);
  expect(await isSigned({ authorization: `Bearer ${SECRET}x` })).toBe(false);
  expect(await isSigned({ 'x-vapi-secret': '' })).toBe(false);
  expect(await isSigned({})).toBe(false);
  // Who signs is believed by the signature alone.
  expect(await isSigned({ 'x-vapi-secret': SECRET, 'x-signature': '00' })).toBe(false);
});

test.each([
  ['1762772500', true],
  ['1762772500000', true],
  ['', false],
  ['-1762772500', false],
  ['1762772500.5', false],
  ['1e9', false],
  ['9999999999999999', false],
])('a timestamp of %o is recent: %o', (timestamp, expected) => {
  expect(isRecent(timestamp, NOW)).toBe(expected);
});

test('two texts are the same or not', async () => {
  expect([await sameText('abc', 'abc'), await sameText('abc', 'abd'), await sameText('', 'a')]).toEqual([
    true,
    false,
    false,
  ]);
});
