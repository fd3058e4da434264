import type { TestApp } from './test-app.ts';

/** The letters to an address as they stand at /dev/mailbox, newest first, as text. */
export async function lettersTo(test: TestApp, email: string): Promise<string[]> {
  const page = await (await test.fetch('/dev/mailbox')).text();
  return page
    .split('<article>')
    .slice(1)
    .map(asText)
    .filter((letter) => letter.includes(`To ${email} `));
}

/** The token in the link of the newest letter to an address. */
export async function tokenFor(test: TestApp, email: string): Promise<string> {
  const [letter = ''] = await lettersTo(test, email);
  const token = /\/(?:invitation|new-password)#(\S+)/.exec(letter)?.[1];
  if (!token) throw new Error(`No link for ${email}: ${letter}`);
  return token;
}

const asText = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
