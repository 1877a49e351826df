/** A replay in words, for the modal, the message and the picture. Pure; names from people are escaped here. */
import { factorText } from '../goals/factor/factor.ts';
import { figure, metricName, type Reader, subjectName } from '../goals/phrases.ts';
import type { Whose } from '../goals/whose.ts';
import { type Exact, max, multiply, toDecimal, ZERO } from '../kpi/exact.ts';
import { addDays } from '../kpi/localDate.ts';
import { type CalendarPeriodKind, type PeriodKey, rangeOf } from '../kpi/period.ts';
import { partsOfKey } from '../kpi/periodKey.ts';
import { formatPercent } from '../kpi/value.ts';
import { capital, formatDate, formatPeriod, languageTag } from '../platform/format.ts';
import { cut, plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import {
  byChange,
  movedBy,
  type Outcome,
  type PersonOutcome,
  type Result,
  type Score,
  shareOf,
} from './outcome.ts';
import type { Trial } from './trial.ts';
import { words } from './words.ts';

/** What a replay was about. */
export interface About {
  readonly metric: MetricInfo;
  readonly whose: Whose;
  readonly kind: CalendarPeriodKind;
  /** How many periods were asked for; those that were replayed. */
  readonly asked: number;
  readonly periods: readonly PeriodKey[];
  /** Null: everything as it was. */
  readonly trial: Trial | null;
  readonly outcome: Outcome;
}

/** A name may be as long as somebody likes; a line of a list may not. */
const LONGEST_NAME = 60;
const MOST_TURNED = 8;

const shownName = (name: string): string => cut(plainInMrkdwn(name), LONGEST_NAME);

/** "team West", plain. */
export function whoseName({ whose }: Pick<About, 'whose'>, reader: Reader): string {
  return subjectName(whose.subject, whose.name, reader);
}

/** "*Calls · team West*, the last 12 weeks, Aug 31 – Nov 22". */
export function headLine(about: About, reader: Reader): string {
  const say = words(reader.locale);
  const { metric, kind, periods } = about;
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return '';
  const to = addDays(rangeOf(last, reader).to, -1);
  return say('head', {
    metric: plainInMrkdwn(metricName(metric, reader)),
    whose: shownName(whoseName(about, reader)),
    periods: say(`periods_${kind}`, { count: periods.length }),
    from: formatDate(rangeOf(first, reader).from, reader.locale),
    to: formatDate(to, reader.locale, true),
  });
}

/** "Tried: 60 for everybody". */
export function trialLine({ metric, trial }: Pick<About, 'metric' | 'trial'>, reader: Reader): string {
  const say = words(reader.locale);
  switch (trial?.kind) {
    case undefined:
      return say('trial_none');
    case 'value':
      return say('trial_value', { value: trialValue(metric, trial, reader) });
    case 'factor':
      return say('trial_factor', { factor: factorText(trial.factor) });
    case 'each':
      return say('trial_each');
  }
}

/** The same without marks, for the picture. */
export function trialWords({ metric, trial }: Pick<About, 'metric' | 'trial'>, reader: Reader): string {
  const say = words(reader.locale);
  switch (trial?.kind) {
    case undefined:
      return say('trial_none');
    case 'value':
      return say('chart_value', { value: trialValue(metric, trial, reader) });
    case 'factor':
      return say('chart_factor', { factor: factorText(trial.factor) });
    case 'each':
      return say('chart_each');
  }
}

function trialValue(
  metric: MetricInfo,
  { value, tolerance }: Extract<Trial, { kind: 'value' }>,
  reader: Reader,
): string {
  const shown = figure(metric, value, reader);
  return tolerance === undefined ? shown : `${shown} ± ${figure(metric, tolerance, reader)}`;
}

/** "61 of 96 (64%)"; in words where there is no verdict. */
export function scoreText(score: Score, reader: Reader): string {
  const say = words(reader.locale);
  const share = shareOf(score);
  if (share === null) return say('score_none');
  const { reached, rated } = score;
  return say('score', { reached, rated, percent: formatPercent(share, languageTag(reader.locale)) });
}

/** The whole in a few lines: before and after, and how much turns. */
export function totalLines(about: About, reader: Reader): string[] {
  const say = words(reader.locale);
  const { outcome, trial } = about;
  const before = scoreText(outcome.before, reader);
  if (trial === null) return [say('total_as_is', { before })];
  const [lost, gained] = [turns(outcome, 'lost'), turns(outcome, 'gained')];
  const parts = [
    lost === 0 ? '' : say('turned_lost', { count: lost }),
    gained === 0 ? '' : say('turned_gained', { count: gained }),
  ].filter((part) => part !== '');
  const turned = parts.length === 0 ? say('turned_none') : capital(parts.join(say('join')));
  const total = say('total', { before, after: scoreText(outcome.after, reader) });
  // Without a verdict on both sides nothing could turn.
  return outcome.before.rated === 0 || outcome.after.rated === 0 ? [total] : [total, turned];
}

const turns = ({ people }: Outcome, which: 'lost' | 'gained'): number =>
  people.reduce((sum, person) => sum + person[which].length, 0);

/** A line for each person, those whom the trial changes most first. */
export function personLines(about: About, reader: Reader): string[] {
  return byChange(about.outcome.people).map((person) => personLine(person, about, reader));
}

function personLine(person: PersonOutcome, { metric, trial }: About, reader: Reader): string {
  const say = words(reader.locale);
  const { replay, lost, gained } = person;
  const line = say('person', {
    name: shownName(replay.rep.name),
    reached: reachedText(person, trial === null, reader),
    attained: attainedText(person, reader),
    rank: rankText(person, reader),
    target: targetText(person, metric, reader),
  });
  const turned = [
    lost.length === 0 ? '' : say('lost', { periods: periodsText(lost, reader) }),
    gained.length === 0 ? '' : say('gained', { periods: periodsText(gained, reader) }),
    ...withoutVerdict(person.after, reader),
  ].filter((part) => part !== '');
  return turned.length === 0 ? `• ${line}` : `• ${line}\n      _${turned.join(' · ')}_`;
}

/** M-03: who has no verdict is told why, and never a 0. */
function reachedText({ before, after }: PersonOutcome, isAsIs: boolean, reader: Reader): string {
  const say = words(reader.locale);
  if (before.rated === 0 && after.rated === 0) return whyNothing(after, reader);
  const of = (result: Result): string =>
    result.rated === 0 ? whyNothing(result, reader) : ofText(result, reader);
  if (before.rated !== after.rated) return say('reached_apart', { before: of(before), after: of(after) });
  const said = { before: before.reached, after: after.reached, rated: after.rated };
  return say(isAsIs || before.reached === after.reached ? 'reached_same' : 'reached', said);
}

/** "8 of 12". */
export function ofText({ reached, rated }: Score, reader: Reader): string {
  return words(reader.locale)('of', { reached, rated });
}

function whyNothing({ noData, notRated, noTarget }: Result, reader: Reader): string {
  const say = words(reader.locale);
  if (noTarget > 0) return say('no_target');
  return say(noData > 0 || notRated === 0 ? 'all_no_data' : 'all_not_rated');
}

function withoutVerdict({ rated, noData, notRated }: Result, reader: Reader): string[] {
  if (rated === 0) return [];
  const say = words(reader.locale);
  return [
    noData === 0 ? '' : say('no_data', { count: noData }),
    notRated === 0 ? '' : say('not_rated', { count: notRated }),
  ];
}

function attainedText({ before, after }: PersonOutcome, reader: Reader): string {
  const say = words(reader.locale);
  const percent = (ratio: Exact): string => formatPercent(max(ratio, ZERO), languageTag(reader.locale));
  if (after.attainment === null) return '';
  const now = percent(after.attainment);
  if (before.attainment === null || percent(before.attainment) === now)
    return say('attained_same', { after: now });
  return say('attained', { before: percent(before.attainment), after: now });
}

function rankText(person: PersonOutcome, reader: Reader): string {
  const moved = movedBy(person) ?? 0;
  if (moved === 0) return '';
  const said = { before: person.before.rank ?? 0, after: person.after.rank ?? 0 };
  return words(reader.locale)(moved > 0 ? 'rank_up' : 'rank_down', said);
}

function targetText({ replay: { now, given } }: PersonOutcome, metric: MetricInfo, reader: Reader): string {
  const say = words(reader.locale);
  if (given === null || given === now) return '';
  const shown = figure(metric, given, reader);
  if (now === null) return say('target_new', { given: shown });
  return say('target_change', { now: figure(metric, now, reader), given: shown });
}

function periodsText(periods: readonly PeriodKey[], reader: Reader): string {
  const say = words(reader.locale);
  const shown = periods.slice(0, MOST_TURNED).map((key) => shortPeriod(key, reader));
  const rest = periods.length - shown.length;
  return `${shown.join(say('join'))}${rest === 0 ? '' : ` +${rest}`}`;
}

/** "W47", "November 2026", "Q4 2026": as little as says which one. */
export function shortPeriod(key: PeriodKey, reader: Reader): string {
  const parts = partsOfKey(key);
  switch (parts.kind) {
    case 'week':
      return words(reader.locale)('week_short', { week: parts.week });
    case 'day':
      return formatDate(parts.date, reader.locale);
    default:
      return formatPeriod(key, reader.locale, reader);
  }
}

/** What must be known to read it. */
export function notesOf({ outcome, asked, periods, trial }: About, reader: Reader): string[] {
  const say = words(reader.locale);
  return [
    outcome.standIns === 0 ? '' : say('note_stand_ins', { count: outcome.standIns }),
    periods.length === asked ? '' : say('note_history', { count: periods.length, asked }),
    trial === null || outcome.withoutPlace === 0 ? '' : say('note_places', { count: outcome.withoutPlace }),
    trial === null ? '' : say('note_rules'),
  ].filter((note) => note !== '');
}

/** For the picture: whole per cent of a share, as a number. */
export function percentOf(score: Score): number | null {
  const share = shareOf(score);
  return share === null ? null : Number(toDecimal(multiply(share, { n: 100n, d: 1n }), 1));
}
