import type { Temporal } from '../../kpi/time.ts';
import type { RunInputs } from '../pay/inputs.ts';

/** B-05: a payout run from its draft to the approval. */

export const RUN_STATES = ['draft', 'approved', 'discarded'] as const;
export type RunState = (typeof RUN_STATES)[number];

export interface Run {
  id: string;
  cycleId: string;
  name: string;
  state: RunState;
  inputs: RunInputs;
  sha256: string;
  createdById: string;
  createdAt: Temporal.Instant;
  approvedById: string | null;
  approvedAt: Temporal.Instant | null;
  /** No second eligible person existed. */
  approvedAlone: boolean;
}

/** Where no second eligible person exists the owner confirms alone after so many hours. */
export const ALONE_HOURS = 24;

export interface ApprovalFacts {
  actorId: string;
  /** Administrator or finance. */
  isOfficer: boolean;
  run: Pick<Run, 'state' | 'createdById' | 'createdAt'>;
  /** All administrators and people of finance. */
  officerIds: readonly string[];
  /** Members whom the run pays. */
  paidIds: ReadonlySet<string>;
  now: Temporal.Instant;
}

export type Approval =
  | { readonly kind: 'second' }
  | { readonly kind: 'alone' }
  | { readonly kind: 'no right' }
  | { readonly kind: 'decided' }
  /** B-05: who computed it does not approve it while somebody else can. */
  | { readonly kind: 'own run'; readonly others: readonly string[] }
  /** Nobody approves their own pay while somebody else can. */
  | { readonly kind: 'own pay'; readonly others: readonly string[] }
  | { readonly kind: 'wait'; readonly until: Temporal.Instant };

/** B-05: whether somebody may approve a run: a second person who is not paid by it; alone only its owner, after a day, where there is no such person. */
export function approvalOf(facts: ApprovalFacts): Approval {
  const { actorId, run, paidIds, now } = facts;
  if (run.state !== 'draft') return { kind: 'decided' };
  if (!facts.isOfficer) return { kind: 'no right' };
  const eligible = secondsFor(facts);
  if (eligible.includes(actorId)) return { kind: 'second' };
  if (eligible.length > 0)
    return paidIds.has(actorId) && actorId !== run.createdById
      ? { kind: 'own pay', others: eligible }
      : { kind: 'own run', others: eligible };
  if (actorId !== run.createdById) return { kind: 'own pay', others: [] };
  const until = run.createdAt.add({ hours: ALONE_HOURS });
  return now.epochMilliseconds < until.epochMilliseconds ? { kind: 'wait', until } : { kind: 'alone' };
}

/** Who may be the second person: administrators and finance, but not who computed the run and nobody whom it pays. */
export const secondsFor = ({
  officerIds,
  run,
  paidIds,
}: Pick<ApprovalFacts, 'officerIds' | 'paidIds'> & { run: Pick<Run, 'createdById'> }): string[] =>
  officerIds.filter((id) => id !== run.createdById && !paidIds.has(id));
