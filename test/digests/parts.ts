import { digestBlocks } from '../../src/activities/odd/question.ts';
import { amountsBlocks } from '../../src/activities/trust/blocks.ts';
import { askedOf, judge, judgedVersion } from '../../src/goals/difficulty/judge.ts';
import { type Judged, outliersOf } from '../../src/goals/difficulty/outliers/outliers.ts';
import { targetParts } from '../../src/goals/digest/parts.ts';
import type { MarketEvent } from '../../src/goals/review/market.ts';
import type { Review } from '../../src/goals/review/review.ts';
import { openProposal, type Target, type TargetVersion } from '../../src/goals/target.ts';
import { whosePerson, whoseTeam } from '../../src/goals/whose.ts';
import { DEFAULT_DIFFICULTY } from '../../src/kpi/difficulty.ts';
import { currency } from '../../src/kpi/money.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { Temporal } from '../../src/kpi/time.ts';
import type { Actor, DigestPart } from '../../src/platform/slice.ts';
import type { Locale } from '../../src/platform/words.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { deliveryParts } from '../../src/workspace/deliveries/digest/parts.ts';
import { activity } from '../activities/samples.ts';
import { historyOf, stay, team } from '../goals/difficulty/given.ts';
import { day, key } from '../goals/given.ts';
import type { Company, Given } from './given.ts';

/** What the slices bring to a golden digest, from the builders that bring it to a real one. */

/** Who leads the team and reads it, on the Monday after its week. */
const lead: Actor = {
  ...{ workspaceId: 'w', memberId: 'maya', slackUserId: 'U-maya', name: 'Maya', locale: 'en', tz: 'UTC' },
  ...{ isAdmin: false, isFinance: false, role: 'manager', teamId: 'west', region: null, leads: ['west'] },
};

export function partsOf(
  given: Given,
  company: Company,
  market: readonly MarketEvent[],
  locale: Locale,
): DigestPart[] {
  return [
    ...reports(given, locale),
    ...targets(given, company, given.hasReview ? market : [], locale),
    ...amounts(given, locale),
    ...odd(given, locale),
  ];
}

function reports({ parked, late, team: { name } }: Given, locale: Locale): DigestPart[] {
  const lines = parked.map(({ to, error, tried }, at) => ({
    ...{ id: `p${at}`, key: 'weekly-feedback:west:2026-W47:rep', channel: 'D1', person: to, error },
    ...({ triedAt: new Date(tried), state: 'parked', linkBefore: undefined } as const),
  }));
  const runs = late.map(({ week, due }, at) => ({
    ...({ id: `r${at}`, team: name, periodKey: week, dueAt: new Date(due), state: 'offered' } as const),
  }));
  return deliveryParts(lines, runs, locale, { zone: 'UTC', periods: {} });
}

function targets(
  given: Given,
  { metrics, reps, teamTargets }: Company,
  market: readonly MarketEvent[],
  locale: Locale,
): DigestPart[] {
  const today = day(rangeOf(key(given.week)).to);
  const reader = { locale, currency: currency(given.currency), fiscalYearStart: 1, today };
  const all = [...reps.flatMap(({ facts }) => facts.targets), ...teamTargets].map((one) =>
    withProposal(one, given),
  );
  const people = reps.map(({ person }) => person);
  const west = team('west', { name: given.team.name });
  const history = {
    ...historyOf({
      ...{ people, teams: [west], stays: reps.map(({ person, from }) => stay(person.memberId, from)) },
      rows: reps.flatMap(({ facts }) => facts.rows),
      calendars: Object.fromEntries(reps.map(({ person, facts }) => [person.memberId, facts.calendar])),
    }),
    metrics,
  };
  const judged = all.flatMap((target): Judged[] => {
    const metric = metrics.find((one) => one.key === target.metricKey);
    const asked = metric && askedOf(target, metric, judgedVersion(target, today), today);
    const [judgement] = asked ? judge(history, [asked], DEFAULT_DIFFICULTY, reader.currency) : [];
    const person = people.find(({ memberId }) => memberId === target.subject.id);
    const whose = person === undefined ? whoseTeam(west, 'UTC') : whosePerson(person, lead.memberId);
    return metric && judgement ? [{ target, metric, whose, judgement }] : [];
  });
  const proposals = all.flatMap((target) => {
    const metric = metrics.find((one) => one.key === target.metricKey);
    return metric && openProposal(target) ? [{ target, metric, name: target.subject.id }] : [];
  });
  const reviews = market.map(reviewOf);
  const told = { reviews, proposals, outliers: outliersOf(judged, lead).listed };
  return targetParts(told, { metrics, names: new Map() }, reader);
}

const reviewOf = (event: MarketEvent): Review => ({
  ...{ id: 'r', key: 'r', event, recipients: [], lines: [], state: 'open', decidedBy: null, reason: '' },
});

function withProposal(target: Target, { proposals }: Given): Target {
  const own = proposals.find(
    ({ person, metric }) => target.subject.id === person && target.metricKey === metric,
  );
  if (own === undefined) return target;
  const { value, from, trigger, reason } = own;
  const version: TargetVersion = {
    ...{ seq: target.versions.length + 1, from: day(from), value: BigInt(value) * 100n },
    state: 'proposed',
    ...{ actorId: own.person, trigger, reason, at: Temporal.Instant.from('2026-11-20T12:00:00Z') },
  };
  return { ...target, versions: [...target.versions, version] };
}

/** M-07, as in activities/trust. */
function amounts(given: Given, locale: Locale): DigestPart[] {
  if (given.amounts.length === 0) return [];
  const at = Temporal.Instant.from('2026-11-20T12:00:00Z');
  const open = given.amounts.map(([date, value], index) => ({
    ...activity({ typeKey: 'deal', localDate: day(date), amount: BigInt(value) * 100n }),
    ...{ id: `a${index}`, batchId: 'b', line: index, memberId: 'ana', actorId: 'ana', origin: 'slash' },
    ...{ recordedAt: at, externalId: null },
  })) as Parameters<typeof amountsBlocks>[0];
  return [{ kind: 'decision', order: 40, blocks: amountsBlocks(open, false, given.currency, locale) }];
}

/** As in activities/odd: to know, not to decide. */
function odd({ odd: asked, playbook }: Given, locale: Locale): DigestPart[] {
  const told = asked.map(({ type, date, count, outOf, minutes, ...rest }, at) => ({
    ...{ id: `o${at}`, key: `o${at}`, typeKey: type, date: day(date), outOf, minutes, ...rest },
    ...{
      facts: Array.from({ length: count }, (_, index) => `f${index}`),
      askedOn: day(date),
      shownOn: day(date),
    },
  }));
  const blocks = digestBlocks(told, { locale, types: readyMadeOf(playbook).types });
  return blocks.length === 0 ? [] : [{ kind: 'note', order: 45, blocks }];
}
