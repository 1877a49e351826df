import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { DIRECTIONS, UNITS } from '../../kpi/metric.ts';
import { type CurrencyCode, currency, isCurrency } from '../../kpi/money.ts';
import { BANDS } from '../../kpi/score.ts';
import type { TeamInfo } from '../../people/person.ts';
import { actions, button, context, option, plainText, section } from '../../platform/blocks.ts';
import { choiceField, dateField, form, textField } from '../../platform/forms.ts';
import type { ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { type MetricInfo, nameOf } from '../../playbook/playbook.ts';
import { BADGE_KINDS } from '../../recognition/badges/badge.ts';
import { badgePayWords } from '../badges/words.ts';
import type { KnownMetric } from './check.ts';
import {
  PLAN_KINDS,
  PLAN_ROLES,
  POOL_GROUPS,
  POOL_WEIGHTS,
  TIER_BASES,
  TIER_MODES,
  UNRATED_POLICIES,
} from './plan.ts';
import { kindIn } from './read.ts';
import { planWords } from './words.ts';

/** The form of a bonus plan; what it asks follows what the plan pays for. */

export const PLAN_FORM = 'incentives.plan-form';

export interface PlanFormFrame {
  /** '' for a new plan. */
  planId: string;
  metrics: readonly MetricInfo[];
  teams: readonly TeamInfo[];
  currency: CurrencyCode;
  /** Of a plan that is changed: Slack ids of the people whom it names. */
  people: readonly string[];
  /** What it would have cost (preview), safe in mrkdwn; '' before it was tried. */
  tried: string;
}

/** What the form remembers, so that it can be checked before it closes. */
const memorySchema = z.object({
  id: z.string(),
  code: z.string().refine(isCurrency),
  metrics: z.array(z.tuple([z.string(), z.number(), z.number()])),
});

/** Metadata holds 3,000 characters. */
const MOST_MEMORY = 2800;

function memoryText({ planId, currency: code, metrics }: PlanFormFrame): string {
  const known: [string, number, number][] = [];
  let length = planId.length + 60;
  for (const { key, definition } of metrics) {
    length += key.length + 10;
    if (length > MOST_MEMORY) break;
    known.push([key, UNITS.indexOf(definition.unit), DIRECTIONS.indexOf(definition.direction)]);
  }
  return JSON.stringify({ id: planId, code, metrics: known });
}

/** Undefined where the text is none of the form's own. */
export function planMemory(
  text: string,
): { id: string; currency: CurrencyCode; metrics: KnownMetric[] } | undefined {
  try {
    const read = memorySchema.safeParse(JSON.parse(text));
    if (!read.success) return undefined;
    const metrics = read.data.metrics.map(([key, unit, direction]) => ({
      ...{ key, unit: UNITS[unit] ?? 'count', direction: DIRECTIONS[direction] ?? 'higher' },
    }));
    return { id: read.data.id, currency: currency(read.data.code), metrics };
  } catch {
    return undefined;
  }
}

/** The form with the values that it has, typed or of the plan that is changed. */
export function planView(values: ViewValues, frame: PlanFormFrame, locale: Locale): ModalView {
  const say = planWords(locale);
  const { planId, tried } = frame;
  const said = {
    title: say(planId === '' ? 'formNew' : 'formChange'),
    submit: say('save'),
    close: say('close'),
  };
  const kind = kindIn(values);
  const kinds = PLAN_KINDS.map((one) => ({ value: one, text: say(`kind-${one}`) }));
  return form(PLAN_FORM, said, memoryText(frame), [
    textField('name', say('name'), { initial: values['name'] ?? '', lines: false, limit: 80 }),
    choiceField('kind', say('kind'), kinds, { initial: kind, actionId: 'incentives.plan-kind' }),
    ...termsFields(values, frame, locale),
    ...limitFields(values, frame, locale),
    ...whoFields(values, frame, locale),
    dateField('from', say('from'), values['from'] ?? '', say('fromHint')),
    section(tried === '' ? say('tryHint') : tried),
    actions(button(say('tryButton'), 'incentives.plan-try', '')),
  ]);
}

interface Reading {
  values: ViewValues;
  frame: PlanFormFrame;
  locale: Locale;
}

function termsFields(values: ViewValues, frame: PlanFormFrame, locale: Locale): KnownBlock[] {
  const say = planWords(locale);
  const given: Reading = { values, frame, locale };
  const choice = <T extends string>(
    id: 'on' | 'mode' | 'per' | 'weight',
    known: readonly T[],
    text: (one: T) => string,
  ): InputBlock => {
    const options = known.map((one) => ({ value: one, text: text(one) }));
    return choiceField(id, say(id), options, { initial: values[id] ?? known[0] ?? '' });
  };
  switch (kindIn(values)) {
    case 'tiers':
      return [
        metricField('metric', given),
        choice('on', TIER_BASES, (one) => say(`on-${one}`)),
        choice('mode', TIER_MODES, (one) => say(`mode-${one}`)),
        text('tiers', given, { hint: say('tiersHint'), lines: true }),
      ];
    case 'bonus':
      return [
        text('amount', given, { hint: say('amountHint') }),
        text('curve', given, { hint: say('curveHint'), lines: true }),
      ];
    case 'ranks': {
      const metrics = frame.metrics
        .slice(0, 99)
        .map((one) => ({ value: `m:${one.key}`, text: nameOf(one, locale) }));
      const all = [{ value: 'score', text: say('byScore') }, ...metrics];
      return [
        choiceField('by', say('by'), all, { initial: values['by'] ?? 'score' }),
        text('prizes', given, { hint: say('prizesHint'), lines: true }),
      ];
    }
    case 'bands':
      return BANDS.map((band, index) =>
        textField(`band${index}`, say(`band-${band}`), {
          ...{ initial: values[`band${index}`] ?? '', lines: false, limit: 40, optional: true },
        }),
      );
    case 'badges': {
      const words = badgePayWords(locale);
      return [
        context(words('formHint')),
        ...BADGE_KINDS.map((badge, index) =>
          textField(`badge${index}`, words(`kind-${badge}`), {
            ...{ initial: values[`badge${index}`] ?? '', lines: false, limit: 40, optional: true },
          }),
        ),
      ];
    }
    case 'pool':
      return [
        text('fund', given, { hint: say('fundHint') }),
        metricField('fundMetric', given, true),
        choice('per', POOL_GROUPS, (one) => say(`per-${one}`)),
        choice('weight', POOL_WEIGHTS, (one) => say(`weight-${one}`)),
        metricField('weightMetric', given, true),
      ];
  }
}

type TextId =
  | 'tiers'
  | 'amount'
  | 'curve'
  | 'prizes'
  | 'fund'
  | 'guarantee'
  | 'cap'
  | 'budget'
  | 'gateFloor'
  | 'clawDays'
  | 'clawPercent'
  | 'currency';

function text(
  id: TextId,
  { values, locale }: Reading,
  more: { hint?: string; lines?: boolean; optional?: boolean } = {},
): InputBlock {
  const { lines = false, optional = false, hint } = more;
  return textField(id, planWords(locale)(id), {
    ...{ initial: values[id] ?? '', lines, optional, limit: lines ? 1000 : 40 },
    ...(hint === undefined ? {} : { hint }),
  });
}

function metricField(
  id: 'metric' | 'fundMetric' | 'weightMetric',
  { values, frame, locale }: Reading,
  optional = false,
): InputBlock {
  const options = frame.metrics.map((one) => ({ value: one.key, text: nameOf(one, locale) }));
  const field = choiceField(id, planWords(locale)(id), options, { initial: values[id] ?? '' });
  return { ...field, optional };
}

function limitFields(values: ViewValues, frame: PlanFormFrame, locale: Locale): KnownBlock[] {
  const say = planWords(locale);
  const given: Reading = { values, frame, locale };
  const yesNo = (['yes', 'no'] as const).map((one) => ({ value: one, text: say(`prorated-${one}`) }));
  const policies = UNRATED_POLICIES.map((one) => ({ value: one, text: say(`unrated-${one}`) }));
  const gates = frame.metrics
    .filter(({ definition }) => definition.direction !== 'maintain')
    .slice(0, 99)
    .map((one) => ({ value: one.key, text: nameOf(one, locale) }));
  const optional = { optional: true };
  return [
    text('currency', given, { hint: say('currencyHint', { code: frame.currency }) }),
    choiceField('prorated', say('prorated'), yesNo, { initial: values['prorated'] ?? 'yes' }),
    text('guarantee', given, { ...optional, hint: say('guaranteeHint') }),
    choiceField('unrated', say('unrated'), policies, { initial: values['unrated'] ?? 'nothing' }),
    text('cap', given, optional),
    text('budget', given, { ...optional, hint: say('budgetHint') }),
    choiceField('gate', say('gate'), [{ value: '-', text: say('noGate') }, ...gates], {
      ...{ initial: values['gate'] ?? '-', hint: say('gateHint') },
    }),
    text('gateFloor', given, optional),
    text('clawDays', given, { ...optional, hint: say('clawHint') }),
    text('clawPercent', given, optional),
  ];
}

function whoFields(values: ViewValues, { teams, people }: PlanFormFrame, locale: Locale): KnownBlock[] {
  const say = planWords(locale);
  const roles = PLAN_ROLES.map((role) => ({ value: role, text: say(`role-${role}`) }));
  const options = teams.slice(0, 100).map(({ id, name }) => option(name, id));
  const wanted = (values['teams'] ?? '').split(',');
  const chosen = options.filter(({ value = '' }) => wanted.includes(value));
  const named =
    values['people'] === undefined ? people : values['people'].split(',').filter((id) => id !== '');
  const fields: KnownBlock[] = [
    choiceField('role', say('role'), roles, { initial: values['role'] ?? 'rep' }),
  ];
  if (options.length > 0)
    fields.push({
      ...{ type: 'input', block_id: 'teams', optional: true, label: plainText(say('teams')) },
      hint: plainText(say('teamsHint')),
      element: {
        ...{ type: 'multi_static_select', action_id: 'teams', options },
        ...(chosen.length === 0 ? {} : { initial_options: chosen }),
      },
    });
  fields.push({
    ...{ type: 'input', block_id: 'people', optional: true, label: plainText(say('people')) },
    hint: plainText(say('peopleHint')),
    element: {
      ...{ type: 'multi_users_select', action_id: 'people' },
      ...(named.length === 0 ? {} : { initial_users: [...named] }),
    },
  });
  return fields;
}
