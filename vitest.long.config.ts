import { defineConfig } from 'vitest/config';
import { base, long } from './vitest.base.ts';

// `npm run test:long`: what takes minutes.
export default defineConfig({ test: { ...base, ...long } });
