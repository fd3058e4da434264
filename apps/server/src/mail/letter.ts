/** What is sent to one address. */
export interface Letter {
  readonly to: string;
  /** Who it comes from, as people read it; the address is the server's. */
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Gives letters to whoever carries them. Rejects when they weren't taken; then they are given again later. */
export interface MailTransport {
  send(letter: Letter): Promise<void>;
}

export interface LetterParts {
  readonly to: string;
  /** The agency's name, as its clients know it. */
  readonly brand: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly url: string };
  /** After it, smaller. */
  readonly afterwards?: readonly string[];
}

/** The same words as plain text and as simple HTML, in which everything that people wrote is text. */
export function writeLetter({
  to,
  brand,
  subject,
  paragraphs,
  action,
  afterwards = [],
}: LetterParts): Letter {
  // A line end in a subject would begin a new header.
  const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), ...afterwards, brand];
  return {
    to,
    fromName: oneLine(brand),
    subject: oneLine(subject),
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="en"><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1f2328;background:#fff">
<div style="max-width:560px">
${paragraphs.map((words) => `<p>${escape(words)}</p>`).join('\n')}
${
  action
    ? `<p style="margin:24px 0"><a href="${escape(action.url)}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:#1f2328;color:#fff;text-decoration:none">${escape(action.label)}</a></p>
<p style="font-size:14px;color:#57606a;overflow-wrap:anywhere">Or open this address: ${escape(action.url)}</p>`
    : ''
}
${afterwards.map((words) => `<p style="font-size:14px;color:#57606a">${escape(words)}</p>`).join('\n')}
<p style="font-size:14px;color:#57606a">${escape(brand)}</p>
</div></body></html>`,
  };
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
