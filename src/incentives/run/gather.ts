import type { CardInputs } from '../../evaluation/card/inputs.ts';
import type { CardResult } from '../../evaluation/card/result.ts';
import { type Exact, exact } from '../../kpi/exact.ts';
import type { DateRange } from '../../kpi/localDate.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Membership, TeamInfo } from '../../people/person.ts';
import { teamsAbove } from '../../people/tree.ts';
import { type BadgesGiven, badgesFor } from '../badges/badges.ts';
import { fractionText } from '../fraction.ts';
import { type FrozenPlan, PAY_RULE, type PersonInputs, type RunInputs } from '../pay/inputs.ts';
import { isFor, metricsOf, type Plan } from '../plan/plan.ts';

/** From closed evaluations to what a run is computed from. Pure: it reads nothing but what it is given. */

export interface ClosedCard {
  memberKey: string;
  seq: number;
  sha256: string;
  inputs: CardInputs;
  result: CardResult;
}

export interface Gathering {
  cycle: { id: string; periodKey: string; range: DateRange };
  /** Of the workspace's metrics. */
  currency: string;
  plans: readonly Plan[];
  /** Of the workspace: on which date a version was decided. */
  tz: string;
  /** The newest snapshot of each person counts. */
  cards: readonly ClosedCard[];
  /** Member ids by member key. */
  memberOf: ReadonlyMap<string, string>;
  /** Stays that touch the period (P-06). */
  stays: readonly Membership[];
  /** As of the period's last day. */
  teams: readonly TeamInfo[];
  rates: readonly { currency: string; rate: string; source: string }[];
  /** B-11: by member id. */
  recoveries: ReadonlyMap<string, PersonInputs['recoveries']>;
  badges: BadgesGiven;
}

/** B-05: the frozen inputs. Whoever is in no plan and owes nothing is left out. */
export function gather(given: Gathering): { run: RunInputs; people: PersonInputs[] } {
  const { cycle, plans } = given;
  const run: RunInputs = {
    ...{ rule: PAY_RULE, cycleId: cycle.id, currency: given.currency },
    period: { key: cycle.periodKey, from: cycle.range.from, to: cycle.range.to },
    plans: plans.map((plan) => frozen(plan, given.tz)),
    rates: given.rates.map(({ currency, rate, source }) => ({
      ...{ currency, source, rate: fractionText(decimalFraction(rate)) },
    })),
  };
  const needed = new Set(plans.flatMap(({ rules }) => metricsOf(rules)));
  const lastStay = new Map<string, Membership>();
  for (const stay of given.stays) {
    const known = lastStay.get(stay.memberId);
    if (known === undefined || known.from < stay.from) lastStay.set(stay.memberId, stay);
  }
  const newest = new Map<string, ClosedCard>();
  for (const card of given.cards)
    if (isReadable(card) && (newest.get(card.memberKey)?.seq ?? 0) < card.seq)
      newest.set(card.memberKey, card);
  const people = [...newest.values()].flatMap((card): PersonInputs[] => {
    const memberId = given.memberOf.get(card.memberKey);
    if (memberId === undefined) return [];
    const stay = lastStay.get(memberId);
    const place = {
      memberId,
      role: stay?.role ?? 'none',
      teamIds: teamsAbove(given.teams, stay?.teamId ?? null),
    };
    const own = plans.filter(({ who }) => isFor(who, place));
    const badges = badgesFor(memberId, own, cycle.range, given.badges);
    const recoveries = given.recoveries.get(memberId) ?? [];
    if (own.length === 0) return [];
    return [
      {
        ...{ ...personOf(card, needed), team: stay?.teamId ?? null, recoveries },
        ...(badges.length === 0 ? {} : { badges }),
        plans: own.map(({ id }) => id),
      },
    ];
  });
  return { run, people };
}

const frozen = ({ id, version, name, rules, at }: Plan, tz: string): FrozenPlan => ({
  ...{ id, version, name, rules },
  ...(at === undefined ? {} : { decided: localDateOf(at, tz) }),
});

/** Whether a snapshot has what plans read; a spoilt one is found by the verification, and pays nothing here. */
const isReadable = ({ inputs, result }: ClosedCard): boolean =>
  Array.isArray(inputs.kpis) && typeof inputs.presence === 'object' && 'total' in result;

function personOf(
  { memberKey, seq, sha256, inputs, result }: ClosedCard,
  needed: ReadonlySet<string>,
): Omit<PersonInputs, 'team' | 'plans' | 'recoveries'> {
  return {
    ...{ memberKey, evaluation: { seq, sha256 }, presence: inputs.presence },
    ...{ total: result.total, band: result.band, unrated: result.unrated },
    kpis: inputs.kpis
      .filter(({ metric }) => needed.has(metric))
      .map(({ metric, unit, direction, value, levels }) => ({
        ...{ metric, unit, direction, value, target: levels?.target ?? null },
      })),
  };
}

/** "1.08" exactly. */
export function decimalFraction(text: string): Exact {
  const [whole = '0', rest = ''] = text.split('.');
  return exact(BigInt(`${whole}${rest}`), 10n ** BigInt(rest.length));
}
