import { openDeliveries } from '../../../platform/jobs/asking.ts';
import type { DigestAsk, DigestPart } from '../../../platform/slice.ts';
import { lateBlocks, parkedBlocks } from '../blocks.ts';
import { frameOf, linesOfParked } from '../job.ts';

/** So many of each; who leads was asked about every one of them in a message of its own, too. */
const MOST = 3;

/** What a lead's weekly digest says of reports that only a person can decide about: those that may be there, and those that are too late. */
export async function digest(ask: DigestAsk): Promise<DigestPart[]> {
  const { deps, workspace, actor, team } = ask;
  const { messages, runs } = await openDeliveries(deps.db, workspace.id, team.id);
  if (messages.length + runs.length === 0) return [];
  const { zone, periods } = frameOf(workspace);
  const { locale } = actor;
  const parked = await linesOfParked(deps, messages.slice(0, MOST));
  const late = runs.slice(0, MOST).map((run) => ({ ...run, team: team.name }));
  return [
    ...parked.map((line) => parkedBlocks(line, [line], { locale, zone })),
    ...late.map((line) => lateBlocks(line, [line], locale, { zone, periods })),
  ].map((blocks): DigestPart => ({ kind: 'decision', order: 10, blocks }));
}
