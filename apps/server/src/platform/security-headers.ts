/** Headers of every answer. */
export function securityHeaders(secure: boolean): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()',
    ...(secure && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
  };
}

/** The policy of what isn't a document: it may load nothing. */
export const NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * The policy of the portal's document. Styles made at run time and the import map carry `nonce`; no other script is inline, nothing is
 * evaluated. `origins` are those that remotes are loaded from: code from there may do whatever the portal's own may, so that what it brings
 * along (styles, pictures, fonts) is let in as well.
 */
export function documentPolicy(nonce: string, origins: readonly string[] = []): string {
  const remotes = origins.map((origin) => ` ${origin}`).join('');
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'${remotes}`,
    `style-src 'self' 'nonce-${nonce}'${remotes}`,
    `img-src 'self' data:${remotes}`,
    `font-src 'self'${remotes}`,
    `connect-src 'self'${remotes}`,
    "media-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** Base64 of 16 random bytes. */
export const newNonce = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
