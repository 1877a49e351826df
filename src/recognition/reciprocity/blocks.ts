import { header, type Reply, section } from '../../platform/blocks.ts';
import { linesInMessage } from '../../platform/fit.ts';
import { type Frame, nameIn } from '../blocks.ts';
import { PAIR_COUNTS, PAIR_DAYS } from '../kudos.ts';
import type { Pair } from '../store.ts';
import { pairWords } from './words.ts';

/** B-06: the flags, for administrators: pairs, both directions, and how many count 0. */
export function pairsReply(pairs: readonly Pair[], days: number, frame: Frame): Reply {
  const say = pairWords(frame.locale);
  if (pairs.length === 0) return { text: say('none', { days }) };
  const lines = pairs.map(({ a, b, there, back, uncounted }) =>
    say(uncounted === 0 ? 'line' : 'lineBeyond', {
      ...{ a: nameIn(frame, a), b: nameIn(frame, b), there, back, uncounted },
    }),
  );
  const intro = section(say('intro', { days, most: PAIR_COUNTS, window: PAIR_DAYS }));
  return {
    text: say('title'),
    blocks: linesInMessage([header(say('title')), intro], lines, [], frame.locale),
  };
}
