import { manyTimes } from './play.ts';

/** Every act in turn. Another order, by chance: PACER_SEED=7 npx vitest run test/slack/manyTimes/manyTimes.test.ts. */
manyTimes(Number(process.env['PACER_SEED'] ?? 7), { inTurn: true, byChance: 0 });
