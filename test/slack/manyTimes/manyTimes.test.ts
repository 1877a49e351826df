import { manyTimes } from './play.ts';

/** Another order: PACER_SEED=7 npx vitest run test/slack/manyTimes. */
manyTimes(Number(process.env['PACER_SEED'] ?? 20_261_123), { inTurn: false, byChance: 24 });
