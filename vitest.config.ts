import { defineConfig } from 'vitest/config';
import { alone, base, notHere, together } from './vitest.base.ts';

// The suite of `npm test`: everything that needs nothing but Node, in a few minutes. What else there is stands in vitest.ci.config.ts (other
// zones, PostgreSQL, what takes minutes) and vitest.browser.config.ts.
export default defineConfig({
  test: {
    ...base,
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        test: {
          ...together,
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...notHere, ...alone],
        },
      },
    ],
  },
});
