/** What people see of targets: answers, lists, proposals. Pure; names and reasons from people are escaped here. */

import type { KnownBlock } from '@slack/types';
import { toDecimal } from '../kpi/exact.ts';
import type { LocalDate } from '../kpi/localDate.ts';
import { actions, button, context, type Reply, section } from '../platform/blocks.ts';
import { capital } from '../platform/format.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import type { Judgement } from './difficulty/judge.ts';
import { meterLines, whyButton } from './difficulty/phrases.ts';
import { levelsLine } from './levels/phrases.ts';
import type { Meaning, Reason } from './meaning.ts';
import {
  amount,
  dateName,
  metricName,
  periodName,
  periodNow,
  perWord,
  type Reader,
  roughFigure,
  sayTo,
} from './phrases.ts';
import type { Assumed } from './plan.ts';
import { shareButtons } from './shares.ts';
import type { Target, TargetVersion } from './target.ts';
import { whyLine } from './why.ts';

/** A change as it is told to the one who made it. */
export interface Done {
  target: Target;
  metric: MetricInfo;
  version: TargetVersion;
  /** The value that held on the version's date before. */
  before: bigint | null;
  /** The date of what was planned later and no longer applies. */
  dropped: LocalDate | null;
  assumed: Assumed;
  /** Null where it could not be worked out. */
  meaning: Meaning | null;
  /** Null: one's own. */
  ofName: string | null;
  /** Names of holidays by date. */
  holidayNames: ReadonlyMap<LocalDate, string>;
  /** How many are told: a person's name, or a number of people of a team. */
  told: { name: string } | { count: number } | null;
  /** T-07; undefined where there is nothing to judge. */
  judged?: Judgement | undefined;
}

/** "Calls: 50 a week. Holds from today. … In force this week: 40, because Thanksgiving is a holiday." With Undo and Change. */
export function doneReply(done: Done, reader: Reader): Reply {
  const say = sayTo(reader);
  const { target, metric, version } = done;
  const value = amount(metric, version.value, target, reader);
  const names = { metric: plainInMrkdwn(metricName(metric, reader)), amount: value };
  const title =
    done.ofName === null
      ? say('title', names)
      : say('title_of', { ...names, name: capital(plainInMrkdwn(done.ofName)) });
  const levels = levelsLine(metric, version.value, version.levels, reader);
  const audience = target.layer === 'own' ? say('only_you') : say('all_see');
  const blocks: KnownBlock[] = [
    section(
      [title, levels, changeLine(done, reader), meaningLine(done, reader), ...meterLines(done.judged, reader)]
        .filter(Boolean)
        .join('\n'),
    ),
    context([audience, assumedLine(done, reader), toldLine(done, reader)].filter(Boolean).join(' ')),
    actions(
      undoButton(target, version, reader),
      button(say('change'), 'goals.change', target.id),
      ...shareButtons(target, metric, reader),
      ...(done.judged === undefined ? [] : [whyButton(`${target.id}:${version.seq}`, reader)]),
    ),
  ];
  return { text: say('title_plain', names), blocks };
}

function changeLine(done: Done, reader: Reader): string {
  const say = sayTo(reader);
  const { version, before, target, metric, dropped } = done;
  const isFirst = before === null && target.periodKey !== null;
  const later =
    version.from > reader.today ? say('holds_from', { date: dateName(version.from, reader) }) : '';
  const holds = isFirst ? say('holds_whole') : later || say('holds_today');
  const parts = [holds];
  if (before !== null) parts.push(say('was', { amount: amount(metric, before, target, reader) }));
  if (dropped !== null) parts.push(say('replaced_plan', { date: dateName(dropped, reader) }));
  return parts.join(' ');
}

function assumedLine({ assumed, target }: Done, reader: Reader): string {
  if (assumed === null) return '';
  if (assumed === 'kept') return sayTo(reader)('kept_period');
  return sayTo(reader)('assumed_period', { per: perWord(target.periodKind, reader) });
}

function toldLine({ told }: Done, reader: Reader): string {
  const say = sayTo(reader);
  if (told === null) return '';
  if ('name' in told) return say('told', { name: plainInMrkdwn(told.name) });
  return told.count === 0 ? '' : say('told_team', { count: told.count });
}

/** T-03, T-04: a day's share, and what is in force in the period after holidays and absences. */
export function meaningLine(
  { meaning, metric, holidayNames }: Pick<Done, 'meaning' | 'metric' | 'holidayNames'>,
  reader: Reader,
): string {
  const say = sayTo(reader);
  if (meaning === null) return say('meaning_failed');
  const parts: string[] = [];
  if (meaning.perDay !== null)
    parts.push(say('per_working_day', { value: roughFigure(metric, meaning.perDay, reader) }));
  if (meaning.inForce !== null) {
    const known = {
      period: periodNow(meaning.periodKey, reader),
      value: roughFigure(metric, meaning.inForce, reader),
    };
    const reasons = meaning.reasons
      .map((reason) => reasonWords(reason, holidayNames, reader))
      .join(say('list_and'));
    parts.push(reasons === '' ? say('in_force', known) : say('in_force_because', { ...known, reasons }));
  }
  return parts.join(' ');
}

function reasonWords(reason: Reason, names: ReadonlyMap<LocalDate, string>, reader: Reader): string {
  const say = sayTo(reader);
  switch (reason.kind) {
    case 'holidays': {
      const called = reason.dates.map((date) => names.get(date) ?? dateName(date, reader));
      const unique = [...new Set(called)].map(plainInMrkdwn);
      const key = unique.length === 1 ? 'because_holiday' : 'because_holidays';
      return say(key, { names: unique.join(say('list_comma')) });
    }
    case 'absence': {
      const isOne = reason.days.n === reason.days.d;
      return say('because_absence', {
        days: toDecimal(reason.days, 1).replace(/\.0$/, ''),
        count: isOne ? 1 : 2,
      });
    }
    case 'make-up-day':
      return say('because_makeup');
    case 'starts':
      return say('because_starts', { date: dateName(reason.from, reader) });
    case 'ramp':
      return say('because_ramp', { percent: reason.percent });
    case 'joined':
      return say('because_joined', { date: dateName(reason.from, reader) });
  }
}

function undoButton(target: Target, version: TargetVersion, reader: Reader) {
  return button(sayTo(reader)('undo'), 'goals.undo', `${target.id}:${version.seq}`);
}

/** One text, perhaps with smaller lines below it. */
export function plainReply(text: string, ...more: string[]): Reply {
  return { text, blocks: [section(text), ...(more.length > 0 ? [context(...more)] : [])] };
}

/** What is told to those whom a change concerns: after, before, in force, reason, and how to disagree. */
export function affectedReply(
  given: {
    text: string;
    done: Pick<Done, 'metric' | 'target' | 'before' | 'version' | 'meaning' | 'holidayNames' | 'judged'>;
    mayPropose: boolean;
  },
  reader: Reader,
): Reply {
  const say = sayTo(reader);
  const { text, done, mayPropose } = given;
  const { metric, target, before, version } = done;
  const was = before === null ? '' : say('was', { amount: amount(metric, before, target, reader) });
  const reason = whyLine(version, reader);
  const levels = levelsLine(metric, version.value, version.levels, reader);
  const meaning = version.value === null ? '' : meaningLine(done, reader);
  const judged = version.value === null ? [] : meterLines(done.judged, reader);
  const blocks: KnownBlock[] = [
    section([text, levels, was, meaning, ...judged, reason].filter(Boolean).join('\n')),
  ];
  const word = metric.aliases[0] ?? metric.key;
  if (mayPropose)
    blocks.push(
      context(
        say('disagree', { metric: plainInMrkdwn(reader.locale === 'zh' ? metric.names.zh.other : word) }),
      ),
    );
  return { text, blocks };
}

/** An ended target, with Undo. */
export function endedReply(
  given: {
    target: Target;
    metric: MetricInfo;
    version: TargetVersion;
    before: bigint | null;
    ofName: string | null;
  },
  reader: Reader,
): Reply {
  const say = sayTo(reader);
  const { target, metric, version, before, ofName } = given;
  const names = {
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: amount(metric, before, target, reader),
    date: dateName(version.from, reader),
  };
  const text =
    ofName === null ? say('ended', names) : say('ended_of', { ...names, name: plainInMrkdwn(ofName) });
  return { text, blocks: [section(text), actions(undoButton(target, version, reader))] };
}

/** Several targets fit: which one is meant. */
export function whichReply(metric: MetricInfo, targets: readonly Target[], reader: Reader): Reply {
  const say = sayTo(reader);
  const choices = targets.map((target) =>
    target.periodKey === null ? perWord(target.periodKind, reader) : periodName(target.periodKey, reader),
  );
  const metricWord = plainInMrkdwn(metricName(metric, reader));
  return plainReply(say('choose_period', { metric: metricWord, choices: choices.join(say('list_comma')) }));
}
