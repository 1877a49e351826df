import { defineConfig } from 'vitest/config';

// The suite that drives a real Chromium through the sandbox's page, one file after the other: `npm run test:browser`.
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    fileParallelism: false,
  },
});
