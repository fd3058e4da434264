import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../.ci/chromium.mjs';

/** Starts the installed Chromium, Chrome or Edge without a window. Rejects in one sentence where there is none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error('No browser found: install Chromium, Chrome or Edge, or name one in FOYER_CHROMIUM.');
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
