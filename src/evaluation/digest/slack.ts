/** What a lead's weekly digest says of evaluations: adjustments that wait for a second person (S-06), and cycles that wait for the lead. */
import { maySecond } from '../../people/rights.ts';
import { actions, button, section } from '../../platform/blocks.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { DigestAsk, DigestPart } from '../../platform/slice.ts';
import { secondQuestion } from '../adjust/slack.ts';
import { adjustmentsOf } from '../adjust/store.ts';
import { standOf } from '../answer/answer.ts';
import { answersOf } from '../answer/store.ts';
import { type Cycle, type CycleMember, stepOf } from '../cycle/cycle.ts';
import { membersOfCycle, openCycles } from '../cycle/store.ts';
import { mayOver, type Part, readScene, type Scene } from '../scene/slack.ts';
import { words } from '../words.ts';

export async function digest(ask: DigestAsk): Promise<DigestPart[]> {
  const { deps, workspace } = ask;
  const cycles = await openCycles(deps.db, workspace.id);
  if (cycles.length === 0) return [];
  const scene = await readScene(ask);
  const parts: DigestPart[] = [];
  for (const cycle of cycles) {
    const members = await membersOfCycle(deps.db, workspace.id, cycle.id);
    const theirs = partsIn(ask, scene, cycle, members);
    parts.push(...(await adjustmentsIn(ask, scene, cycle, theirs)), ...(await waitingIn(ask, cycle, theirs)));
  }
  return parts;
}

/** The people of the digest who take part. */
function partsIn(
  { memberIds }: DigestAsk,
  { people }: Scene,
  cycle: Cycle,
  members: readonly CycleMember[],
): Part[] {
  return members.flatMap((member): Part[] => {
    const person = people.find((one) => one.memberId === member.memberId);
    return person === undefined || !memberIds.has(person.memberId)
      ? []
      : [{ cycle, member, members, person }];
  });
}

async function adjustmentsIn(
  { deps, workspace, actor }: DigestAsk,
  { names }: Scene,
  cycle: Cycle,
  theirs: readonly Part[],
): Promise<DigestPart[]> {
  const adjustments = await adjustmentsOf(deps.db, workspace.id, cycle.id);
  return adjustments.flatMap((one): DigestPart[] => {
    const part = theirs.find(({ person }) => person.memberId === one.memberId);
    if (part === undefined || one.confirmedById !== null) return [];
    if (!maySecond(actor, 'confirm-evaluation', part.person, one.actorId)) return [];
    const { blocks = [] } = secondQuestion(one, names.get(one.actorId) ?? '?', part, actor.locale);
    return [{ kind: 'decision', order: 20, blocks }];
  });
}

/** "Q3: 4 people wait for your word, 1 disputes", where the lead evaluates them. */
async function waitingIn(ask: DigestAsk, cycle: Cycle, theirs: readonly Part[]): Promise<DigestPart[]> {
  const { deps, workspace, actor, today } = ask;
  const said = Map.groupBy(await answersOf(deps.db, workspace.id, cycle.id), (answer) => answer.memberId);
  const steps = theirs
    .filter((part) => mayOver(ask, 'evaluate', part))
    .map(({ member }) => stepOf(cycle, member, standOf(said.get(member.memberId) ?? []), today));
  const say = words(actor.locale);
  const waits = (['manager', 'dispute'] as const).flatMap((step) => {
    const count = steps.filter((one) => one === step).length;
    return count === 0 ? [] : [say(step === 'manager' ? 'waitManager' : 'waitDispute', { count })];
  });
  if (waits.length === 0) return [];
  const text = `*${plainInMrkdwn(cycle.name)}* · ${waits.join(say('join'))}`;
  return [
    {
      ...{ kind: 'decision', order: 21 },
      blocks: [section(text), actions(button(say('people'), 'evaluation.people', cycle.id))],
    },
  ];
}
