import { lookup } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { inRanges } from '../platform/cidr.ts';
import { AudioFailure, LARGEST_AUDIO, type AudioFetcher } from './audio-fetcher.ts';

/** Milliseconds for one recording, all redirects included, and without a byte. */
const PATIENCE = 120_000;
const SILENCE = 15_000;
const MOST_REDIRECTS = 4;

/** Where nobody's recordings lie: this machine, its networks, and what isn't for one receiver. RFC 6890 and what came after it. */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/8',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];

/** Whether an address belongs to a machine of the public network. */
export const isPublicAddress = (address: string): boolean =>
  isIP(address) !== 0 && !inRanges(address, NOT_PUBLIC);

export interface FetchOptions {
  /** For developers: also from this machine and its network. */
  readonly privateAddresses?: boolean;
  readonly largest?: number;
  readonly patience?: number;
}

/**
 * Fetches audio over HTTP. The address that a name stands for is looked up once, judged, and the very one that is connected to, at each redirect
 * anew: a name that means something else a moment later leads nowhere else.
 */
export function audioOverHttp({
  privateAddresses = false,
  largest = LARGEST_AUDIO,
  patience = PATIENCE,
}: FetchOptions = {}): AudioFetcher {
  const judged = async (host: string): Promise<{ address: string; family: number }> => {
    const name = host.replace(/^\[|\]$/g, '');
    const found = await lookup(name, { all: true }).catch(() => {
      throw new AudioFailure('audio_unreachable', true);
    });
    const allowed = found.find(({ address }) => privateAddresses || isPublicAddress(address));
    // One private address among public ones is an attempt.
    if (!allowed || (!privateAddresses && found.some(({ address }) => !isPublicAddress(address))))
      throw new AudioFailure('audio_address', false);
    return allowed;
  };

  const once = async (url: URL, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | URL> => {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AudioFailure('audio_address', false);
    const { address, family } = await judged(url.hostname);
    const pinned: LookupFunction = (_, options, callback) => {
      if (options.all) callback(null, [{ address, family }]);
      else callback(null, address, family);
    };
    return new Promise((resolve, reject) => {
      const send = url.protocol === 'https:' ? requestHttps : requestHttp;
      const request = send(url, {
        lookup: pinned,
        signal,
        agent: false,
        timeout: SILENCE,
        headers: { accept: 'audio/*, application/octet-stream;q=0.9', 'user-agent': 'Foyer' },
      });
      const fail = (failure: AudioFailure): void => {
        request.destroy();
        reject(failure);
      };
      request.on('timeout', () => fail(new AudioFailure('audio_unreachable', true)));
      request.on('error', () => reject(new AudioFailure('audio_unreachable', true)));
      request.on('response', (response) => {
        const status = response.statusCode ?? 0;
        const { location } = response.headers;
        if (status >= 300 && status < 400 && location !== undefined && URL.canParse(location, url)) {
          resolve(new URL(location, url));
          request.destroy();
          return;
        }
        if (status !== 200) return fail(new AudioFailure('audio_refused', true));
        if (Number(response.headers['content-length'] ?? 0) > largest)
          return fail(new AudioFailure('audio_too_large', false));
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.byteLength;
          if (size > largest) fail(new AudioFailure('audio_too_large', false));
          else parts.push(part);
        });
        response.on('error', () => reject(new AudioFailure('audio_unreachable', true)));
        response.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
      });
      request.end();
    });
  };

  return {
    fetch: async (address) => {
      const signal = AbortSignal.timeout(patience);
      let url = new URL(address);
      for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
        const answer = await once(url, signal);
        if (!(answer instanceof URL)) return answer;
        url = answer;
      }
      throw new AudioFailure('audio_refused', true);
    },
  };
}
