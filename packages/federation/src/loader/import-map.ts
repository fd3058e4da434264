const known = new Set<string>();

/**
 * From now on, the browser refuses each of these modules unless its bytes have the hash: an import map, because nothing else reaches the imports
 * inside of modules. Call it before the first of them is asked for; a browser without integrity in import maps ignores it.
 *
 * @param files `sha384-…` by address
 */
export function requireIntegrity(files: Readonly<Record<string, string>>): void {
  // A second rule for an address would be ignored, with a warning.
  const integrity = Object.fromEntries(Object.entries(files).filter(([url]) => !known.has(url)));
  if (Object.keys(integrity).length === 0) return;
  Object.keys(integrity).forEach((url) => known.add(url));
  const script = document.createElement('script');
  script.type = 'importmap';
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  if (nonce) script.nonce = nonce;
  script.textContent = asTrusted(JSON.stringify({ integrity }));
  document.head.append(script);
}

type Policy = { createScript: (text: string) => string };
let policy: Policy | undefined;

/** The page's policy takes no plain text for a script. This is the one that it may take: JSON, from the session's manifest. */
function asTrusted(json: string): string {
  const { trustedTypes } = globalThis as {
    trustedTypes?: { createPolicy: (name: string, rules: Policy) => Policy };
  };
  policy ??= trustedTypes?.createPolicy('foyer-import-map', { createScript: (text) => text });
  return policy ? policy.createScript(json) : json;
}
