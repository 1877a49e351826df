/** The buttons by which a target is divided: among people and teams (T-01), over the months of its year (T-02). Pure. */
import type { Button } from '@slack/types';
import { button } from '../platform/blocks.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import { isDivided } from './parts.ts';
import type { Reader } from './phrases.ts';
import { isSplittable } from './split/children.ts';
import { splitWords } from './split/words.ts';
import { spreadWords } from './spread/words.ts';
import type { Target } from './target.ts';

/** T-02: a target for one named year of what adds up. */
export function isSpreadable(target: Target, metric: MetricInfo): boolean {
  return target.periodKind === 'year' && target.periodKey !== null && isDivided(metric.definition);
}

/** For those who may change the target. */
export function shareButtons(target: Target, metric: MetricInfo, reader: Reader): Button[] {
  const buttons: Button[] = [];
  if (isSpreadable(target, metric))
    buttons.push(button(spreadWords(reader.locale)('button'), 'goals.spread', target.id));
  if (isSplittable(target))
    buttons.push(button(splitWords(reader.locale)('button'), 'goals.split', target.id));
  return buttons;
}
