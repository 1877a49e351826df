import { sumByFirstTouch, sumByOrigin } from '../../../activities/origins/store.ts';
import { addDays, type LocalDate } from '../../../kpi/localDate.ts';
import { listPeople } from '../../../people/store.ts';
import type { Db } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/slice.ts';
import type { Playbook } from '../../../playbook/playbook.ts';
import { bookOf } from '../../book.ts';
import { mayChange, stateOf } from '../../campaign.ts';
import { figuresOf } from '../../report/figures.ts';
import { funnelOf, sourcesOf } from '../../report/funnel.ts';
import { groupsOf } from '../../report/groups.ts';
import { readCampaigns } from '../../store.ts';
import { type Move, movesOf, sideOf } from '../moves.ts';
import { readDecisions } from '../store.ts';

/** what is proposed now: running campaigns since the first of them began, the whole company's figures. */
export async function readMoves(
  db: Db,
  workspaceId: string,
  playbook: Playbook,
  today: LocalDate,
): Promise<Move[]> {
  const funnel = funnelOf(playbook);
  const campaigns = await readCampaigns(db, workspaceId);
  const running = campaigns.filter((one) => one.budget !== null && stateOf(one, today) === 'running');
  const [from] = running.map((one) => one.from).sort();
  if (funnel === undefined || from === undefined || running.length < 2) return [];
  const query = { range: { from, to: addDays(today, 2) }, sources: sourcesOf(funnel) };
  const [sums, touched, decided] = await Promise.all([
    sumByOrigin(db, workspaceId, query),
    sumByFirstTouch(db, workspaceId, query),
    readDecisions(db, workspaceId),
  ]);
  const groups = new Map(
    groupsOf(sums, touched, 'campaign', funnel, bookOf(campaigns)).map((one) => [one.key, one]),
  );
  const sides = running.flatMap((campaign) => {
    const group = groups.get(campaign.id);
    return group === undefined ? [] : (sideOf(campaign, figuresOf(group.tally, funnel)) ?? []);
  });
  return movesOf(sides, decided);
}

/** A proposal, and whether somebody may decide it: both campaigns must be theirs to change. */
export interface OpenMove {
  move: Move;
  isOpen: boolean;
}

export async function readOpenMoves(
  db: Db,
  workspaceId: string,
  playbook: Playbook,
  { actor, today }: { actor: Actor; today: LocalDate },
): Promise<OpenMove[]> {
  const moves = await readMoves(db, workspaceId, playbook, today);
  if (moves.length === 0) return [];
  const people = await listPeople(db, workspaceId, today);
  const ownerOf = (id: string) => people.find((one) => one.memberId === id);
  const isOpen = ({ from, to }: Move): boolean =>
    [from, to].every(({ campaign }) => mayChange(actor, campaign, ownerOf(campaign.ownerId)));
  return moves.map((move) => ({ move, isOpen: isOpen(move) }));
}
