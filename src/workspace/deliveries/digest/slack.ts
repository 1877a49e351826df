import { openDeliveries } from '../../../platform/jobs/asking.ts';
import type { DigestAsk, DigestPart } from '../../../platform/slice.ts';
import { frameOf, linesOfParked } from '../job.ts';
import { deliveryParts } from './parts.ts';

/** So many of each; who leads was asked about every one of them in a message of its own, too. */
const MOST = 3;

/** What a lead's weekly digest says of reports that only a person can decide about: those that may be there, and those that are too late. */
export async function digest(ask: DigestAsk): Promise<DigestPart[]> {
  const { deps, workspace, actor, team } = ask;
  const { messages, runs } = await openDeliveries(deps.db, workspace.id, team.id);
  if (messages.length + runs.length === 0) return [];
  const parked = await linesOfParked(deps, messages.slice(0, MOST));
  const late = runs.slice(0, MOST).map((run) => ({ ...run, team: team.name }));
  return deliveryParts(parked, late, actor.locale, frameOf(workspace));
}
