import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { audioOverHttp, isPublicAddress } from './fetch-audio.node.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const local = audioOverHttp({ privateAddresses: true, largest: 1_000, patience: 2_000 });

describe('audio that lies elsewhere', () => {
  test('is fetched, over redirects, too', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/a') response.writeHead(302, { location: '/b' }).end();
      else response.end(Buffer.from([1, 2, 3]));
    });
    expect(await local.fetch(`${url}/a`)).toEqual(Uint8Array.from([1, 2, 3]));
  });

  test('is given up where it is too large, said before or found on the way', async () => {
    const said = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 2_000 });
      response.end(Buffer.alloc(2_000));
    });
    const found = await serve((_, response) => {
      response.writeHead(200);
      response.write(Buffer.alloc(900));
      response.end(Buffer.alloc(900));
    });
    for (const url of [said, found])
      await expect(local.fetch(url)).rejects.toMatchObject({ reason: 'audio_too_large', passing: false });
  });

  test('is tried again where it is not there yet, refused, silent or led in circles', async () => {
    const refused = await serve((_, response) => response.writeHead(404).end());
    const circle = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
    for (const url of [refused, circle])
      await expect(local.fetch(url)).rejects.toMatchObject({ reason: 'audio_refused', passing: true });
    const silent = await serve(() => {});
    const impatient = audioOverHttp({ privateAddresses: true, patience: 50 });
    await expect(impatient.fetch(silent)).rejects.toMatchObject({
      reason: 'audio_unreachable',
      passing: true,
    });
    await expect(local.fetch('http://nowhere.invalid/a')).rejects.toMatchObject({
      reason: 'audio_unreachable',
    });
  });

  test('is never fetched from this machine or its networks, by whatever name', async () => {
    let asked = 0;
    const url = new URL(
      await serve((_, response) => {
        asked += 1;
        response.end('audio');
      }),
    );
    const strict = audioOverHttp();
    for (const host of [
      '127.0.0.1',
      'localhost',
      '0.0.0.0',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '2130706433',
      '0x7f.1',
    ])
      await expect(strict.fetch(`http://${host}:${url.port}/a`)).rejects.toMatchObject({
        reason: 'audio_address',
      });
    for (const other of ['file:///etc/passwd', 'ftp://example.com/a', 'data:audio/wav;base64,AAAA'])
      await expect(strict.fetch(other)).rejects.toMatchObject({ reason: 'audio_address' });
    expect(asked).toBe(0);
  });

  test.each([
    ['93.184.215.14', true],
    ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', true],
    ['10.1.2.3', false],
    ['172.31.255.255', false],
    ['192.168.0.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['64:ff9b::7f00:1', false],
    ['255.255.255.255', false],
    ['not an address', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});
