/** T-07: `/goal difficulty` as it is read. Pure; names come from people and are escaped here. */
import type { Button, KnownBlock } from '@slack/types';
import { actions, button, context, header, type Reply, section } from '../../../platform/blocks.ts';
import { inMessage } from '../../../platform/fit.ts';
import { escapeText, plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../../playbook/playbook.ts';
import { amount, metricName, type Reader, sayTo, subjectName } from '../../phrases.ts';
import type { Target, TargetVersion } from '../../target.ts';
import { meterLines, whyButton } from '../phrases.ts';
import type { Outlier, Outliers } from './outliers.ts';
import { packPressed } from './outliers.ts';
import { outlierWords } from './words.ts';

/** The key of a scope that is no list: a target stands by itself among other things, and so does the answer. */
export const ALONE = 'alone';

/** What the list is of: '' for all that the reader may set, else one subject by key and name. */
export interface Scope {
  readonly key: string;
  readonly name: string;
}

export function outliersReply(outliers: Outliers, scope: Scope, reader: Reader): Reply {
  const say = outlierWords(reader.locale);
  const title = scope.key === '' ? say('title') : say('title_of', { name: scope.name });
  const items = outliers.listed.map((one) => itemBlocks(one, scope, reader));
  const open = outliers.listed.filter(({ remedy }) => remedy === 'ask person' || remedy === 'set').length;
  const after =
    open < 2
      ? []
      : [
          actions(button(say('all', { count: open }), 'goals.suggest-all', scope.key || 'all', 'primary')),
          context(say('all_note')),
        ];
  const before = [header(title), section(summary(outliers, reader))];
  return { text: escapeText(title), blocks: inMessage(before, items, after, reader.locale) };
}

/** "8 targets: 2 too hard, 1 too easy, 5 fair." */
function summary({ hard, easy, fair, unknown }: Outliers, reader: Reader): string {
  const say = outlierWords(reader.locale);
  const all = hard + easy + fair + unknown;
  if (all === 0) return say('none');
  const parts = [
    ...(hard === 0 ? [] : [say('count_hard', { count: hard })]),
    ...(easy === 0 ? [] : [say('count_easy', { count: easy })]),
    ...(fair === 0 ? [] : [say('count_fair', { count: fair })]),
    ...(unknown === 0 ? [] : [say('count_unknown', { count: unknown })]),
  ];
  const counts = say('count_all', { count: all, parts: parts.join(say('join')) });
  return hard + easy === 0 ? `${say('all_well')} ${counts}` : counts;
}

export function itemBlocks(outlier: Outlier, scope: Scope, reader: Reader): KnownBlock[] {
  const say = outlierWords(reader.locale);
  const { target, metric, whose, judgement, remedy } = outlier;
  const { value, shape } = judgement.asked;
  const head = say('line', {
    name: plainInMrkdwn(subjectName(whose.subject, whose.name, reader)),
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: amount(metric, value, shape, reader),
  });
  const note = remedy === 'waits' ? [say('waits')] : remedy === 'none' ? [say('no_number')] : [];
  return [
    section([head, ...meterLines(judgement, reader), ...note].join('\n')),
    actions(...remedyButton(outlier, scope, reader), whyButton(target.id, reader)),
  ];
}

function remedyButton(
  { target, metric, judgement, remedy }: Outlier,
  scope: Scope,
  reader: Reader,
): Button[] {
  const say = outlierWords(reader.locale);
  const { suggestion } = judgement.difficulty;
  if (suggestion === undefined || remedy === 'waits' || remedy === 'none') return [];
  const shown = { amount: amount(metric, suggestion, judgement.asked.shape, reader) };
  const label = remedy === 'set' ? say('set', shown) : say('propose', shown);
  const value = { targetId: target.id, value: suggestion, judged: judgement.asked.value, scope: scope.key };
  return [button(label, 'goals.suggest', packPressed(value))];
}

/** What was proposed, or set, by the same press before, with the way back. */
export function doneBefore(
  target: Target,
  version: TargetVersion,
  metric: MetricInfo,
  reader: Reader,
): Reply {
  const say = outlierWords(reader.locale);
  const text = say(version.state === 'proposed' ? 'done_proposed' : 'done_set', {
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: amount(metric, version.value, target, reader),
  });
  const back = sayTo(reader)(version.state === 'proposed' ? 'withdraw' : 'undo');
  return {
    text,
    blocks: [section(text), actions(button(back, 'goals.undo', `${target.id}:${version.seq}`))],
  };
}

/** Why a suggestion is made, as its version keeps it. */
export function reasonText(
  { metric, judgement }: Outlier,
  percent: number,
  of: string,
  reader: Reader,
): string {
  const { value, shape } = judgement.asked;
  return outlierWords(reader.locale)('reason', {
    ...{ reached: judgement.difficulty.reached, of, percent },
    amount: amount(metric, value, shape, reader),
  });
}
