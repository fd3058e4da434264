import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RemoteAddress } from './manifest.ts';
import { registryBytes, registrySigner, verifyRegistry } from './registry-signature.ts';

const calls: RemoteAddress = {
  id: 'calls',
  version: '0.1.0-abc',
  channel: 'stable',
  hostApi: '^1.0.0',
  base: '/remotes/calls/0.1.0-abc/',
  entry: 'remote-entry.js',
  preload: ['remote-entry.js'],
  integrity: { 'remote-entry.js': 'sha384-a', 'assets/b.js': 'sha384-b' },
  disabled: null,
};
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

describe('remotes that a server signed', () => {
  it('are known by its public key, in either form, and from either form of the private one', async () => {
    const der = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
    for (const key of [pem, pem.replaceAll('\n', '\\n'), der]) {
      const signer = await registrySigner(key);
      const signature = await signer.sign([calls]);
      expect(await verifyRegistry([calls], signature, signer.publicKey)).toBe(true);
      expect(await verifyRegistry([calls], signature, spki)).toBe(true);
    }
  });

  it('stay so when a field is written in another order, and when they came as JSON', async () => {
    const signer = await registrySigner(pem);
    const signature = await signer.sign([calls]);
    const { id, integrity, ...rest } = calls;
    const turned = { ...rest, integrity: Object.fromEntries(Object.entries(integrity).reverse()), id };
    expect(await verifyRegistry(JSON.parse(JSON.stringify([turned])), signature, signer.publicKey)).toBe(
      true,
    );
    expect(new TextDecoder().decode(registryBytes([turned]))).toMatch(/^\[\{"base":/);
  });

  it.each([
    ['a hash of a file', { integrity: { ...calls.integrity, 'assets/b.js': 'sha384-c' } }],
    ['where they come from', { base: 'https://elsewhere.example/' }],
    ['a message that was taken away', { disabled: 'Back at noon.' }],
    ['an entry more', { integrity: { ...calls.integrity, 'assets/c.js': 'sha384-c' } }],
  ])('are refused once somebody changed %s', async (_, change) => {
    const signer = await registrySigner(pem);
    const signature = await signer.sign([calls]);
    expect(await verifyRegistry([{ ...calls, ...change }], signature, signer.publicKey)).toBe(false);
    expect(await verifyRegistry([calls, { ...calls, ...change }], signature, signer.publicKey)).toBe(false);
  });

  it('are refused without a signature, with another’s, and with a key that isn’t one', async () => {
    const signer = await registrySigner(pem);
    const other = await registrySigner(
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    );
    const signature = await signer.sign([calls]);
    expect(await verifyRegistry([calls], null, signer.publicKey)).toBe(false);
    expect(await verifyRegistry([calls], 'no base64!', signer.publicKey)).toBe(false);
    expect(await verifyRegistry([calls], signature, other.publicKey)).toBe(false);
    expect(await verifyRegistry([calls], signature, 'c2hvcnQ=')).toBe(false);
  });
});

it('a private key of another kind is refused when the server starts', async () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  for (const key of ['x', '', rsa.export({ type: 'pkcs8', format: 'pem' }).toString(), spki])
    await expect(registrySigner(key)).rejects.toThrow(TypeError);
});
