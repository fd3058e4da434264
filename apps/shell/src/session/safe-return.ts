/** Where to go after signing in: an address within the portal, never another site or the sign-in page itself. */
export function safeReturn(to: string | null): string {
  // Browsers take a backslash for a slash, and leave tabs and line ends out: `/\t/evil.example` would be `//evil.example`.
  if (!to?.startsWith('/') || to.startsWith('//') || /[\\\p{Cc}]/u.test(to)) return '/';
  return /^\/sign-in(?:[/?#]|$)/.test(to) ? '/' : to;
}
