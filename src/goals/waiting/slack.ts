/** Reads what waits for somebody's answer. */
import { rangeOf } from '../../kpi/period.ts';
import { type Acting, type Circle, subjectOf } from '../circle/slack.ts';
import { openProposals } from '../store.ts';
import { openProposal, sideToAnswer } from '../target.ts';
import { leadsOf, mayAnswer } from '../whose.ts';
import type { Waiting } from './blocks.ts';

/**
 * T-06: the proposals of others that wait for the actor: for those who lead the person's team, or for administrators where nobody does. (What is
 * proposed to the actor stands among their own targets.)
 */
export async function waitingFor(input: Acting, circle: Circle): Promise<Waiting[]> {
  const { deps, workspace, actor } = input;
  const { people, teams, playbook, reader } = circle;
  const open = await openProposals(deps.db, workspace.id);
  return open.flatMap((target): Waiting[] => {
    const whose = subjectOf(target.subject, input, circle);
    const version = openProposal(target);
    const metric = playbook.metrics.find((one) => one.key === target.metricKey);
    if (whose === undefined || whose.isSelf || version === undefined || metric === undefined) return [];
    if (target.periodKey !== null && rangeOf(target.periodKey, reader).to <= reader.today) return [];
    const person = people.find((one) => one.memberId === target.subject.id);
    const leads = leadsOf(whose, people, teams);
    const isTheirs =
      leads.length === 0 ? actor.isAdmin : leads.some((one) => one.memberId === actor.memberId);
    const mayAnswerIt = mayAnswer(actor, whose, sideToAnswer(target, version));
    return isTheirs && mayAnswerIt && person?.isActive ? [{ target, metric, name: whose.name }] : [];
  });
}
