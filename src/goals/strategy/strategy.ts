/** T-06: a strategy that an administrator enters, and the targets that it concerns. Pure. */
import { exact } from '../../kpi/exact.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import type { CurrencyCode } from '../../kpi/money.ts';
import { type PeriodOptions, rangeOf } from '../../kpi/period.ts';
import type { Person, TeamInfo } from '../../people/person.ts';
import { teamsBelow } from '../../people/tree.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { ruleOf } from '../levels/levels.ts';
import { scaledLevels, scaledValue } from '../levels/scale.ts';
import { stepOf } from '../parts.ts';
import { firstDateOf, officialOn } from '../review/held.ts';
import { lineOf, type ReviewLine } from '../review/review.ts';
import { EXTRA_LEVELS, type ExtraLevels, levelsOn, type Target } from '../target.ts';

export interface Strategy {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly from: LocalDate;
  readonly metricKeys: readonly string[];
  /** Empty: every team. */
  readonly teamIds: readonly string[];
  /** Per cent by which the targets change. */
  readonly percent: number;
  readonly actorId: string;
}

const PERCENT = /^(?<sign>[+\-−–＋－]?)\s*(?<number>\d{1,3})\s*[%％]?$/u;

/** "+20%", "-10", "−10 %": a whole per cent from −99 to 900, not 0; undefined for anything else. */
export function readPercent(text: string): number | undefined {
  const found = PERCENT.exec(text.trim().normalize('NFKC'))?.groups;
  if (found === undefined) return undefined;
  const number = Number(found['number']);
  const percent = found['sign'] === '' || found['sign'] === '+' ? number : -number;
  return percent === 0 || percent <= -100 || percent > 900 ? undefined : percent;
}

const LIST_WORDS: readonly string[] = ['list', 'show', '列表', '查看'];

/** Whether what stands behind the verb asks for the list, and is no title. */
export const asksForList = (text: string): boolean => LIST_WORDS.includes(text.toLowerCase());

/** What a strategy is read against. */
export interface StrategyScene {
  readonly targets: readonly Target[];
  readonly metrics: readonly MetricInfo[];
  readonly people: readonly Person[];
  readonly teams: readonly TeamInfo[];
  readonly currency: CurrencyCode;
  readonly periods: PeriodOptions;
}

/** The team for which a target counts: the person's of today, or the team itself; null for all others. */
export function teamOf({ subject }: Pick<Target, 'subject'>, people: readonly Person[]): string | null {
  if (subject.kind === 'team') return subject.id;
  const person = people.find((one) => subject.kind === 'member' && one.memberId === subject.id);
  return person?.isActive ? person.teamId : null;
}

/** T-06: the official targets of the teams and all below them that hold when the strategy begins, each changed by its share, in whole steps. */
export function strategyLines(
  strategy: Pick<Strategy, 'from' | 'metricKeys' | 'teamIds' | 'percent'>,
  scene: StrategyScene,
): ReviewLine[] {
  const { teamIds, metricKeys, from, percent } = strategy;
  const chosen = new Set(teamIds.flatMap((id) => [...teamsBelow(scene.teams, id)]));
  const factor = exact(100 + percent, 100);
  return scene.targets.flatMap((target): ReviewLine[] => {
    const metric = scene.metrics.find((one) => one.key === target.metricKey);
    const before = officialOn(target, firstDateOf(target, from, scene.periods));
    if (metric === undefined || before === null || !metricKeys.includes(target.metricKey)) return [];
    if (target.periodKey !== null && rangeOf(target.periodKey, scene.periods).to <= from) return [];
    const teamId = teamOf(target, scene.people);
    const isPersonOrTeam = target.subject.kind === 'member' || target.subject.kind === 'team';
    if (!isPersonOrTeam || (target.subject.kind === 'member' && !isActive(target, scene.people))) return [];
    if (teamIds.length > 0 && (teamId === null || !chosen.has(teamId))) return [];
    const step = stepOf(metric.definition, scene.currency);
    const after = scaledValue(before, factor, step);
    const held = { value: before, levels: levelsOn(target, firstDateOf(target, from, scene.periods)) };
    const levels = scaledLevels(held, after, ruleOf(metric.definition), step);
    return [{ ...lineOf(target, before, after), ...(hasLevels(levels) ? { levels } : {}) }];
  });
}

const hasLevels = (levels: ExtraLevels): boolean => EXTRA_LEVELS.some((level) => levels[level] !== undefined);

const isActive = ({ subject }: Target, people: readonly Person[]): boolean =>
  people.some((one) => one.memberId === subject.id && one.isActive);

/** Which metrics have official targets: in any team (−1), and in which of the teams or below them (by their place in the list). */
export function coverage(scene: StrategyScene, from: LocalDate): Map<string, Set<number>> {
  const keys = scene.metrics.map((metric) => metric.key);
  const below = scene.teams.map((team) => teamsBelow(scene.teams, team.id));
  const found = new Map<string, Set<number>>();
  for (const line of strategyLines({ from, metricKeys: keys, percent: 100, teamIds: [] }, scene)) {
    const places = (found.get(line.metricKey) ?? new Set<number>()).add(-1);
    found.set(line.metricKey, places);
    const teamId = teamOf(line, scene.people);
    for (const [place, teams] of below.entries()) if (teamId !== null && teams.has(teamId)) places.add(place);
  }
  return found;
}

/** Of a strategy one question to each group of leads. */
export const strategyKey = (id: string): string => `strategy:${id}`;
