import type { InputBlock, KnownBlock, PlainTextOption, SectionBlock, View } from '@slack/types';
import type { LocalDate } from '../../kpi/localDate.ts';
import { isCalendarKind, kindOf, nearnessOf, type PeriodKey } from '../../kpi/period.ts';
import {
  actions,
  button,
  context,
  header,
  option,
  plainText,
  type Reply,
  section,
} from '../../platform/blocks.ts';
import { namesWithin } from '../../platform/fit.ts';
import { formatPeriod } from '../../platform/format.ts';
import { cut, escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { type MetricInfo, nameOf } from '../../playbook/playbook.ts';
import { forecastText, type Teller } from '../figures.ts';
import { type Answer, answerTo, LONGEST_WAY, MOST_SURE, pressValue } from './answer.ts';
import { type Choice, MOST_ASKED, type Question } from './question.ts';
import { words } from './words.ts';

/** What the question needs of its reader's moment. */
export interface Moment {
  week: PeriodKey;
  today: LocalDate;
  fiscalYearStart: number;
}

/** "this month", else "in November 2026". */
export function periodIn(
  key: PeriodKey,
  { locale }: Teller,
  { today, fiscalYearStart }: Omit<Moment, 'week'>,
): string {
  const say = words(locale);
  const kind = kindOf(key);
  const periods = { fiscalYearStart };
  if (isCalendarKind(kind) && nearnessOf(key, today, periods) === 'this') return say(`in-${kind}`);
  return say('in-other', { period: escapeText(formatPeriod(key, locale, periods)) });
}

/** A metric's name within a sentence. */
export const nameWithin = (metric: MetricInfo, { locale }: Teller): string =>
  escapeText(nameOf(metric, locale));

/** What was said of what is in the way, in one line. */
export const wayText = ({ way }: Pick<Answer, 'way'>): string =>
  cut(plainInMrkdwn(way.replace(/\s+/g, ' ').trim()), 2 * LONGEST_WAY);

/** The questions of a week with what was answered so far: the weekly message, and what it becomes at each press. */
export function askReply(
  questions: readonly Question[],
  answers: readonly Answer[],
  teller: Teller,
  moment: Moment,
): Reply {
  const say = words(teller.locale);
  return {
    text: say('text'),
    blocks: [
      header(say('title')),
      ...questions.flatMap((question) => questionBlocks(question, answers, teller, moment)),
      context(say('footer')),
    ],
  };
}

/** One question with its answer. */
export function questionBlocks(
  question: Question,
  answers: readonly Answer[],
  teller: Teller,
  moment: Moment,
): KnownBlock[] {
  const say = words(teller.locale);
  const { metric, inForce, actual } = question.standing;
  const answer = answerTo(question, answers);
  const isLimit = metric.definition.direction === 'lower';
  const asked = say(isLimit ? 'askWithin' : 'askReach', {
    value: inForce === null ? '' : teller.asked(metric, inForce),
    name: nameWithin(metric, teller),
    period: periodIn(question.periodKey, teller, moment),
  });
  const standing = [
    say('soFar', { actual: teller.measured(metric, actual) }),
    forecastText(question.standing, teller),
  ].filter((part) => part !== '');
  const way = answer === undefined ? '' : wayText(answer);
  const value = pressValue(moment.week, question.id);
  return [
    withSelect(section(asked), question, answer, teller, moment),
    context(standing.join('  ·  ')),
    ...(answer === undefined
      ? []
      : [
          section(say(way === '' ? 'said' : 'saidWay', { sure: answer.sure, way })),
          actions(button(say(way === '' ? 'wayButton' : 'wayChange'), 'feedback.way', value)),
        ]),
  ];
}

function levels(teller: Teller, as: (sure: number) => string): PlainTextOption[] {
  const say = words(teller.locale);
  const named = new Map([
    [0, say('level0')],
    [5, say('level5')],
    [MOST_SURE, say('level10')],
  ]);
  return Array.from({ length: MOST_SURE + 1 }, (_, sure) =>
    option(named.get(sure) ?? String(sure), as(sure)),
  );
}

function withSelect(
  text: SectionBlock,
  question: Question,
  answer: Answer | undefined,
  teller: Teller,
  { week }: Moment,
): SectionBlock {
  const options = levels(teller, (sure) => pressValue(week, question.id, sure));
  const initial = answer === undefined ? undefined : options[answer.sure];
  return {
    ...text,
    accessory: {
      type: 'static_select',
      action_id: 'feedback.sure',
      placeholder: plainText(words(teller.locale)('pick'), 150),
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
}

/** The form for the number and what is in the way. */
export function wayModal(questionId: string, answer: Answer | undefined, teller: Teller, week: string): View {
  const say = words(teller.locale);
  const options = levels(teller, String);
  const initial = answer === undefined ? undefined : options[answer.sure];
  const sure: InputBlock = {
    type: 'input',
    block_id: 'sure',
    label: plainText(say('modalSure')),
    element: {
      type: 'static_select',
      action_id: 'sure',
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
  const way: InputBlock = {
    type: 'input',
    block_id: 'way',
    optional: true,
    label: plainText(say('modalWay')),
    hint: plainText(say('modalWayHint')),
    element: {
      type: 'plain_text_input',
      action_id: 'way',
      multiline: true,
      max_length: LONGEST_WAY,
      ...(answer === undefined || answer.way === '' ? {} : { initial_value: answer.way }),
    },
  };
  return {
    type: 'modal',
    callback_id: 'feedback.way',
    private_metadata: pressValue(week, questionId),
    title: plainText(say('modalTitle'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('cancel'), 24),
    blocks: [sure, way],
  };
}

/** The form for the metrics that are asked about. */
export function metricsModal(
  subject: string,
  choice: Choice,
  metrics: readonly MetricInfo[],
  teller: Teller,
): View {
  const say = words(teller.locale);
  const options = metrics
    .filter((metric) => metric.key.length <= 75)
    .slice(0, 100)
    .map((metric) => option(teller.plainName(metric), metric.key));
  const initial = options.filter(({ value }) => value !== undefined && choice.metrics.includes(value));
  return {
    type: 'modal',
    callback_id: 'feedback.checkinMetrics',
    private_metadata: subject,
    title: plainText(say('chooseTitle'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('cancel'), 24),
    blocks: [
      {
        type: 'input',
        block_id: 'metrics',
        optional: true,
        label: plainText(say('chooseLabel')),
        hint: plainText(say('chooseHint')),
        element: {
          type: 'multi_static_select',
          action_id: 'metrics',
          max_selected_items: MOST_ASKED,
          options,
          ...(initial.length === 0 ? {} : { initial_options: initial }),
        },
      },
    ],
  };
}

/** What the settings of the question are, as `/pace checkin` shows them. */
export interface Settings {
  /** "member:<id>" or "team:<id>". */
  subject: string;
  isTeam: boolean;
  /** The choice that counts, and whether it is the team that is not asked. */
  choice: Choice;
  isTeamOff: boolean;
  metrics: readonly MetricInfo[];
}

/** When the question comes, what it is about, and the buttons that change that. */
export function settingsBlocks(settings: Settings, teller: Teller): KnownBlock[] {
  const say = words(teller.locale);
  const { choice, isTeam, subject } = settings;
  const when = !choice.isOff ? 'when' : settings.isTeamOff ? 'whenOffTeam' : 'whenOffSelf';
  const toggle = choice.isOff
    ? button(say(isTeam ? 'onTeam' : 'on'), 'feedback.checkinOn', subject)
    : button(say(isTeam ? 'offTeam' : 'off'), 'feedback.checkinOff', subject);
  return [
    context(
      [isTeam && choice.isOff ? say('turnedOffTeamNow') : say(when), aboutText(settings, teller)].join(' '),
    ),
    actions(
      ...(settings.isTeamOff && !isTeam ? [] : [toggle]),
      button(say('choose'), 'feedback.checkinMetrics', subject),
    ),
  ];
}

/** What is asked about, in a sentence. */
export function aboutText({ choice, metrics }: Pick<Settings, 'choice' | 'metrics'>, teller: Teller): string {
  const say = words(teller.locale);
  const names = choice.metrics.flatMap((key) => {
    const metric = metrics.find((one) => one.key === key);
    return metric === undefined ? [] : [teller.name(metric)];
  });
  return names.length === 0
    ? say('aboutDefault')
    : say('aboutChosen', { names: namesWithin(names, teller.locale) });
}
