/**
 * What a capability says when it wants a picture: plain data that crosses to a worker thread by structured clone.
 *
 * Every word and every figure comes ready-formatted in the reader's language; numbers here only place things.
 * The drawing code owns no words, so that a chart can never speak another language than the message around it.
 */

/** Which picture a specification asks for. */
export const CHART_KINDS = [
  'kpiWeek',
  'trend',
  'leaderboard',
  'pace',
  'shift',
  'reach',
  'scorecard',
  'spread',
] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** The most rows a picture has room for; further rows are left out of picture and alt text alike. */
export const MOST_KPIS = 6;
export const MOST_RANKS = 10;
export const MOST_SHIFTS = 12;
export const MOST_SCORES = 12;
export const MOST_SPREADS = 12;

/** What stands above the picture, and what it says when there is nothing to draw. */
export interface Heading {
  readonly title: string;
  /** One smaller line: the span and the person or team, "16–22 Nov · Ana Torres". */
  readonly subtitle?: string;
  /** Drawn in place of the figures when there are none: "Nothing logged yet". */
  readonly empty: string;
}

/** One attainment bar: percent of the target (100 = on target), or null for "no data" (M-03). */
export interface AttainmentBar {
  readonly percent: number | null;
  /** "45 of 50 · 90%", or the words for no data. */
  readonly label: string;
}

/** Up to six KPIs: this week's attainment next to the week before, against the 100 % line. */
export interface KpiWeekSpec extends Heading {
  readonly kind: 'kpiWeek';
  /** "This week", "The week before", "Target (100%)". */
  readonly legend: { readonly now: string; readonly before: string; readonly target: string };
  readonly rows: readonly {
    readonly name: string;
    /** Draws a tick in the bar. */
    readonly reached: boolean;
    readonly now: AttainmentBar;
    readonly before: AttainmentBar;
  }[];
}

/** Values over some weeks (eight by habit, 2 to 16) with the target that was in force in each. */
export interface TrendSpec extends Heading {
  readonly kind: 'trend';
  readonly legend: { readonly value: string; readonly target: string };
  readonly points: readonly {
    /** Under the bar: "W41", "10/5". */
    readonly at: string;
    readonly value: number | null;
    readonly label: string;
    readonly target: number | null;
  }[];
  /** The target's figure as words, drawn after its word in the legend. */
  readonly targetLabel?: string;
}

/** Against the previous period of the same kind (L-04): places moved, as words ("2"), or a word for "new". */
export interface Movement {
  readonly direction: 'up' | 'down' | 'same' | 'new';
  readonly label: string;
  /** The whole thing in words, for the alt text: "up 2". */
  readonly words: string;
}

/** A board: horizontal bars with rank, name, value and movement. */
export interface LeaderboardSpec extends Heading {
  readonly kind: 'leaderboard';
  readonly rows: readonly {
    /** "1", or a dash for those listed without a rank (L-03). */
    readonly rank: string;
    readonly name: string;
    readonly value: number;
    readonly label: string;
    readonly movement?: Movement;
    /** Index into `teams`. */
    readonly team?: number;
    /** The reader's own row. */
    readonly mine?: boolean;
  }[];
  /** Team names; each gets a colour and a shape of its own. */
  readonly teams: readonly string[];
}

/** A target in its period: cumulative actual beside the expected line that working days bend, and where it will end (T-03, K-01, K-07). */
export interface PaceSpec extends Heading {
  readonly kind: 'pace';
  readonly legend: { readonly actual: string; readonly expected: string; readonly target: string };
  readonly days: readonly {
    /** Under the axis: "Nov 2"; what would overlap is left out. */
    readonly at: string;
    /** Expected value at the end of the day; null where nothing accrues (a ratio). */
    readonly expected: number | null;
    /** Cumulative actual value; null for days to come, and for what has no data. */
    readonly actual: number | null;
  }[];
  readonly target: { readonly value: number; readonly label: string };
  /** How much of the last day with an actual value is over, and what is expected by then; without it, all of that day. */
  readonly now?: { readonly fraction: number; readonly expected: number | null };
  /** Where the period will end; its words stand in the legend. */
  readonly forecast?: {
    readonly low: number;
    readonly value: number;
    readonly high: number;
    readonly label: string;
  };
  /** The figures of the last day that has an actual value: "31", "36"; '' leaves one out. */
  readonly actualLabel: string;
  readonly expectedLabel: string;
}

/** How often something was reached, before and after a change: a row for each person or period. */
export interface ShiftSpec extends Heading {
  readonly kind: 'shift';
  readonly legend: { readonly before: string; readonly after: string; readonly fewer: string };
  readonly rows: readonly {
    readonly name: string;
    /** Per cent, 0 to 100; null where there is no verdict. */
    readonly before: number | null;
    readonly after: number | null;
    /** "8 of 12", or the words for no verdict. */
    readonly beforeLabel: string;
    readonly afterLabel: string;
  }[];
}

/** How many of a history would have reached a target (T-07): its values best first, the target across them, the share below. */
export interface ReachSpec extends Heading {
  readonly kind: 'reach';
  readonly legend: {
    readonly reached: string;
    readonly missed: string;
    readonly target: string;
    readonly suggestion: string;
  };
  /** Best first. */
  readonly values: readonly { readonly value: number; readonly reached: boolean }[];
  /** One line, or the two ends of a band. */
  readonly target: { readonly values: readonly number[]; readonly label: string };
  /** Per cent that would have reached it: "29 %". */
  readonly reached: { readonly share: number; readonly label: string };
  readonly suggestion?:
    | { readonly value: number; readonly share: number; readonly label: string }
    | undefined;
  /** Thresholds, per cent of the values: "20 %", "85 %". */
  readonly marks: readonly { readonly share: number; readonly label: string }[];
}

/** A scorecard: points of each KPI against the 100 of exactly on target, apart by nature (S-01…S-03). */
export interface ScorecardSpec extends Heading {
  readonly kind: 'scorecard';
  /** "100 = exactly on target". */
  readonly legend: { readonly target: string };
  /** By nature: result, process, quality. */
  readonly rows: readonly {
    readonly name: string;
    /** "Result · 50 %". */
    readonly note: string;
    /** Index of the nature, for the colour: 0, 1, 2. */
    readonly nature: number;
    /** 0 to 120; null: it has none, and its weight is left out. */
    readonly points: number | null;
    /** "110 points", or why there are none. */
    readonly label: string;
  }[];
}

/** How groups of people are spread over the bands, before and after adjustments (S-05, S-06). */
export interface SpreadSpec extends Heading {
  readonly kind: 'spread';
  readonly legend: {
    /** The best first, then those who are not rated. */
    readonly bands: readonly string[];
    readonly before: string;
    readonly after: string;
  };
  readonly rows: readonly {
    readonly name: string;
    /** "12 people · 94.5 points on average". */
    readonly label: string;
    /** People by band; null where nothing was adjusted. */
    readonly before: readonly number[] | null;
    readonly after: readonly number[];
  }[];
}

export type ChartSpec =
  | KpiWeekSpec
  | TrendSpec
  | LeaderboardSpec
  | PaceSpec
  | ShiftSpec
  | ReachSpec
  | ScorecardSpec
  | SpreadSpec;
