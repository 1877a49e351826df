/** T-07 in words: the meter beside a target, and what is suggested. */

import type { Button } from '@slack/types';
import { ENOUGH_PERSON_PERIODS, reachedPercent, type Verdict } from '../../kpi/difficulty.ts';
import { exact } from '../../kpi/exact.ts';
import { button } from '../../platform/blocks.ts';
import { amount, figure, type Reader, roughFigure } from '../phrases.ts';
import type { Judgement } from './judge.ts';
import { difficultyWords } from './words.ts';

/** "24 comparable weeks". */
export function comparedWords({ asked, difficulty }: Judgement, reader: Reader): string {
  return difficultyWords(reader.locale)(`of_${asked.shape.periodKind}`, { count: difficulty.of });
}

/** "too hard"; nothing where there is no verdict. */
export function verdictWord(verdict: Verdict, reader: Reader): string {
  const say = difficultyWords(reader.locale);
  switch (verdict) {
    case 'too hard':
      return say('hard');
    case 'fair':
      return say('fair');
    case 'too easy':
      return say('easy');
    case 'not enough history':
      return '';
  }
}

/** "7 of 24 comparable weeks would have reached it (29 %): *fair*.", or why there is no verdict. */
export function meterLine(judgement: Judgement, reader: Reader): string {
  const say = difficultyWords(reader.locale);
  const { difficulty, cohort } = judgement;
  if (cohort.kind === 'nobody') return say('meter_nobody');
  const of = comparedWords(judgement, reader);
  if (difficulty.verdict === 'not enough history')
    return say('meter_none', { of, needed: ENOUGH_PERSON_PERIODS });
  return say('meter', {
    ...{ reached: difficulty.reached, of, percent: reachedPercent(difficulty) ?? 0 },
    verdict: verdictWord(difficulty.verdict, reader),
  });
}

/** "60 % would have reached *41 a week*."; nothing where nothing is suggested. T-05: for a newcomer also what that is for now. */
export function suggestionLine(judgement: Judgement, reader: Reader): string {
  const say = difficultyWords(reader.locale);
  const { asked, difficulty, rampPercent, settings } = judgement;
  const { suggestion } = difficulty;
  const share = settings.suggestFor;
  if (suggestion === undefined) return '';
  if (suggestion === asked.value) return say('fits', { share });
  const value = { share, amount: amount(asked.metric, suggestion, asked.shape, reader) };
  if (rampPercent === null) return say('suggested', value);
  const now = roughFigure(asked.metric, exact(suggestion * BigInt(rampPercent), 100n), reader);
  return say('suggested_ramp', { ...value, percent: rampPercent, now });
}

/** Beside a target: the meter, and where the verdict is bad what would be better. */
export function meterLines(judgement: Judgement | undefined, reader: Reader): string[] {
  if (judgement === undefined) return [];
  const { verdict } = judgement.difficulty;
  const isBad = verdict === 'too hard' || verdict === 'too easy';
  return [meterLine(judgement, reader), ...(isBad ? [suggestionLine(judgement, reader)] : [])].filter(
    Boolean,
  );
}

/** A figure of the history, as it is shown: "45", "$12,400". */
export function shownFigure(
  { asked }: Judgement,
  value: Parameters<typeof figure>[1],
  reader: Reader,
): string {
  return typeof value === 'bigint'
    ? figure(asked.metric, value, reader)
    : roughFigure(asked.metric, value, reader);
}

/** Opens the history behind a number; the value names the target, and the version where it is not the one in force. */
export function whyButton(value: string, reader: Reader): Button {
  return button(difficultyWords(reader.locale)('why'), 'goals.why', value);
}
