import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../.ci/catalogue.mjs';
import { findViolations } from '../browser/accessibility.ts';
import { launchChromium } from '../browser/chromium.ts';
import { collectTroubles } from '../browser/journey.ts';
import { serveFolder, storiesOf, type Story } from './built-catalogue.ts';
import { LOOKS, openStories, type Look } from './story-page.ts';

const ui = fileURLToPath(new URL('../../packages/ui/src/', import.meta.url));

const PATIENCE = 120_000;

describe('the catalogue', () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveFolder>>;
  let stories: Story[];

  beforeAll(async () => {
    const [folder, started] = await Promise.all([buildCatalogue(), launchChromium()]);
    browser = started;
    stories = storiesOf(folder);
    site = await serveFolder(folder);
  }, PATIENCE);

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it.concurrent.each(Object.keys(LOOKS) as Look[])(
    'holds no story in which axe finds a fault, %s',
    async (look) => {
      const open = await openStories(browser, site.url, look);
      const faults: string[] = [];
      collectTroubles(open.page, faults);
      for (const story of stories) {
        await open.show(story);
        const found = await findViolations(open.page, { floating: story.tags.includes('floating') });
        faults.push(...found.map((fault) => `${story.title}, ${story.name}: ${fault}`));
      }
      await open.close();
      expect(faults).toEqual([]);
    },
    PATIENCE,
  );

  it('shows every component that the package gives away', () => {
    const written = readdirSync(ui, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.stories.tsx'))
      .map((name) => readFileSync(join(ui, name), 'utf8'))
      .join('\n');
    const missing = componentsOf(readFileSync(join(ui, 'index.ts'), 'utf8')).filter(
      (name) => !new RegExp(`<${name}\\b`).test(written),
    );
    expect(missing).toEqual([]);
  });
});

/** What stands around every story. */
const IN_EVERY_STORY = new Set(['ThemeRoot', 'Toasts', 'LiveAnnouncer']);

/** The names of the components that an entry exports: in capitals as only components are, types left out. */
function componentsOf(entry: string): string[] {
  const exported = [...entry.matchAll(/^export \{([^}]*)\} from '\.\/(?!icons)[^']*\.tsx'/gms)].flatMap(
    ([, names = '']) => names.split(','),
  );
  const fromMui = [...entry.matchAll(/default as (\w+)/g)].map(([, name = '']) => name);
  const names = [...exported.map((name) => name.trim()), ...fromMui];
  return names.filter((name) => /^[A-Z][a-z]\w*$/.test(name) && !IN_EVERY_STORY.has(name));
}
