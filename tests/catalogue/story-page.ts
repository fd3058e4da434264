import type { Browser, Page } from 'playwright-core';
import type { Story } from './built-catalogue.ts';

/** How a story is looked at: the globals of the catalogue's toolbar. */
export const LOOKS = {
  light: 'scheme:light;direction:ltr',
  dark: 'scheme:dark;direction:ltr',
  'right to left': 'scheme:light;direction:rtl',
} as const;

export type Look = keyof typeof LOOKS;

/** One page of the catalogue, without the catalogue's own frame, that goes from story to story. */
export interface StoryPage {
  readonly page: Page;
  /** Resolves when the story stands: drawn, played, and at rest. Rejects when it threw. */
  show(story: Story): Promise<void>;
  close(): Promise<void>;
}

const DESK = { width: 1100, height: 800 };
const PHONE = { width: 390, height: 800 };
const sizeOf = ({ tags }: Story) => (tags.includes('phone') ? PHONE : DESK);

// What Storybook's preview offers to whoever drives it.
interface Preview {
  __STORYBOOK_ADDONS_CHANNEL__: { emit(event: 'setCurrentStory', given: { storyId: string }): void };
  __STORYBOOK_PREVIEW__?: { currentRender?: { id: string; phase?: string } };
}

/** Opens the catalogue served at `url` in one look; one page for all stories, because a load costs more than a story. */
export async function openStories(browser: Browser, url: string, look: Look): Promise<StoryPage> {
  const context = await browser.newContext({ viewport: DESK, reducedMotion: 'reduce' });
  const page = await context.newPage();
  let size = DESK;
  let first = true;
  return {
    page,
    async show(story) {
      // A size that is set costs a layout and a paint, whether it is another or not.
      if (sizeOf(story) !== size) await page.setViewportSize((size = sizeOf(story)));
      if (!first) await page.evaluate(choose, story.id);
      else {
        await page.goto(`${url}/iframe.html?id=${story.id}&viewMode=story&globals=${LOOKS[look]}`);
        // Storybook's own pages for what went wrong lie hidden before the story; their links would be the page's first.
        await page.locator('.sb-wrapper a').evaluateAll((links) => links.forEach((link) => link.remove()));
      }
      first = false;
      await page.waitForFunction(ended, story.id);
      const error = await page.evaluate(atRest);
      if (error !== null) throw new Error(`${story.id} threw: ${error}`);
    },
    close: () => context.close(),
  };
}

/** In the page: asks for a story. */
function choose(storyId: string): void {
  (globalThis as unknown as Preview).__STORYBOOK_ADDONS_CHANNEL__.emit('setCurrentStory', { storyId });
}

/** In the page: whether a story was drawn and played, or failed at it. */
function ended(storyId: string): boolean {
  const { id, phase = '' } =
    (globalThis as unknown as Preview).__STORYBOOK_PREVIEW__?.currentRender ??
    ({} as { id?: string; phase?: string });
  return id === storyId && ['finished', 'errored', 'aborted'].includes(phase);
}

/** In the page: waits until fonts are there and nothing moves any more; what the story threw, if it did. */
async function atRest(): Promise<string | null> {
  await document.fonts.ready;
  const moving = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
  await Promise.allSettled(moving.map(({ finished }) => finished));
  const failed = document.body.classList.contains('sb-show-errordisplay');
  return failed ? (document.querySelector('#error-message')?.textContent ?? '') : null;
}
