import type { Told } from '../../src/goals/batch/blocks.ts';
import { ruleOf } from '../../src/goals/levels/levels.ts';
import { childKey } from '../../src/goals/split/children.ts';
import { type How, splitTarget } from '../../src/goals/split/split.ts';
import type { SplitShown } from '../../src/goals/split/view.ts';
import { monthsOf, type SpreadHow, sharesByDays, spreadTarget } from '../../src/goals/spread/spread.ts';
import type { SpreadShown } from '../../src/goals/spread/view.ts';
import type { Target } from '../../src/goals/target.ts';
import type { Whose } from '../../src/goals/whose.ts';
import { workCalendar } from '../../src/kpi/calendar.ts';
import type { MetricInfo } from '../../src/playbook/playbook.ts';
import { day, key } from './given.ts';

/** What the modals and answers about several targets show, from a target and a name. */

const VALUE = 987_654_321_000n;

export function splitShown(
  target: Target,
  metric: MetricInfo,
  name: string,
  count: number,
  how: How,
): SplitShown {
  const children = Array.from({ length: count }, (_, index) => {
    const subject = { kind: 'member', id: `m${index}` } as const;
    const whose: Whose = { subject, name, slackUserId: 'U1', teamId: 'west', tz: 'UTC', isSelf: false };
    return { key: childKey(subject), whose, people: 1, isUsual: true };
  });
  const kept = children.slice(0, 1).map((child) => child.key);
  const whole = { value: VALUE, levels: {}, rule: ruleOf(metric.definition), isInherited: false, step: 100n };
  const candidates = children.map((child) => ({
    ...{ key: child.key, people: 1, past: 0n, typed: 500n },
    locked: kept.includes(child.key) ? 700n : undefined,
  }));
  return {
    ...{
      target,
      value: VALUE,
      metric,
      name,
      amongs: ['teams', 'people', 'regions'],
      among: 'people',
      how,
      children,
    },
    ...{
      chosen: children.map((child) => child.key),
      now: new Map(children.map((child) => [child.key, 700n])),
      kept,
    },
    ...{ split: splitTarget(whole, how, candidates), isInherited: false },
  };
}

export function spreadShown(target: Target, metric: MetricInfo, name: string, how: SpreadHow): SpreadShown {
  const months = monthsOf(key('2026'), {});
  const whole = { value: VALUE, levels: {}, rule: ruleOf(metric.definition), step: 100n };
  const spread = spreadTarget(whole, months, sharesByDays(months, workCalendar()), day('2026-11-23'));
  return { target, value: VALUE, metric, name, how, spread, isSeasonKnown: false };
}

export function toldOf(target: Target, metric: MetricInfo, name: string): Told[] {
  const version = target.versions.at(-1);
  return version === undefined
    ? []
    : [{ written: { target, before: target, version, later: [version] }, metric, name }];
}
