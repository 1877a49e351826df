/**
 * By what the passes keep the promise "once, on time, nothing lost" (reliability.md § 3). A test may change them, to show that each guard
 * matters: what is switched off, the checker must find (test/torture). The app itself never does.
 */
export interface Rules {
  /** The unique key of a run and of its messages. */
  oncePerPeriod: boolean;
  /** A doubtful message is looked for before it is sent again. */
  looksFirst: boolean;
  /** So long a doubtful message is left alone, since Slack may still be at it. Milliseconds. */
  settleMs: number;
  /** Who lost a message to somebody else writes nothing more about it. */
  isFenced: boolean;
  /** So long a builder has a run. Milliseconds. */
  buildMs: number;
  /** So long a sender has a message. Milliseconds. */
  leaseMs: number;
  /** So long after taking a message its post may begin; with the 10 s of a call it ends well within the lease. Milliseconds. */
  beginsMs: number;
  /** So long after a message of doubtful past its conversation is searched for a second copy. Milliseconds. */
  sweepMs: number;
}

export const rules: Rules = {
  oncePerPeriod: true,
  looksFirst: true,
  settleMs: 90_000,
  isFenced: true,
  buildMs: 120_000,
  leaseMs: 45_000,
  beginsMs: 30_000,
  sweepMs: 5 * 60_000,
};

/** The places between all steps at which a process may die. */
export const points = [
  'before planning',
  'planned',
  'set aside',
  'run taken',
  'composed',
  'frozen',
  'recovered',
  'taken',
  'before the post',
  'posted',
  'marked sent',
  'before looking',
  'looked',
  'looked up',
  'before sweeping',
  'swept',
  'closed',
] as const;
export type Point = (typeof points)[number];

/** For tests: other rules, and what happens at a point (the process is killed there, or held up). */
export interface Trial {
  rules?: Partial<Rules>;
  at?(point: Point): Promise<void> | void;
}

/** The rules in force. */
export const rulesOf = (trial: Trial | undefined): Rules => ({ ...rules, ...trial?.rules });

/** Thrown by a test at a point: from there on the process does nothing more. */
export class Killed extends Error {}
