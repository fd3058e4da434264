import { newNonce } from '../platform/security-headers.ts';
import type { KeptLetter } from './outbox.ts';

/** The letters that a local product would have sent, newest first. It says what opens accounts: it is never there in production. */
export function mailboxPage(letters: readonly KeptLetter[]): Response {
  const nonce = newNonce();
  return new Response(page(letters, nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'`,
      // A link in a letter says nothing of where it was read.
      'referrer-policy': 'no-referrer',
    },
  });
}

const page = (letters: readonly KeptLetter[], nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Local mailbox</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>Local mailbox</h1>
<p>Nothing is sent from this machine: what people would get stands here, the newest first. Reload to look again.</p>
${letters.length === 0 ? '<p>No letters yet.</p>' : letters.map(article).join('\n')}
</main>
</body>
</html>`;

const article = ({ to, fromName, subject, text, at }: KeptLetter): string => `<article>
<h2>${escape(subject)}</h2>
<p>To ${escape(to)} from ${escape(fromName)}, <time datetime="${at.toISOString()}">${at.toISOString()}</time></p>
<pre>${linked(text)}</pre>
</article>`;

/** Addresses become links; everything else stays what it is. */
const linked = (text: string): string =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part)))
    .join('');

const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:2rem 1rem}h1,h2{line-height:1.2}h2{font-size:1.1rem;margin:0}
article{border-top:1px solid color-mix(in srgb,currentColor 20%,transparent);padding:1rem 0}
pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}article p{margin:.25rem 0;opacity:.75;font-size:.9rem}
`;
