/** The modal in which last period's targets become the next one's, with what they come to. Pure. */
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { absolute, type Exact, exact } from '../../kpi/exact.ts';
import type { PeriodKey } from '../../kpi/period.ts';
import { actions, button, context, option, plainText, section } from '../../platform/blocks.ts';
import { linesInMessage, namesWithin } from '../../platform/fit.ts';
import { cut, plainInMrkdwn, upTo } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { type FactorProblem, factorText } from '../factor/factor.ts';
import { amount, figure, metricName, periodName, type Reader, subjectName } from '../phrases.ts';
import { subjectKey } from '../target.ts';
import type { Whose } from '../whose.ts';
import type { Chosen, Memory } from './check.ts';
import { type Copied, type Rest, type Source, STARTS } from './copy.ts';
import { copyWords } from './words.ts';

export const COPY = 'goals.copy-form';
/** A field of metrics takes so many options. */
const MOST_METRICS = 100;

/** What the modal shows. */
export interface CopyShown {
  readonly chosen: Chosen;
  /** Teams and the company that the actor may choose; oneself always. */
  readonly groups: readonly Whose[];
  readonly source: Source;
  /** Named periods with targets, and the one that was asked for. */
  readonly periods: readonly PeriodKey[];
  readonly destinations: readonly PeriodKey[];
  /** Metrics of the targets that can be copied. */
  readonly metrics: readonly MetricInfo[];
  readonly factor: Exact | FactorProblem;
  readonly copies: readonly Copied[];
  readonly rests: readonly Rest[];
  /** Plain name of a subject. */
  readonly nameOf: (copy: Copied) => string;
  readonly isMine: boolean;
  readonly tz: string;
}

export function copyView(shown: CopyShown, reader: Reader): ModalView {
  const say = copyWords(reader.locale);
  const memory: Memory = {
    ...shown.chosen,
    // What a field says need not be remembered, and a hundred keys could not be.
    metrics: shown.metrics.length < 2 ? shown.chosen.metrics.slice(0, 20) : [],
    count: shown.copies.length,
    changes: shown.copies.filter((copy) => !copy.isSame).length,
    ...{ tz: shown.tz, fiscalYearStart: reader.fiscalYearStart },
  };
  return {
    type: 'modal',
    callback_id: COPY,
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: JSON.stringify(memory),
    blocks: [
      ...choices(shown, reader),
      actions(button(say('work'), 'goals.copy-work', '')),
      ...preview(shown, reader),
    ],
  };
}

type Element = InputBlock['element'];
function field(blockId: string, label: string, element: Element, more: Partial<InputBlock> = {}): InputBlock {
  return { type: 'input', block_id: blockId, label: plainText(label), element, ...more };
}

function select(actionId: string, options: PlainTextOption[], chosen: string): Element {
  const initial = options.find((one) => one.value === chosen);
  return { type: 'static_select', action_id: actionId, options, ...(initial && { initial_option: initial }) };
}

function choices(shown: CopyShown, reader: Reader): InputBlock[] {
  const say = copyWords(reader.locale);
  const { chosen, groups, source, periods } = shown;
  const who = [
    option(say('who_me'), 'me'),
    ...groups
      .filter((whose) => subjectKey(whose.subject).length <= 75)
      .slice(0, 99)
      .map((whose) =>
        option(
          whose.subject.kind === 'company' ? say('who_company') : say('who_team', { name: whose.name }),
          subjectKey(whose.subject),
        ),
      ),
  ];
  const sources = [
    option(say('recurring'), 'recurring'),
    ...periods.slice(0, 99).map((key) => option(periodName(key, reader), key)),
  ];
  const blocks: InputBlock[] = [];
  if (who.length > 1)
    blocks.push(
      field('who', say('who'), select('goals.copy-who', who, chosen.who), { dispatch_action: true }),
    );
  blocks.push(
    field('source', say('source'), select('goals.copy-source', sources, source), { dispatch_action: true }),
    ...toBlock(shown, reader),
    field(
      'factor',
      say('factor'),
      {
        type: 'plain_text_input',
        action_id: 'factor',
        max_length: 20,
        initial_value: upTo(chosen.factor, 20) || '100%',
      },
      { hint: plainText(say('factor_hint')) },
    ),
    ...metricsBlock(shown, reader),
  );
  return blocks;
}

function toBlock({ chosen, source, destinations }: CopyShown, reader: Reader): InputBlock[] {
  const say = copyWords(reader.locale);
  const options =
    source === 'recurring'
      ? STARTS.map((start) => option(say(`to_${start}`), start))
      : destinations.map((key) => option(periodName(key, reader), key));
  if (options.length === 0) return [];
  const element = select('goals.copy-to', options, chosen.to);
  return [field(`to:${source}`, say('to'), element, { dispatch_action: true })];
}

function metricsBlock({ chosen, metrics }: CopyShown, reader: Reader): InputBlock[] {
  if (metrics.length < 2) return [];
  const say = copyWords(reader.locale);
  const options = metrics
    .filter(({ key }) => key.length <= 75)
    .slice(0, MOST_METRICS)
    .map((metric) => option(metricName(metric, reader), metric.key));
  const initial = options.filter((one) => chosen.metrics.includes(one.value ?? ''));
  const start = initial.length === 0 ? {} : { initial_options: initial };
  return [
    field(
      'metrics',
      say('metrics'),
      { type: 'multi_static_select', action_id: 'goals.copy-metrics', options, ...start },
      { optional: true, dispatch_action: true, hint: plainText(say('metrics_hint')) },
    ),
  ];
}

function preview(shown: CopyShown, reader: Reader): KnownBlock[] {
  const say = copyWords(reader.locale);
  const { factor, copies, source } = shown;
  if ('kind' in factor)
    return [
      section(
        `:warning: ${say(({ 'not a factor': 'not_a_factor', 'not positive': 'not_positive', 'too large': 'too_large' } as const)[factor.kind])}`,
      ),
    ];
  if (copies.length === 0) {
    const nothing =
      source === 'recurring'
        ? say('nothing_recurring')
        : say('nothing_named', { period: periodName(source, reader) });
    return [section(nothing)];
  }
  const head = section(say('preview', { count: copies.length, factor: factorText(factor) }));
  const lines = copies.map((copy) => lineOf(copy, shown, reader));
  return linesInMessage([head], lines, notes(shown, reader), reader.locale);
}

function lineOf(copy: Copied, shown: CopyShown, reader: Reader): string {
  const say = copyWords(reader.locale);
  const { metric, from, shape, value, after, held, isSame } = copy;
  const said = {
    metric: cut(plainInMrkdwn(metricName(metric, reader)), 60),
    before: amount(metric, value, from, reader),
    after: amount(metric, after, shape, reader),
  };
  const line = shown.isMine
    ? say('line_own', said)
    : say('line', { ...said, whose: whoseOf(copy, shown, reader) });
  if (isSame) return `${line} ${say('same')}`;
  const isElsewhere = shape.periodKey !== from.periodKey;
  return isElsewhere && held !== null
    ? `${line} ${say('there', { value: figure(metric, held, reader) })}`
    : line;
}

function whoseOf(copy: Copied, { nameOf }: CopyShown, reader: Reader): string {
  return cut(plainInMrkdwn(subjectName(copy.from.subject, nameOf(copy), reader)), 60);
}

function notes(shown: CopyShown, reader: Reader): KnownBlock[] {
  const say = copyWords(reader.locale);
  const { copies, rests } = shown;
  const losing = copies.filter((copy) => copy.lost.length > 0);
  const levels = [...new Set(losing.flatMap((copy) => copy.lost))].map((level) => say(`level_${level}`));
  const names = [...new Set(losing.map((copy) => whoseOf(copy, shown, reader)))];
  const lost =
    losing.length === 0
      ? []
      : [say('lost', { levels: levels.join(say('join')), names: namesWithin(names, reader.locale) })];
  // As many of the groups as a line of small print takes; those where something is open come first.
  const open = rests.toSorted((a, b) => Number(a.unassigned === 0n) - Number(b.unassigned === 0n));
  const texts = open.slice(0, 8).map((rest) => restText(rest, shown, reader));
  return [context(...lost, ...texts, say('told'))];
}

function restText({ of, unassigned }: Rest, shown: CopyShown, reader: Reader): string {
  const say = copyWords(reader.locale);
  const value = figure(of.metric, absolute(exact(unassigned)), reader);
  const text =
    unassigned === 0n ? say('all_assigned') : say(unassigned > 0n ? 'unassigned' : 'over', { value });
  const metric = cut(plainInMrkdwn(metricName(of.metric, reader)), 60);
  return say('rest', { whose: whoseOf(of, shown, reader), metric, text });
}
