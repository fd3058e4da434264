import type { Page } from 'playwright-core';

/** The link in the newest letter to an address, as the local mailbox shows it. */
export async function linkFor(page: Page, email: string): Promise<string> {
  await page.goto('/dev/mailbox');
  const letter = page.getByRole('article').filter({ hasText: `To ${email}` });
  const link = await letter.first().getByRole('link').getAttribute('href');
  if (!link) throw new Error(`No letter for ${email}.`);
  return link;
}
