import type { Locator, Page } from 'playwright-core';

/** The second row of a table whose record has come: the rows before that are skeletons, which nothing opens. */
export const loadedRow = (page: Page): Locator =>
  page.locator('[role="row"][data-index="1"]:not([aria-busy="true"])');
