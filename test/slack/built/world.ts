import type { KnownBlock, View } from '@slack/types';
import type { Target } from '../../../src/goals/target.ts';
import type { MetricDefinition } from '../../../src/kpi/metric.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { Person, TeamInfo } from '../../../src/people/person.ts';
import type { Reply } from '../../../src/platform/blocks.ts';
import type { WorkspaceInfo } from '../../../src/platform/slice.ts';
import type { Locale } from '../../../src/platform/words.ts';
import type { ActivityTypeInfo, MetricInfo, Playbook } from '../../../src/playbook/playbook.ts';
import { day } from '../../goals/given.ts';

/** A made-up workspace: how much there is of everything, and what its people typed wherever people can type. */
export interface World {
  locale: Locale;
  /** What somebody typed, in a place that takes at most so many characters. */
  typed(limit: number): string;
  teams: number;
  people: number;
  targets: number;
  facts: number;
  types: number;
  metrics: number;
  /** Entries of lists that grow: absences, holidays, versions, rates. */
  entries: number;
}

/** Something that a builder of the app made, as Slack would get it. */
export type Built = { what: string } & (
  | { reply: Reply }
  | { view: View }
  | { home: KnownBlock[] }
  | { part: KnownBlock[] }
);

export const today = day('2026-11-25');
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const stages = ['research', 'campaign', 'lead', 'reach', 'meet', 'deal', 'after-sales', 'elsewhere'];
const namesOf = (name: string) => ({ en: { one: name, other: name }, zh: { other: name } });

function typesOf({ types, typed }: World): ActivityTypeInfo[] {
  return times(types, (index) => ({
    key: `type-${index}`,
    stage: stages[index % stages.length] ?? '',
    names: namesOf(typed(80)),
    aliases: times(6, () => typed(40)),
    amount: 'optional',
    customer: 'optional',
    points: 100,
    isRetired: false,
  }));
}

/** Counts and sums in turn, in number and money; the names are whatever an administrator typed. */
function metricsOf({ metrics, typed }: World): MetricInfo[] {
  return times(metrics, (index) => {
    const filter = {
      activityType: [`type-${index}`],
      channel: [typed(80)],
      region: [typed(80)],
    };
    const common = { key: `metric-${index}`, direction: 'higher', prorated: true } as const;
    const definition: MetricDefinition =
      index % 2 === 0
        ? { ...common, nature: 'process', unit: 'count', kind: 'count', source: { filter } }
        : { ...common, nature: 'result', unit: 'money', kind: 'sum', source: { filter, field: 'amount' } };
    return {
      key: definition.key,
      names: namesOf(typed(80)),
      aliases: [typed(40)],
      definition,
      isRetired: false,
    };
  });
}

export const playbookOf = (world: World): Playbook => ({
  version: 1,
  types: typesOf(world),
  metrics: metricsOf(world),
});

export function peopleOf(world: World): Person[] {
  return times(world.people, (index) => ({
    memberId: `m${index}`,
    slackUserId: `U${index}`,
    name: world.typed(80),
    email: null,
    locale: world.locale,
    tz: 'America/Argentina/ComodRivadavia',
    isActive: true,
    hidesFromBoards: false,
    role: 'rep',
    teamId: index % 3 === 0 ? null : `t${index % world.teams}`,
    region: world.typed(80),
    firstDay: null,
    lastDay: null,
  }));
}

export function teamsOf(world: World): TeamInfo[] {
  return times(world.teams, (index) => ({
    id: `t${index}`,
    name: world.typed(80),
    region: world.typed(80),
    tz: null,
    channelId: index % 2 === 0 ? 'C0123456789' : null,
    leadIds: times(Math.min(world.people, 4), (lead) => `m${lead}`),
  }));
}

export function workspaceOf(world: World): WorkspaceInfo {
  return {
    id: 'T1',
    name: world.typed(80),
    locale: world.locale,
    tz: 'America/New_York',
    currency: 'USD',
    fiscalYearStart: 4,
    boardChannelId: 'C0123456789',
    playbookVersion: 1,
    settings: {},
  };
}

const kinds = ['week', 'month', 'quarter', 'year'] as const;

/** Targets of ten digits, each with a version before, a planned one and a proposal, with their reasons. */
export function targetsOf(
  world: World,
  metrics: readonly MetricInfo[],
  subject: Target['subject'],
): Target[] {
  return times(world.targets, (index) => {
    const steps = [
      ['2026-01-01', 8_000_000_000n, 'set'],
      ['2026-11-02', 9_876_543_210n, 'accepted'],
      ['2027-01-04', 9_999_999_999n, 'set'],
      ['2026-12-07', 9_999_999_998n, 'proposed'],
    ] as const;
    const versions = steps.map(([from, value, state], at) => ({
      seq: at + 1,
      from: day(from),
      value: value * 100n,
      state,
      actorId: 'm0',
      trigger: '' as const,
      reason: world.typed(500),
      at: Temporal.Instant.from('2026-11-01T00:00:00Z'),
    }));
    return {
      id: `target-${index}`,
      subject,
      metricKey: metrics[index % metrics.length]?.key ?? '',
      layer: 'official' as const,
      periodKind: kinds[Math.floor(index / metrics.length) % kinds.length] ?? 'week',
      periodKey: null,
      versions,
    };
  });
}
