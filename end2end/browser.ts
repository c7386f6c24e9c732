/** The browser every suite runs in: the system's Chromium, kept from calling home. */
import type { PlaywrightTestConfig, ReporterDescription } from '@playwright/test';

export const chromium: PlaywrightTestConfig['use'] = {
  browserName: 'chromium',
  launchOptions: {
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
    ],
  },
  screenshot: 'only-on-failure',
};

/** A list to read; and the JSON report that xtask counts, when it names a file for it. */
export const reporters: ReporterDescription[] = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE
  ? [['list'], ['json']]
  : [['list']];
