import { manyTimes } from './play.ts';

/** Every act in turn, then all of them again by chance. */
manyTimes(Number(process.env['PACER_SEED'] ?? 7), { inTurn: true, byChance: 120 });
