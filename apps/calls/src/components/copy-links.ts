import { callPath } from './call-paths.ts';

/** Puts links to calls on the clipboard, one a line. They carry nothing of the list: whoever opens one sees what is theirs to see. */
export async function copyLinks(ids: readonly string[]): Promise<void> {
  const links = ids.map((id) => new URL(callPath(id, new URLSearchParams()), location.href).href);
  await navigator.clipboard.writeText(links.join('\n'));
}
