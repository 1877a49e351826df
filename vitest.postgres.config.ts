import { defineConfig } from 'vitest/config';
import { base, postgres } from './vitest.base.ts';

// `npm run test:postgres`: on a private PostgreSQL server (scripts/with-postgres.mjs). `npm test` runs the same files on the embedded database.
export default defineConfig({ test: { ...base, ...postgres } });
