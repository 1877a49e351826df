import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { DIRECTIONS, NATURES, UNITS } from '../../kpi/metric.ts';
import { currency } from '../../kpi/money.ts';
import { type Balance, GATE_CAP } from '../../kpi/score.ts';
import { parseValue } from '../../kpi/value.ts';
import { actions, button, option, plainText, section } from '../../platform/blocks.ts';
import { capital } from '../../platform/format.ts';
import { choiceField, form, textField } from '../../platform/forms.ts';
import type { ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { type MetricInfo, nameOf, type Playbook } from '../../playbook/playbook.ts';
import { MOST_QUESTIONS } from '../peers/peers.ts';
import { words } from '../words.ts';
import {
  CARD_ROLES,
  type CardKpi,
  type CardRole,
  type KnownMetric,
  MOST_KPIS,
  MOST_REVIEW_WEIGHT,
  type Template,
  type TemplateProblem,
  type TemplateWish,
  templateBalance,
} from './template.ts';
import { templateWords } from './words.ts';

export const CARD_FORM = 'evaluation.card-form';

/** What the form of a scorecard shows and reads. */
export interface CardForm {
  /** Of the template that is changed; '' for a new one. */
  id: string;
  wish: TemplateWish;
  /** Floors as they were typed, by metric. */
  floors: Readonly<Record<string, string>>;
}

/** The form of a template that exists, or of a new one with suggested KPIs. */
export function formOf(
  template: Template | undefined,
  suggested: readonly CardKpi[],
  floors: CardForm['floors'],
): CardForm {
  const fresh: TemplateWish = {
    ...{ name: '', role: 'rep', kpis: suggested, oneSidedReason: '', selfWeight: 0, peerWeight: 0 },
    peerQuestions: [],
  };
  return { id: template?.id ?? '', wish: template ?? fresh, floors };
}

/** The form as it stands, with the total and S-03's balance while it is made. */
export function cardView(
  { id, wish, floors }: CardForm,
  playbook: Playbook,
  code: string,
  locale: Locale,
): ModalView {
  const say = templateWords(locale);
  const metrics = playbook.metrics.filter((metric) => !metric.isRetired);
  const roles = CARD_ROLES.map((role) => ({ value: role, text: say(`role-${role}`) }));
  const said = { title: say('formTitle'), submit: say('save'), close: say('close') };
  return form(CARD_FORM, said, memoryText({ id, code, metrics: knownOf(wish, playbook) }), [
    textField('name', say('name'), { initial: wish.name, lines: false, limit: 80 }),
    choiceField('role', say('role'), roles, { initial: wish.role }),
    metricsField(metrics, wish.kpis, locale),
    ...wish.kpis.flatMap((kpi) => kpiFields(kpi, metrics, floors, locale)),
    textField('self', say('self'), {
      ...{ hint: say('selfHint', { most: MOST_REVIEW_WEIGHT }), initial: `${wish.selfWeight}` },
      ...{ lines: false, limit: 3, optional: true },
    }),
    textField('peer', say('peer'), {
      ...{ hint: say('peerHint', { most: MOST_REVIEW_WEIGHT }), initial: `${wish.peerWeight}` },
      ...{ lines: false, limit: 3, optional: true },
    }),
    textField('questions', say('questions'), {
      ...{ hint: say('questionsHint', { most: MOST_QUESTIONS }), initial: wish.peerQuestions.join('\n') },
      ...{ optional: true, limit: 900 },
    }),
    textField('reason', say('reason'), {
      ...{ hint: say('reasonHint'), initial: wish.oneSidedReason, optional: true, limit: 300 },
    }),
    section(totalText(wish, playbook, locale)),
    actions(button(say('add_up'), 'evaluation.card-total', '')),
  ]);
}

/** What the form remembers, so that it can be checked before it closes: nature, direction and unit of each chosen metric. */
interface CardMemory {
  id: string;
  code: string;
  metrics: readonly KnownMetric[];
}

const memorySchema = z.object({
  id: z.string(),
  code: z.string(),
  metrics: z.array(z.tuple([z.string(), z.enum(NATURES), z.enum(DIRECTIONS), z.enum(UNITS)])),
});

function memoryText({ id, code, metrics }: CardMemory): string {
  const known = metrics.map(({ key, definition: { nature, direction, unit } }) => [
    key,
    nature,
    direction,
    unit,
  ]);
  return JSON.stringify({ id, code, metrics: known });
}

/** Undefined where the text is none of the form's own. */
export function cardMemory(text: string): CardMemory | undefined {
  const read = memorySchema.safeParse(jsonOf(text));
  if (!read.success) return undefined;
  const { id, code, metrics } = read.data;
  return {
    ...{ id, code },
    metrics: metrics.map(([key, nature, direction, unit]) => {
      return { key, isRetired: false, definition: { nature, direction, unit } };
    }),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function knownOf({ kpis }: Pick<TemplateWish, 'kpis'>, { metrics }: Playbook): KnownMetric[] {
  return metrics.filter((metric) => !metric.isRetired && kpis.some((kpi) => kpi.metricKey === metric.key));
}

function metricsField(metrics: readonly MetricInfo[], kpis: readonly CardKpi[], locale: Locale): InputBlock {
  const say = templateWords(locale);
  const options = metrics.slice(0, 100).map((metric) => option(capital(nameOf(metric, locale)), metric.key));
  const chosen = options.filter(({ value }) => kpis.some((kpi) => kpi.metricKey === value));
  return {
    ...{ type: 'input', block_id: 'metrics', label: plainText(say('metrics')), dispatch_action: true },
    hint: plainText(say('metricsHint', { most: MOST_KPIS })),
    element: {
      ...{
        type: 'multi_static_select',
        action_id: 'evaluation.card-metrics',
        options,
        max_selected_items: MOST_KPIS,
      },
      ...(chosen.length === 0 ? {} : { initial_options: chosen }),
    },
  };
}

function kpiFields(
  { metricKey, weight }: CardKpi,
  metrics: readonly MetricInfo[],
  floors: CardForm['floors'],
  locale: Locale,
): KnownBlock[] {
  const say = templateWords(locale);
  const metric = metrics.find((one) => one.key === metricKey);
  if (metric === undefined) return [];
  const name = capital(nameOf(metric, locale));
  const nature = words(locale)(`nature-${metric.definition.nature}`);
  const initial = weight > 0 ? { initial: `${weight}` } : {};
  const weightField = textField(`weight:${metricKey}`, say('weight', { name, nature }), {
    ...initial,
    lines: false,
    limit: 3,
  });
  if (metric.definition.nature !== 'quality' || metric.definition.direction === 'maintain')
    return [weightField];
  const floor = textField(`floor:${metricKey}`, say('floor', { name }), {
    ...{ hint: say('floorHint', { cap: GATE_CAP }), initial: floors[metricKey] ?? '' },
    ...{ lines: false, limit: 20, optional: true },
  });
  return [weightField, floor];
}

function totalText(wish: TemplateWish, playbook: Playbook, locale: Locale): string {
  const total = wish.kpis.reduce((sum, kpi) => sum + kpi.weight, wish.selfWeight + wish.peerWeight);
  const balance = balanceText(templateBalance(wish.kpis, playbook.metrics), locale);
  return templateWords(locale)(total === 100 ? 'total' : 'totalWrong', { total, balance });
}

/** "Result 50 %, process 30 %, quality 20 %". */
export function balanceText(balance: Balance, locale: Locale): string {
  return templateWords(locale)('balance', percentsOf(balance));
}

function percentsOf(balance: Balance): { result: number; process: number; quality: number } {
  const all = NATURES.reduce((sum, nature) => sum + balance[nature], 0n);
  const percent = (part: bigint): number => (all === 0n ? 0 : Number((part * 200n + all) / (2n * all)));
  return {
    result: percent(balance.result),
    process: percent(balance.process),
    quality: percent(balance.quality),
  };
}

/** What the fields say: weights that are no number are 0 (and refused), floors as typed. */
export function readCard(values: ViewValues): { wish: TemplateWish; floors: Record<string, string> } {
  const keys = (values['metrics'] ?? '').split(',').filter((key) => key !== '');
  const kpis = keys.map((metricKey): CardKpi => {
    return { metricKey, weight: whole(values[`weight:${metricKey}`] ?? ''), floor: null };
  });
  const role = CARD_ROLES.find((known): known is CardRole => known === values['role']) ?? 'any';
  const floors = Object.fromEntries(keys.map((key) => [key, (values[`floor:${key}`] ?? '').trim()]));
  return {
    wish: {
      ...{ name: (values['name'] ?? '').trim(), role, kpis, oneSidedReason: (values['reason'] ?? '').trim() },
      ...{ selfWeight: whole(values['self'] ?? '0'), peerWeight: whole(values['peer'] ?? '0') },
      peerQuestions: questionsIn(values['questions'] ?? ''),
    },
    floors,
  };
}

/** A question a line. */
const questionsIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().slice(0, 300))
    .filter((line) => line !== '')
    .slice(0, MOST_QUESTIONS);

const whole = (text: string): number => {
  const tidy = text.normalize('NFKC').replace('%', '').trim();
  return /^\d{1,3}$/.test(tidy) ? Number(tidy) : 0;
};

/** The wish with its floors in smallest units, or the metric whose floor is no figure. */
export function withFloors(
  wish: TemplateWish,
  floors: Readonly<Record<string, string>>,
  metrics: readonly KnownMetric[],
  code: string,
): { wish: TemplateWish } | { wrong: string } {
  const kpis: CardKpi[] = [];
  for (const kpi of wish.kpis) {
    const typed = floors[kpi.metricKey] ?? '';
    const metric = metrics.find((one) => one.key === kpi.metricKey);
    if (typed === '' || metric === undefined) {
      kpis.push({ ...kpi, floor: null });
      continue;
    }
    const read = parseValue(typed, metric.definition.unit, currency(code));
    if (!read.ok) return { wrong: kpi.metricKey };
    kpis.push({ ...kpi, floor: read.value });
  }
  return { wish: { ...wish, kpis } };
}

/** What is wrong, and the field at which it is said. */
export function problemAt(problem: TemplateProblem, locale: Locale): { field: string; text: string } {
  const say = templateWords(locale);
  switch (problem.kind) {
    case 'no name':
      return { field: 'name', text: say('problemName') };
    case 'no kpi':
      return { field: 'metrics', text: say('problemKpis') };
    case 'too many kpis':
      return { field: 'metrics', text: say('problemMany', { most: problem.most }) };
    case 'unknown metric':
      return { field: 'metrics', text: say('problemUnknown') };
    case 'weight':
      return { field: `weight:${problem.metricKey}`, text: say('problemWeight') };
    case 'gate of a band':
      return { field: `floor:${problem.metricKey}`, text: say('problemBand') };
    case 'total':
      return { field: 'metrics', text: say('problemTotal', { total: problem.total }) };
    case 'reviews too heavy':
      return { field: 'self', text: say('problemReviews', { most: MOST_REVIEW_WEIGHT }) };
    case 'one-sided':
      return { field: 'reason', text: say('problemOneSided', percentsOf(problem.balance)) };
  }
}
