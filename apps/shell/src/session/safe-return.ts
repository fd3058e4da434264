/** Where to go after signing in: an address within the portal, never another site or the sign-in page itself. */
export function safeReturn(to: string | null): string {
  if (!to?.startsWith('/') || to.startsWith('//') || to.includes('\\')) return '/';
  return /^\/sign-in(?:[/?#]|$)/.test(to) ? '/' : to;
}
