import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What a browser asks of the internet by itself is switched off: nothing but the page may speak. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium without a window. Throws with what to install, or to set, where there is none. */
export async function openChromium(): Promise<Browser> {
  const wanted = process.env['CHROMIUM_PATH'];
  const executablePath = (wanted === undefined ? places : [wanted]).find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error(
      wanted === undefined
        ? 'No Chromium is installed. Install it ("apt-get install chromium" on Debian and Ubuntu), or set CHROMIUM_PATH to the one that you have, for example CHROMIUM_PATH=/opt/chromium/chrome.'
        : `CHROMIUM_PATH is ${wanted}, but there is no such file. Set it to an installed Chromium, for example /usr/bin/chromium.`,
    );
  return chromium.launch({ executablePath, args });
}
