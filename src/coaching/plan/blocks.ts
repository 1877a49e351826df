/** Plans as the one whom they are for sees them, and as those who lead do. Pure. */
import type { KnownBlock } from '@slack/types';
import { dateName, metricName, type Reader } from '../../goals/phrases.ts';
import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { cut, plain, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import type { Effect } from './effect.ts';
import { isRunning, type Option, optionName, type Plan } from './plan.ts';
import { planWords } from './words.ts';

/** What plans are put into words with. */
export interface PlanFrame {
  reader: Reader;
  metrics: readonly MetricInfo[];
  options: readonly Option[];
  /** Shown names by member id. */
  names: ReadonlyMap<string, string>;
}

const short = (text: string, limit = 80): string => cut(plainInMrkdwn(text), limit);

/** All that a sentence about a plan may name; safe in mrkdwn. */
function figures(plan: Plan, { reader, metrics, options, names }: PlanFrame) {
  const metric = metrics.find((one) => one.key === plan.metricKey);
  const option = options.find((one) => one.key === plan.optionKey);
  const named = (memberId: string): string => short(names.get(memberId) ?? '?');
  return {
    option: short(option === undefined ? plan.optionKey : optionName(option, reader.locale)),
    metric: short(metric === undefined ? plan.metricKey : metricName(metric, reader)),
    ...{ name: named(plan.memberId), by: named(plan.proposedById), owner: named(plan.ownerId) },
    ...{ from: dateName(plan.startsOn, reader), until: dateName(plan.endsOn, reader) },
  };
}

const plainOption = (plan: Plan, { options, reader }: PlanFrame): string => {
  const option = options.find((one) => one.key === plan.optionKey);
  return plain(option === undefined ? plan.optionKey : optionName(option, reader.locale));
};

/** C-03: what a plan did, said plainly, also where it did not help. */
export function effectText(plan: Plan, effect: Effect, frame: PlanFrame): string {
  const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value)}`;
  return planWords(frame.reader.locale)(`effect_${effect.verdict}`, {
    ...figures(plan, frame),
    points: effect.verdict === 'helped' ? String(effect.points) : signed(effect.points),
    ...{ low: signed(effect.low), high: signed(effect.high) },
    ...{ before: effect.weeksBefore, after: effect.weeksAfter },
  });
}

/** Note, state, reason and effect, each where there is one. */
function moreLines(plan: Plan, frame: PlanFrame): string[] {
  const say = planWords(frame.reader.locale);
  return [
    ...(plan.note === '' ? [] : [short(plan.note, 700)]),
    ...(plan.reason === '' ? [] : [say('because', { reason: short(plan.reason, 700) })]),
    ...(plan.effect === null ? [] : [effectText(plan, plan.effect, frame)]),
  ];
}

/** The plan for the one whom it is for, with their answers. */
export function ownPlanBlocks(plan: Plan, frame: PlanFrame): KnownBlock[] {
  const say = planWords(frame.reader.locale);
  const again = [button(say('answerAgain'), 'coaching.plan-again', plan.id)];
  const answer = [
    button(say('accept'), 'coaching.plan-accept', plan.id, 'primary'),
    button(say('decline'), 'coaching.plan-decline', plan.id),
  ];
  const isOpen = plan.state === 'proposed';
  const buttons = plan.effect !== null || plan.state === 'withdrawn' ? [] : isOpen ? answer : again;
  const state = isOpen ? [] : [say(`state_${plan.state}`)];
  return [
    section([say('proposed', figures(plan, frame)), ...state, ...moreLines(plan, frame)].join('\n')),
    ...(isOpen ? [context(say('choice'))] : []),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
  ];
}

/** The message in which somebody is asked, and what stands in its place afterwards. */
export function planReply(plan: Plan, frame: PlanFrame): Reply {
  const say = planWords(frame.reader.locale);
  const title = say('proposeTitle', { option: plainOption(plan, frame) });
  const text = say('proposeTitle', { option: figures(plan, frame).option });
  return { text, blocks: [header(title), ...ownPlanBlocks(plan, frame)] };
}

/** The plan for those who lead; it can be taken back until it was measured. */
export function ledPlanBlocks(plan: Plan, frame: PlanFrame): KnownBlock[] {
  const say = planWords(frame.reader.locale);
  const line = say('planLine', { ...figures(plan, frame), state: say(`state_${plan.state}`) });
  const back = isRunning(plan) ? [actions(button(say('withdraw'), 'coaching.plan-withdraw', plan.id))] : [];
  return [section([line, ...moreLines(plan, frame)].join('\n')), ...back];
}

/** What whoever proposed it reads at once, with the way back. */
export function sentReply(plan: Plan, frame: PlanFrame): Reply {
  const text = planWords(frame.reader.locale)('sent', figures(plan, frame));
  return { text, blocks: [section(text), ...ledPlanBlocks(plan, frame)] };
}

export type PlanNews = 'toldAccepted' | 'toldDeclined' | 'toldAgain' | 'toldWithdrawn' | 'withdrawn';

/** What became of it, to the other side. */
export function newsReply(plan: Plan, news: PlanNews, frame: PlanFrame): Reply {
  const say = planWords(frame.reader.locale);
  const text = say(news, figures(plan, frame));
  const because = plan.reason === '' ? [] : [say('because', { reason: short(plan.reason, 700) })];
  return { text, blocks: [section([text, ...because].join('\n'))] };
}

/** C-03: the effect, to both sides. */
export function effectReply(plan: Plan, effect: Effect, frame: PlanFrame): Reply {
  const say = planWords(frame.reader.locale);
  const title = say('effectTitle', { option: plainOption(plan, frame) });
  const text = say('effectTitle', { option: figures(plan, frame).option });
  return { text, blocks: [header(title), section(effectText(plan, effect, frame))] };
}
