/** The modal in which a target is set. Pure. */

import type { InputBlock, KnownBlock, ModalView, PlainTextOption, StaticSelect } from '@slack/types';
import { scaledText } from '../../kpi/exact.ts';
import { CALENDAR_PERIOD_KINDS, next, type PeriodKey, periodOf } from '../../kpi/period.ts';
import { decimalsOf } from '../../kpi/value.ts';
import { actions, button, option, plainText, section } from '../../platform/blocks.ts';
import { capital } from '../../platform/format.ts';
import type { MetricInfo, Playbook } from '../../playbook/playbook.ts';
import { difficultyWords } from '../difficulty/words.ts';
import { metricName, periodName, type Reader } from '../phrases.ts';
import { type ExtraLevels, subjectKey, type Target, TRIGGERS } from '../target.ts';
import type { Whose } from '../whose.ts';
import { triggerWord } from '../why.ts';
import { packRules } from './check.ts';
import { formWords } from './words.ts';

export const FORM = 'goals.form';

/** What the form shows at first. */
export interface Start {
  whose: Whose | undefined;
  target: Target | undefined;
  value: bigint | null;
  levels: ExtraLevels;
  /** Those whom the actor may choose, themselves first; one alone is not asked for. */
  choices: readonly Whose[];
  /** The first zone's date is checked before the form is handed in. */
  tz: string;
}

/**
 * The modal: for whom (where there is a choice), what, how much, for which period, from when, and why. `checked`: how hard that is, where
 * it was asked for (T-07).
 */
export function formView(
  start: Start,
  playbook: Playbook,
  reader: Reader,
  checked: readonly string[] = [],
): ModalView {
  const say = formWords(reader.locale);
  const metrics = playbook.metrics.filter((metric) => !metric.isRetired);
  return {
    type: 'modal',
    callback_id: FORM,
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: packRules(metrics, start.tz, reader),
    blocks: [
      ...whoBlock(start, reader),
      input('metric', say('metric'), metricSelect(metrics, start, reader)),
      valueBlock(start, metrics, reader),
      input('period', say('period'), periodSelect(start, reader)),
      actions(button(difficultyWords(reader.locale)('check'), 'goals.check', '')),
      ...(checked.length === 0 ? [] : [section(checked.join('\n'))]),
      ...levelBlocks(start, metrics, reader),
      ...lastBlocks(reader),
    ],
  };
}

type InputBlockElement = InputBlock['element'];
const input = (
  blockId: string,
  label: string,
  element: InputBlockElement,
  more: Partial<InputBlock> = {},
): InputBlock => ({
  type: 'input',
  block_id: blockId,
  label: plainText(label),
  element,
  ...more,
});

function valueBlock(start: Start, metrics: readonly MetricInfo[], reader: Reader): InputBlock {
  const say = formWords(reader.locale);
  const initial = initialValue(start, metrics, reader);
  return input(
    'value',
    say('value'),
    { type: 'plain_text_input', action_id: 'value', max_length: 40, ...initial },
    { hint: plainText(say('value_hint')) },
  );
}

function lastBlocks(reader: Reader): KnownBlock[] {
  const say = formWords(reader.locale);
  return [
    input(
      'from',
      say('from'),
      { type: 'datepicker', action_id: 'from', initial_date: reader.today },
      { hint: plainText(say('from_hint')) },
    ),
    input('trigger', say('trigger'), triggerSelect(reader), { optional: true }),
    input(
      'reason',
      say('reason'),
      { type: 'plain_text_input', action_id: 'reason', max_length: 500, multiline: true },
      { optional: true, hint: plainText(say('reason_hint')) },
    ),
    { type: 'context', elements: [plainText(say('own_hint'))] },
  ];
}

/** T-06: what gave rise to it; nobody has to say. */
function triggerSelect(reader: Reader): StaticSelect {
  const options = TRIGGERS.filter((trigger) => trigger !== '').map((trigger) =>
    option(capital(triggerWord(trigger, reader)), trigger),
  );
  return {
    ...select('trigger', options, undefined),
    placeholder: plainText(formWords(reader.locale)('not_said'), 150),
  };
}

function whoBlock(start: Start, reader: Reader): InputBlock[] {
  if (start.choices.length < 2) return [];
  const say = formWords(reader.locale);
  const options = start.choices
    .filter((whose) => subjectKey(whose.subject).length <= 75)
    .slice(0, 100)
    .map((whose) => option(capital(nameFor(whose, reader)), subjectKey(whose.subject)));
  const chosen = start.whose === undefined ? '' : subjectKey(start.whose.subject);
  const initial = options.find((one) => one.value === chosen) ?? options[0];
  return [input('who', say('who'), select('who', options, initial))];
}

function nameFor(whose: Whose, reader: Reader): string {
  if (whose.isSelf) return formWords(reader.locale)('me');
  return whose.subject.kind === 'team' ? formWords(reader.locale)('team', { name: whose.name }) : whose.name;
}

function metricSelect(metrics: readonly MetricInfo[], { target }: Start, reader: Reader): StaticSelect {
  const options = metrics.slice(0, 100).map((metric) => option(metricName(metric, reader), metric.key));
  return select(
    'metric',
    options,
    options.find((one) => one.value === target?.metricKey),
  );
}

function periodSelect({ target }: Start, reader: Reader): StaticSelect {
  const say = formWords(reader.locale);
  const recurring = CALENDAR_PERIOD_KINDS.map((kind) => option(say(`every_${kind}`), kind));
  const named = namedPeriods(reader, target?.periodKey ?? null).map((key) =>
    option(say('only', { period: periodName(key, reader) }), key),
  );
  const options = [...recurring, ...named];
  const wanted = target === undefined ? 'week' : (target.periodKey ?? target.periodKind);
  return select(
    'period',
    options,
    options.find((one) => one.value === wanted),
  );
}

/** The current and the next week, month, quarter and year, and the one that is being changed. */
function namedPeriods(reader: Reader, also: PeriodKey | null): PeriodKey[] {
  const kinds = ['week', 'month', 'quarter', 'half', 'year'] as const;
  const keys = kinds.flatMap((kind) => {
    const current = periodOf(kind, reader.today, reader);
    return [current, next(current, reader)];
  });
  return [...new Set(also === null ? keys : [...keys, also])];
}

function select(
  actionId: string,
  options: PlainTextOption[],
  initial: PlainTextOption | undefined,
): StaticSelect {
  const chosen = initial === undefined ? {} : { initial_option: initial };
  return { type: 'static_select', action_id: actionId, options, ...chosen };
}

function initialValue(
  { target, value }: Start,
  metrics: readonly MetricInfo[],
  reader: Reader,
): { initial_value?: string } {
  const metric = metrics.find((one) => one.key === target?.metricKey);
  if (metric === undefined || value === null) return {};
  return { initial_value: plainFigure(metric, value, reader) };
}

/** A figure as it is typed again: "120000", "4.5". */
function plainFigure(metric: MetricInfo, value: bigint, reader: Reader): string {
  const decimals = decimalsOf(metric.definition.unit, reader.currency);
  return scaledText(value, decimals).replace(/\.0+$/, '');
}

/** T-08: the other levels, all of them optional. */
function levelBlocks(start: Start, metrics: readonly MetricInfo[], reader: Reader): InputBlock[] {
  const say = formWords(reader.locale);
  const metric = metrics.find((one) => one.key === start.target?.metricKey);
  return (['commit', 'stretch', 'baseline', 'tolerance'] as const).map((level) => {
    const value = start.levels[level];
    const known = metric === undefined || value === undefined ? '' : plainFigure(metric, value, reader);
    const initial = known === '' ? {} : { initial_value: known };
    const element = { type: 'plain_text_input', action_id: level, max_length: 40, ...initial } as const;
    return input(level, say(level), element, { optional: true, hint: plainText(say(`${level}_hint`)) });
  });
}
