import type { Odd } from '../../activities/odd/odd.ts';
import type { Planned } from '../../customers/next/planned.ts';
import { type Facts, type Standing, standingsOf } from '../../goals/standing.ts';
import { presence } from '../../kpi/calendar.ts';
import { type Exact, exact, isAtLeast, isZero } from '../../kpi/exact.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import { isAdditive } from '../../kpi/metric.ts';
import { type PeriodKey, periodOf, periodsBefore, rangeOf } from '../../kpi/period.ts';
import { tally } from '../../kpi/tally.ts';
import type { Temporal } from '../../kpi/time.ts';
import type { Badge } from '../../recognition/badges/badge.ts';
import { badgeNews, badgeNudgeKey, toldUpTo } from './badgeNews.ts';
import {
  isQuiet,
  LOOK_MINUTES,
  MOST_A_DAY,
  minutesOf,
  type Nudge,
  type NudgePreference,
  ODD_TO,
  type Waiting,
} from './nudge.ts';

/** Which nudges somebody gets at a moment. Pure. */

export interface NudgeFacts {
  facts: Facts;
  today: LocalDate;
  /** By the person's own clock, since midnight. */
  minute: number;
  /** Customers that wait, longest first. */
  waiting: readonly Waiting[];
  /** Their next follow-ups that are open, earliest first. */
  planned?: readonly Planned[];
  /** Whether nothing else is told: to those who neither sell. */
  isPlannedOnly?: boolean;
  preference: NudgePreference;
  /** What of their entries looks odd, with the id under which it is asked. */
  odd?: readonly { odd: Odd; id: string }[];
  /** Keys of what was sent before; how many of them today. */
  sent: ReadonlySet<string>;
  sentToday: number;
  /** All of the person's badges. */
  badges: readonly Badge[];
  /** When the newest weekly feedback that they got was due: it told what was granted until then. */
  weeklyAt?: Temporal.Instant | undefined;
  now: Temporal.Instant;
}

/** A best week needs so many weeks to compare with. */
const RECORD_WEEKS = 8;
const MILESTONES = [100, 90, 50] as const;
/** Good news first, then what helps today. */
const ORDER = ['milestone', 'badge', 'record', 'odd', 'follow-up', 'silent'] as const;

/** At most two a day, none in quiet hours, none that was muted or sent before; good news first. */
export function decideNudges(given: NudgeFacts): Nudge[] {
  const { preference, minute, sent, sentToday, isPlannedOnly = false } = given;
  if (isQuiet(preference, minute)) return [];
  const found = isPlannedOnly
    ? followUp(given)
    : [
        ...milestones(given),
        ...badges(given),
        ...record(given),
        ...oddOnes(given),
        ...followUp(given),
        ...silent(given),
      ];
  return found
    .filter((nudge) => !preference.muted.includes(nudge.kind) && !sent.has(nudge.key))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .slice(0, Math.max(0, MOST_A_DAY - sentToday));
}

const isAtWork = ({ facts, today }: NudgeFacts): boolean => presence(facts.calendar, today) > 0;

/** Nothing logged by one's hour, on a day on which one works and is there. */
function silent(given: NudgeFacts): Nudge[] {
  const { facts, today, minute, preference } = given;
  if (!isAtWork(given) || minute < (minutesOf(preference.hour) ?? 0)) return [];
  const hasLogged = facts.rows.some(
    (row) => row.date === today && row.sample === undefined && row.count !== 0n,
  );
  return hasLogged ? [] : [{ kind: 'silent', key: `silent:${today}` }];
}

/** Once each, on a day at work, of whoever logs. */
function oddOnes(given: NudgeFacts): Extract<Nudge, { kind: 'odd' }>[] {
  if (!isAtWork(given) || given.isPlannedOnly === true) return [];
  return (given.odd ?? []).map((one) => ({ kind: 'odd', key: `odd:${one.odd.key}`, ...one }));
}

/**
 * What is asked without a message: of whoever muted such, or has quiet hours for as long as entries are looked at. The question stands in their
 * weekly feedback, Home and list, and whoever leads reads of it as of anybody's: to mute is not to be asked nothing.
 */
export function askedQuietly(given: NudgeFacts): Odd[] {
  const { preference, minute } = given;
  const next = minute + LOOK_MINUTES;
  const isQuietToTheEnd = isQuiet(preference, minute) && (next >= ODD_TO || isQuiet(preference, next));
  const isAsked = preference.muted.includes('odd') || isQuietToTheEnd;
  return isAsked ? oddOnes(given).map(({ odd }) => odd) : [];
}

const FOLLOW_UP_KEY = 'follow-up:';
const MOST_PLANNED = 5;
const MOST_WAITING = 3;

/**
 * When the day's work begins: the follow-ups that were planned by today, each once (the key says which), and once a day who waits longest
 * of those for whom none is planned.
 */
function followUp(given: NudgeFacts): Nudge[] {
  const { today, waiting, planned = [], sent } = given;
  if (!isAtWork(given)) return [];
  const keys = [...sent].filter((key) => key.startsWith(FOLLOW_UP_KEY));
  const told = new Set(keys.flatMap((key) => key.split(':')[2]?.split(',') ?? []));
  const due = planned.filter((one) => one.due <= today && !told.has(one.id)).slice(0, MOST_PLANNED);
  const isSaid = keys.some((key) => key.split(':')[1] === today);
  const customers = isSaid
    ? []
    : waiting.filter((one) => !planned.some(({ key }) => key === one.key)).slice(0, MOST_WAITING);
  if (due.length + customers.length === 0) return [];
  const which = due.length === 0 ? '' : `:${due.map(({ id }) => id).join(',')}`;
  return [{ kind: 'follow-up', key: `${FOLLOW_UP_KEY}${today}${which}`, planned: due, customers }];
}

/** The highest mark that was passed; the lower ones count as said with it. Only where more is better, and the target is not reached at once. */
function milestones({ facts, sent }: NudgeFacts): Nudge[] {
  return standingsOf(facts).flatMap((standing, index): Nudge[] => {
    const percent = MILESTONES.find((mark) => hasPassed(standing, mark));
    if (percent === undefined) return [];
    const key = (mark: number): string =>
      `milestone:${standing.metricKey}:${standing.periodKey}:${standing.target?.layer ?? ''}:${mark}`;
    const isSaid = MILESTONES.some((mark) => mark >= percent && sent.has(key(mark)));
    const { metricKey } = standing;
    return isSaid ? [] : [{ kind: 'milestone', key: key(percent), metricKey, percent, index }];
  });
}

function hasPassed({ metric, actual, inForce, isComplete }: Standing, percent: number): boolean {
  if (isComplete || metric.definition.direction !== 'higher' || !isAdditive(metric.definition)) return false;
  if (actual.state !== 'value' || inForce === null || isZero(inForce)) return false;
  const goal: Exact = exact(inForce.n * BigInt(percent), inForce.d * 100n);
  return isAtLeast(actual.value, goal);
}

/** This week is better than each of the eight before, in which something was done. */
function record({ facts, today }: NudgeFacts): Nudge[] {
  const week: PeriodKey = periodOf('week', today, facts.periods);
  const before = periodsBefore(week, RECORD_WEEKS, facts.periods);
  return facts.metrics.flatMap((metric): Nudge[] => {
    const { definition } = metric;
    const isGood =
      definition.direction === 'higher' && isAdditive(definition) && definition.nature !== 'quality';
    if (!isGood || metric.isRetired) return [];
    const sumIn = (key: PeriodKey): bigint =>
      tally(definition, facts.rows, { range: rangeOf(key, facts.periods) });
    const value = sumIn(week);
    const past = before.map(sumIn);
    const [best = 0n] = past.toSorted((a, b) => (a < b ? 1 : -1));
    const isKnown = past.filter((one) => one > 0n).length >= RECORD_WEEKS / 2;
    if (!isKnown || value <= best) return [];
    return [{ kind: 'record', key: `record:${metric.key}:${week}`, metricKey: metric.key, value, best }];
  });
}

/** Badges that are news, all in one; what the weekly feedback told is none any more. */
function badges({ badges: every, sent, weeklyAt, now, today }: NudgeFacts): Nudge[] {
  const { granted, withdrawn, upTo } = badgeNews(every, toldUpTo(sent, weeklyAt), { now, today });
  return upTo === 0 ? [] : [{ kind: 'badge', key: badgeNudgeKey(upTo), granted, withdrawn }];
}
