import { existsSync } from 'node:fs';
import process from 'node:process';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that pages are shown in; undefined where none is installed. */
export const CHROMIUM = [process.env['CHROMIUM'] ?? '', ...PLACES].find(existsSync);

/** CI installs a browser, so that there these tests never pass by not running. */
export const WITHOUT_BROWSER = CHROMIUM === undefined && !process.env['CI'];

/** How tests are called that need it: who reads the summary sees why they did not run. */
export function inChromium(what: string): string {
  return WITHOUT_BROWSER ? `${what} (skipped: no Chromium is installed)` : what;
}
