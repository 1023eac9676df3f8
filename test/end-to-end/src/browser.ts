import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

const installedBrowsers = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// Keeps a system browser from calling home and, in containers, from needing
// a user namespace.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser to test with: the one that BUSLINE_BROWSER names, else an
 * installed Chrome or Chromium, else on Linux the one that an npm package
 * carries, so that a bare machine needs no system install.
 */
export async function browserLaunchOptions(): Promise<LaunchOptions> {
  const named = process.env.BUSLINE_BROWSER;
  if (named) {
    if (!existsSync(named)) {
      throw new Error(`BUSLINE_BROWSER names ${named}, which does not exist.`);
    }
    return { executablePath: named, args: quiet };
  }
  const installed = installedBrowsers.find(existsSync);
  if (installed) {
    return { executablePath: installed, args: quiet };
  }
  if (process.platform === 'linux') {
    const { default: chromium } = await import('@sparticuz/chromium');
    return {
      executablePath: await chromium.executablePath(),
      // Playwright chooses the headless mode itself, and a browser in a single
      // process ends with its first page.
      args: chromium.args.filter(
        arg => !/^--(headless|single-process|no-zygote)/.test(arg),
      ),
    };
  }
  throw new Error(
    'No browser found: install Google Chrome, or name one with BUSLINE_BROWSER.',
  );
}
