import type { Locator, Page } from 'playwright-core';

export interface DevPanel {
  readonly region: Locator;
  /** A list to choose from, by its label. */
  choice(label: string): Locator;
  set(label: string, value: string): Promise<unknown>;
  /** Opens the panel, and sections of it. */
  unfold(...sections: string[]): Promise<void>;
  /** Is somebody else: they have another page. */
  become(persona: string): Promise<void>;
}

/** The developer's panel of this page: `Mocks` of a remote alone, `Development` of the whole portal from its sources. */
export function devPanel(page: Page, title: 'Mocks' | 'Development'): DevPanel {
  const region = page.getByRole('complementary', { name: title });
  const choice = (label: string) => region.getByRole('combobox', { name: label, exact: true });
  const set = (label: string, value: string) => choice(label).selectOption(value);

  async function unfold(...sections: string[]): Promise<void> {
    const button = region.getByRole('button', { name: new RegExp(`^${title}`) });
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
    for (const section of sections) {
      const whole = region.locator('details').filter({ has: page.getByText(section, { exact: true }) });
      if ((await whole.getAttribute('open')) === null) await whole.locator('summary').first().click();
    }
  }

  async function become(persona: string): Promise<void> {
    await unfold();
    await Promise.all([page.waitForEvent('load'), set('Persona', persona)]);
    await region.waitFor();
  }

  return { region, choice, set, unfold, become };
}
