import { networkOf } from '../platform/client-address.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import { knownDevices } from './known-device.ts';
import type { Attempt } from './sign-in-limits.ts';
import { derivedKey } from './signed-cookie.ts';
import { keyedHash } from './token.ts';

/** What is tried. Each is counted apart: whoever mistypes codes has not mistyped passwords. */
type Tried = 'password' | 'code' | 'reset';

/**
 * A try to get in as `account` (an address of mail), to be counted, and the `set-cookie` line that makes the browser one
 * of those that are known for it.
 */
export async function describeAttempt(
  tried: Tried,
  account: string,
  request: Pick<RequestMeta, 'headers' | 'address'>,
  deps: Pick<Dependencies, 'secret' | 'publicUrl' | 'newId' | 'clock'>,
): Promise<{ attempt: Attempt; remember: () => Promise<string> }> {
  const key = derivedKey(deps.secret, 'sign-in');
  const devices = knownDevices(key, deps.publicUrl?.startsWith('https:') ?? false);
  const deviceKey = await keyedHash(await key, `account:${account}`, 16);
  const device = await devices.recognise(request.headers.get('cookie'), deviceKey);
  const place = device === null ? `address:${networkOf(request.address)}` : `device:${device}`;
  // Passwords were counted first, under names without a prefix.
  const prefix = tried === 'password' ? '' : `${tried}:`;
  return {
    attempt: {
      id: deps.newId(),
      accountKey: prefix === '' ? deviceKey : await keyedHash(await key, `${prefix}account:${account}`, 16),
      addressKey: await keyedHash(await key, `${prefix}${place}`, 16),
      knownDevice: device !== null,
      at: deps.clock.now(),
    },
    remember: () => devices.remember(device ?? deps.newId(), deviceKey),
  };
}
