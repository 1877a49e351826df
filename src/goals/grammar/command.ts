/** What a line after `/goal` means, and what may be wrong with it. */
import type { LocalDate } from '../../kpi/localDate.ts';
import type { CurrencyCode } from '../../kpi/money.ts';
import type { PeriodKey } from '../../kpi/period.ts';
import type { MetricInfo, Playbook } from '../../playbook/playbook.ts';
import type { LevelsTrouble, LevelsWish } from '../levels/levels.ts';
import type { ExtraLevel, ExtraLevels, Shape, Trigger } from '../target.ts';

/** Whose target. */
export type Who =
  | { readonly kind: 'self' }
  | { readonly kind: 'person'; readonly slackUserId: string }
  | { readonly kind: 'team'; readonly id: string; readonly name: string }
  | { readonly kind: 'region'; readonly name: string }
  | { readonly kind: 'company' };

/** A value for a target. `shape` null: no period was said (see `shapeFor`). */
export interface Wanted {
  readonly who: Who;
  readonly metric: MetricInfo;
  /** Smallest units of the metric. */
  readonly value: bigint;
  /** T-08: what was said of the other levels. */
  readonly levels: LevelsWish;
  readonly shape: Shape | null;
  /** Null: as soon as it may be. */
  readonly from: LocalDate | null;
  /** T-06: what gave rise to it; '' where it was not said. */
  readonly trigger: Trigger;
  readonly reason: string;
}

export type GoalCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly who: Who; readonly metric: MetricInfo | null }
  | { readonly kind: 'form'; readonly who: Who }
  /** T-07: what is too hard or too easy; `self`: all that the actor may set, or their own. */
  | { readonly kind: 'difficulty'; readonly who: Who }
  /** T-05: what newcomers are asked for; `percents` null: off; undefined: the workspace's (`on`), or a question. */
  | {
      readonly kind: 'ramp';
      readonly who: Who;
      readonly said: 'on' | 'ask' | { readonly percents: readonly number[] | null };
    }
  /** Targets of a period (null: not said) times a factor ('' : not said), of some metrics or (none) of all. */
  | {
      readonly kind: 'copy';
      readonly who: Who;
      readonly period: PeriodKey | null;
      readonly factor: string;
      readonly metrics: readonly MetricInfo[];
    }
  | ({ readonly kind: 'set' | 'propose' } & Wanted)
  | ({ readonly kind: 'end' } & Omit<Wanted, 'value' | 'levels'>)
  | {
      readonly kind: 'history';
      readonly who: Who;
      readonly metric: MetricInfo;
      readonly shape: Shape | null;
    };

/** What a line is read against. */
export interface Frame {
  readonly playbook: Playbook;
  readonly currency: CurrencyCode;
  readonly today: LocalDate;
  readonly fiscalYearStart: number;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  /** Names of regions. */
  readonly regions?: readonly string[];
}

/** Where in the line; an empty place at the end where something is missing. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export type Trouble =
  | { readonly kind: 'unknown-metric'; readonly word: string; readonly suggestions: readonly MetricInfo[] }
  | { readonly kind: 'metric-missing' }
  /** A level's word without a number behind it, or said twice. */
  | { readonly kind: 'level-missing'; readonly level: ExtraLevel }
  /** T-08: levels that make no sense. */
  | {
      readonly kind: 'levels';
      readonly metric: MetricInfo;
      readonly problem: LevelsTrouble;
      readonly value: bigint;
      readonly levels: ExtraLevels;
    }
  | { readonly kind: 'value-missing'; readonly metric: MetricInfo }
  | { readonly kind: 'not-a-number'; readonly word: string; readonly metric: MetricInfo }
  | { readonly kind: 'ambiguous-number'; readonly word: string; readonly readings: readonly string[] }
  | { readonly kind: 'too-many-decimals'; readonly word: string; readonly allowed: number }
  | { readonly kind: 'not-positive'; readonly word: string }
  | { readonly kind: 'too-large'; readonly word: string }
  | { readonly kind: 'other-currency'; readonly word: string; readonly currency: CurrencyCode }
  | { readonly kind: 'unknown-word'; readonly word: string }
  | { readonly kind: 'not-a-ramp'; readonly word: string }
  | { readonly kind: 'not-a-factor'; readonly word: string }
  | { readonly kind: 'unknown-trigger'; readonly word: string }
  | { readonly kind: 'unknown-date'; readonly word: string }
  | { readonly kind: 'past'; readonly date: LocalDate }
  | { readonly kind: 'period-over'; readonly period: PeriodKey }
  | { readonly kind: 'outside-period'; readonly date: LocalDate; readonly period: PeriodKey }
  | { readonly kind: 'unknown-team'; readonly word: string; readonly suggestions: readonly string[] }
  | { readonly kind: 'unknown-region'; readonly word: string; readonly suggestions: readonly string[] }
  | { readonly kind: 'unknown-person'; readonly word: string }
  | { readonly kind: 'several-people' };

export type GoalProblem = Trouble & { readonly place: Place };
