import { defineConfig } from '@playwright/test';
import { chromium, reporters } from './browser.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  testIgnore: 'soak.spec.ts',
  outputDir: 'test-results/browser',
  reporter: reporters,
  retries: 0,
  workers: 2,
  forbidOnly: !!process.env.CI,
  use: chromium,
  projects: [
    {
      name: 'js',
      // What only happens where no script helps.
      testIgnore: ['soak.spec.ts', '*.plain.spec.ts'],
    },
    {
      name: 'no-js',
      // What only exists in a browser that runs scripts.
      testIgnore: ['soak.spec.ts', '*.hydrate.spec.ts'],
      use: { javaScriptEnabled: false },
    },
  ],
});
