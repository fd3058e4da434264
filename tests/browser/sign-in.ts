import type { Page } from 'playwright-core';

/** The one password of everybody in the demo; `npm start` prints it. */
export const DEMO_PASSWORD = 'open the foyer';

/** Fills the sign-in form as a person would and waits until the portal stands. */
export async function signIn(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
}
