import { defineConfig } from 'vitest/config';
import { base } from './vitest.base.ts';

// The suite that drives a real Chromium through the sandbox's page, one file after the other: `npm run test:browser`.
export default defineConfig({
  test: { ...base, include: ['test/browser/**/*.test.ts'], fileParallelism: false },
});
