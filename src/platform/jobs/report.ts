import type { Temporal } from '../../kpi/time.ts';
import type { Reply } from '../blocks.ts';
import type { ChartSpec } from '../charts/spec.ts';
import type { Deps } from '../slice.ts';

/** One message of a report, before it is frozen into the outbox. */
export interface OutMessage {
  /** Unique in the report's run: "rep:<member id>", "digest", "board". */
  key: string;
  /** Channel id, or user id for a direct message. */
  channel: string;
  /** For rehearsals: to whom, in words. */
  to: string;
  reply: Reply;
  /** Drawn when the report is built, and shown below the blocks (or where `imageAfter` says). */
  chart?: ChartSpec;
  /** Index of the block after which the image stands; default: the end. */
  imageAfter?: number;
}

/** What a report is asked for. */
export interface ReportRequest {
  workspaceId: string;
  /** '' for the whole workspace. */
  teamId: string;
  /** The period it reports, for example "2026-W47" (P-01). */
  periodKey: string;
  /** The instant at which it is due: what it says is as of the period's end (K-08). */
  dueAt: Temporal.Instant;
}

/** A kind of report, brought by a slice: reads, decides, and returns messages. It sends nothing itself. */
export interface ReportKind {
  /** "weekly-feedback", "leaderboard". */
  kind: string;
  /** Default schedule: ISO weekday and local time. */
  weekday: number;
  localTime: string;
  build(deps: Deps, request: ReportRequest): Promise<OutMessage[]>;
}
