import { defineConfig } from '@playwright/test';
import { chromium, reporters } from './browser.ts';
import { soakSeconds } from './soak.settings.ts';

const secondsToStartAndStop = 120;

export default defineConfig({
  testDir: '.',
  testMatch: 'soak.spec.ts',
  outputDir: 'test-results/soak',
  reporter: reporters,
  retries: 0,
  workers: 1,
  timeout: (soakSeconds + secondsToStartAndStop) * 1000,
  use: chromium,
});
