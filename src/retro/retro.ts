import type { LocalDate } from '../kpi/localDate.ts';
import type { PeriodKey } from '../kpi/period.ts';
import type { Locale } from '../platform/words.ts';
import type { Contribution } from './bag/bag.ts';
import type { Variance } from './variance.ts';

/** Steps of a retrospective, in their order; a discarded one was opened by mistake. */
export const STATES = ['collecting', 'voting', 'deciding', 'closed', 'discarded'] as const;
export type RetroState = (typeof STATES)[number];

/** A team's look back at a period. */
export interface Retro {
  id: string;
  teamId: string;
  periodKey: PeriodKey;
  state: RetroState;
  channel: string;
  locale: Locale;
  /** Null: the schedule opened it. */
  facilitatorId: string | null;
  openedOn: LocalDate;
  closedOn: LocalDate | null;
  variances: readonly Variance[];
  /** What became of the experiments before it. */
  lastTime: readonly PastExperiment[];
  /** Once it was closed: what was contributed, as the team saw it. */
  contributions: readonly Contribution[];
}

/** An experiment of an earlier retrospective, as it was told when this one was opened. */
export interface PastExperiment {
  text: string;
  metricKey: string;
  /** Hundredths of a percent. */
  expected: number;
  until: LocalDate;
  /** Undefined: it runs still. */
  outcome: Outcome | undefined;
}

export const VERDICTS = ['helped', 'no change', 'worse', 'too few data'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What came of an experiment. Changes are in hundredths of a percent: +10 % is 1000. */
export interface Outcome {
  verdict: Verdict;
  /** Against as many days before; null where nothing can be compared. */
  change: number | null;
  /** The 80 % interval of the change, where there is one. */
  interval: readonly [low: number, high: number] | null;
  /** Whether the change is at least what was expected. */
  asExpected: boolean;
}

export const EXPERIMENT_STATES = ['running', 'done', 'dropped'] as const;

/** What a team tries, measured by one metric. */
export interface Experiment {
  id: string;
  retroId: string;
  teamId: string;
  text: string;
  ownerId: string;
  metricKey: string;
  /** Hundredths of a percent. */
  expected: number;
  from: LocalDate;
  /** The last day. */
  until: LocalDate;
  state: (typeof EXPERIMENT_STATES)[number];
  outcome: Outcome | undefined;
}

/** A team leaves with no more than this: what is tried by half is not tried. */
export const MOST_EXPERIMENTS = 2;

export const openKeyOf = (teamId: string, periodKey: PeriodKey): string => `${teamId}:${periodKey}`;
