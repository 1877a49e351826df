import { localDateOf } from '../../kpi/time.ts';
import { leadsAnybody } from '../../people/rights.ts';
import { listPeople } from '../../people/store.ts';
import { formatDate } from '../../platform/format.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { denied } from '../../workspace/store.ts';
import { actOf } from '../form/slack.ts';
import { type Teller, tellerFor } from '../report/tell.ts';
import { readCampaigns } from '../store.ts';
import {
  amountIn,
  decidedReply,
  decisionForm,
  decisionIn,
  MOST_PAST,
  movesReply,
  type PastShown,
} from './blocks.ts';
import { type OpenMove, readOpenMoves } from './reading/index.ts';
import { decideMove, readDecisions, type Verdict } from './store.ts';
import { moveWords } from './words.ts';

interface Open {
  moves: OpenMove[];
  teller: Teller;
}

async function readOpen({ deps, workspace, actor, today }: Input): Promise<Open> {
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  return {
    moves: await readOpenMoves(deps.db, workspace.id, playbook, { actor, today }),
    teller: tellerFor(actor.locale, workspace.currency, playbook),
  };
}

/** `/pace campaign moves`. */
export async function showMoves(input: Input): Promise<void> {
  const { deps, workspace, actor } = input;
  if (!leadsAnybody(actor)) {
    await denied(deps.db, workspace.id, actor.memberId, 'move-budget', 'campaigns');
    return input.reply({ text: moveWords(actor.locale)('deniedAll') });
  }
  const [{ moves, teller }, past] = await Promise.all([readOpen(input), readPast(input)]);
  await input.reply(movesReply(moves, teller, past));
}

/** What was decided before, newest first, with the names of today. */
async function readPast({ deps, workspace, actor, today }: Input): Promise<PastShown[]> {
  const [decisions, campaigns, people] = await Promise.all([
    readDecisions(deps.db, workspace.id),
    readCampaigns(deps.db, workspace.id),
    listPeople(deps.db, workspace.id, today),
  ]);
  const nameOf = (id: string): string => campaigns.find((one) => one.id === id)?.name ?? '';
  return decisions
    .toSorted((a, b) => b.at.epochMilliseconds - a.at.epochMilliseconds)
    .slice(0, MOST_PAST)
    .map(({ kind, amount, reason, fromId, toId, actorId, at }) => ({
      ...{ kind, amount, reason, from: nameOf(fromId), to: nameOf(toId) },
      name: people.find((one) => one.memberId === actorId)?.name ?? '',
      date: formatDate(localDateOf(at, actor.tz), actor.locale),
    }));
}

export const pressMoves = (input: ActionInput): Promise<void> => showMoves(input);

/** The proposal as it is now, if the actor may decide it; else it was said why not. */
async function openMove(input: Input, fromId: string, toId: string) {
  const { deps, workspace, actor } = input;
  const say = moveWords(actor.locale);
  const { moves, teller } = await readOpen(input);
  const found = moves.find(({ move }) => move.from.campaign.id === fromId && move.to.campaign.id === toId);
  if (found === undefined) await input.reply({ text: say('stale') });
  if (found?.isOpen === true) return { move: found.move, teller };
  if (found !== undefined) {
    await denied(deps.db, workspace.id, actor.memberId, 'move-budget', `campaign:${fromId}`);
    await input.reply({ text: say('denied') });
  }
  return undefined;
}

async function openForm(input: ActionInput, kind: Verdict['kind']): Promise<void> {
  const [fromId = '', toId = ''] = input.value.split('|');
  const open = await openMove(input, fromId, toId);
  if (open !== undefined)
    await input.open(decisionForm(open.move, kind, input.workspace.currency, open.teller));
}

/** "Accept…" and "Decline…": both ask why. */
export const pressAccept = (input: ActionInput): Promise<void> => openForm(input, 'accepted');
export const pressDecline = (input: ActionInput): Promise<void> => openForm(input, 'declined');

export const submitAccept = (input: SubmitInput): Promise<void> => decide(input, 'accepted');
export const submitDecline = (input: SubmitInput): Promise<void> => decide(input, 'declined');

async function decide(input: SubmitInput, kind: Verdict['kind']): Promise<void> {
  const { deps, workspace, actor, values } = input;
  const { fromId, toId } = decisionIn(input.metadata);
  const open = await openMove(input, fromId, toId);
  if (open === undefined) return;
  const { move, teller } = open;
  const say = moveWords(actor.locale);
  const amount = amountIn(values['amount'] ?? '', { most: move.amount, own: workspace.currency });
  if (kind === 'accepted' && amount === undefined)
    return input.reply({ text: say('errAmount', { most: teller.money(move.amount) }) });
  const verdict: Verdict = {
    kind,
    amount: kind === 'accepted' ? (amount ?? 0n) : 0n,
    reason: (values['reason'] ?? '').trim(),
  };
  const done = await decideMove(deps.db, actOf(input), move, verdict);
  if (done.kind === 'stale') return input.reply({ text: say('stale') });
  if (done.kind === 'decided') await input.reply(decidedReply(move, verdict, done, teller));
}
