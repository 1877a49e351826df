import type { Button, KnownBlock } from '@slack/types';
import { localDate } from '../../kpi/localDate.ts';
import { actions, button, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Plan } from './plan.ts';
import { limitsText, type PlanScene, termsText, whoText } from './show.ts';
import { planWords } from './words.ts';

/** The plans of a workspace, with what may be done with each; `after`: what else can be pressed. */
export function plansReply(
  plans: readonly Plan[],
  scene: PlanScene,
  more: { before: readonly KnownBlock[]; buttons: readonly Button[] },
  locale: Locale,
): Reply {
  const say = planWords(locale);
  const before = [
    header(say('title')),
    ...more.before,
    ...(plans.length === 0 ? [section(say('none'))] : []),
  ];
  const items = plans.map((plan): KnownBlock[] => [
    section(planLine(plan, scene, locale)),
    actions(...planButtons(plan, locale)),
  ]);
  const add = button(say('add'), 'incentives.plan-new', '', 'primary');
  return { text: say('text'), blocks: inMessage(before, items, [actions(add, ...more.buttons)], locale) };
}

/** A plan in three lines. */
export function planLine(plan: Plan, scene: PlanScene, locale: Locale): string {
  const say = planWords(locale);
  return say('line', {
    name: plainInMrkdwn(plan.name),
    state: say(`state-${plan.state}`, { from: formatDate(localDate(plan.from), locale, true) }),
    terms: termsText(plan.rules, scene, locale),
    ...{ who: whoText(plan.who, scene, locale), limits: limitsText(plan.rules, scene, locale) },
  });
}

export function planButtons(plan: Plan, locale: Locale): Button[] {
  const say = planWords(locale);
  const value = `${plan.id}:${plan.version}`;
  return [
    ...(plan.state === 'active'
      ? []
      : [button(say('activate'), 'incentives.plan-activate', value, 'primary')]),
    button(say('preview'), 'incentives.preview', value),
    button(say('change'), 'incentives.plan-change', value),
    ...(plan.state === 'active' ? [button(say('end'), 'incentives.plan-end', value)] : []),
  ];
}
