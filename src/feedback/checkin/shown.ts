import type { KnownBlock } from '@slack/types';
import { type Exact, exact, multiply, roundHalfEven, scaledText } from '../../kpi/exact.ts';
import { context, divider, header, type Reply, section } from '../../platform/blocks.ts';
import { linesInMessage, linesWithin, namesWithin } from '../../platform/fit.ts';
import { formatPeriod } from '../../platform/format.ts';
import { escapeText } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { markOf, type Teller } from '../figures.ts';
import { type Answer, isUnsure, UNSURE } from './answer.ts';
import {
  askReply,
  type Moment,
  nameWithin,
  periodIn,
  questionBlocks,
  type Settings,
  settingsBlocks,
  wayText,
} from './blocks.ts';
import { isDecided, judge, LEAST_ANSWERS, type Outcome } from './judge.ts';
import type { Question } from './question.ts';
import { words } from './words.ts';

/** `/pace checkin`: this week's questions with what was answered, and the settings. */
export function ownReply(
  questions: readonly Question[],
  answers: readonly Answer[],
  settings: Settings,
  teller: Teller,
  moment: Moment,
): Reply {
  const say = words(teller.locale);
  const asked = questions.flatMap((question) => questionBlocks(question, answers, teller, moment));
  return {
    text: say('text'),
    blocks: [
      header(say('title')),
      ...(asked.length === 0 ? [section(say('nothingToAsk'))] : asked),
      divider(),
      ...settingsBlocks(settings, teller),
      ...(asked.length === 0 ? [] : (askReply([], [], teller, moment).blocks ?? []).slice(-1)),
    ],
  };
}

/** One person's answer with the metric it is about. */
export interface Said {
  person: string;
  metric: MetricInfo;
  answer: Answer;
}

/** Answers with the names of people and metrics; what is no longer measured is left out. */
export function saidBy(
  answers: readonly Answer[],
  names: ReadonlyMap<string, string>,
  metrics: readonly MetricInfo[],
): Said[] {
  return answers.flatMap((answer): Said[] => {
    const metric = metrics.find((one) => one.key === answer.metricKey);
    const person = names.get(answer.memberId);
    return metric === undefined || person === undefined ? [] : [{ person, metric, answer }];
  });
}

/** "*Ana*: 3 of 10 for revenue this month · in the way: …" */
export function saidLine(
  { person, metric, answer }: Said,
  teller: Teller,
  moment: Omit<Moment, 'week'>,
): string {
  const way = wayText(answer);
  return words(teller.locale)(way === '' ? 'line' : 'lineWay', {
    person: escapeText(person),
    sure: answer.sure,
    name: nameWithin(metric, teller),
    period: periodIn(answer.periodKey, teller, moment),
    way,
  });
}

/** Of a week's answers those of who is unsure, the least sure first; for the digest of those who lead. */
export function unsureLines(said: readonly Said[], teller: Teller, moment: Omit<Moment, 'week'>): string[] {
  const unsure = said
    .filter(({ answer }) => isUnsure(answer))
    .toSorted((a, b) => a.answer.sure - b.answer.sure);
  if (unsure.length === 0) return [];
  return [
    words(teller.locale)('unsure', { limit: UNSURE }),
    ...unsure.map((one) => saidLine(one, teller, moment)),
  ];
}

/** What a team or a person said this week. */
export interface SaidView {
  title: string;
  said: readonly Said[];
  /** Who was to answer and has not; of a person: the person where nothing was said. */
  silent: readonly string[];
  isTeam: boolean;
  settings: Settings | undefined;
}

/** `/pace checkin team West`, `/pace checkin @ana`. */
export function saidReply(
  { title, said, silent, isTeam, settings }: SaidView,
  teller: Teller,
  moment: Moment,
): Reply {
  const say = words(teller.locale);
  const lines = said
    .toSorted((a, b) => a.answer.sure - b.answer.sure)
    .map((one) => saidLine(one, teller, moment));
  const names = namesWithin(silent.map(escapeText), teller.locale);
  const none = isTeam ? say('nobody') : say('nothingSaid', { name: names });
  const after: KnownBlock[] = [
    ...(isTeam && silent.length > 0 ? [context(say('silent', { names }))] : []),
    ...(settings === undefined ? [] : [divider(), ...settingsBlocks(settings, teller)]),
  ];
  return {
    text: escapeText(title),
    blocks: linesInMessage([header(title)], lines.length === 0 ? [none] : lines, after, teller.locale),
  };
}

/** So many targets are shown; all count. */
const MOST_SHOWN = 20;

/** `/pace checkin history`: what was said and what came of it, and from five answers on how well that fits. */
export function historyReply(
  outcomes: readonly Outcome[],
  name: string | undefined,
  teller: Teller,
  fiscalYearStart: number,
): Reply {
  const say = words(teller.locale);
  const title = name === undefined ? say('historyTitle') : say('historyTitleOf', { name });
  const over = outcomes.filter(({ standing }) => standing.isComplete);
  const blocks: KnownBlock[] = [header(title)];
  if (over.length === 0)
    return { text: escapeText(title), blocks: [...blocks, section(say('historyEmpty'))] };
  const lines = over
    .toReversed()
    .slice(0, MOST_SHOWN)
    .map((one) => outcomeLine(one, teller, fiscalYearStart));
  const judgement = judge(outcomes);
  const count = over
    .filter(({ standing }) => isDecided(standing))
    .reduce((sum, { said }) => sum + said.length, 0);
  const summary =
    judgement === undefined
      ? say('historyFew', { count, least: LEAST_ANSWERS })
      : [
          say('judged', {
            mean: tenths(judgement.meanSaid),
            reached: judgement.reached,
            count: judgement.count,
          }),
          say(`verdict-${judgement.verdict}`),
        ].join(' ');
  return {
    text: escapeText(title),
    blocks: [
      ...blocks,
      section(summary),
      section(linesWithin(lines, teller.locale)),
      ...(judgement === undefined ? [] : [context(say('score', { score: hundredths(judgement.score) }))]),
    ],
  };
}

function outcomeLine(
  { metric, periodKey, said, standing }: Outcome,
  teller: Teller,
  fiscalYearStart: number,
): string {
  const { state, attainment } = standing;
  const figures = {
    mark: markOf(state),
    name: teller.name(metric),
    period: escapeText(formatPeriod(periodKey, teller.locale, { fiscalYearStart })),
    said: said.join(teller.locale === 'zh' ? '、' : ', '),
    state: teller.state(state),
  };
  const say = words(teller.locale);
  if (!isDecided(standing) || attainment === null) return say('historyLine', figures);
  return say('historyLinePercent', { ...figures, percent: teller.percent(attainment) });
}

const tenths = (value: Exact): string =>
  scaledText(roundHalfEven(multiply(value, exact(10))), 1).replace(/\.0$/, '');
const hundredths = (value: Exact): string => scaledText(roundHalfEven(multiply(value, exact(100))), 2);
