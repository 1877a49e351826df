import { may } from '../../people/rights.ts';
import { listAdministrators } from '../../people/store.ts';
import { namesWithin } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, Input, VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { type ReadyMadeKey, readyMadeKey } from '../readyMade/all.ts';
import { readPlaybook } from '../store.ts';
import { choicesReply, chosenReply, lookReply, namesOfKeys, undoneReply } from './blocks.ts';
import { readyMadeIn } from './merge.ts';
import { choosePlaybook, previewChoice, undoChoice } from './store.ts';
import { chooseWords } from './words.ts';

const playbookOf = ({ deps, workspace }: Input) =>
  readPlaybook(deps.db, workspace.id, workspace.playbookVersion);

/** `/pace playbook choose [key]`: the list, or one of them from inside. */
export async function choose(input: VerbInput, rest: string): Promise<void> {
  if (!(await mayChange(input))) return;
  const key = readyMadeKey(normalise(rest).text);
  if (key !== undefined) return input.reply(await look(input, key));
  const current = readyMadeIn(await playbookOf(input));
  await input.reply(choicesReply(current, rest.trim() !== '', input.actor.locale));
}

/** "Back to the list". */
export async function showChoices(input: ActionInput): Promise<void> {
  if (!(await mayChange(input))) return;
  await input.replace(choicesReply(readyMadeIn(await playbookOf(input)), false, input.actor.locale));
}

/** "Look inside". */
export async function lookInside(input: ActionInput): Promise<void> {
  if (!(await mayChange(input))) return;
  const key = readyMadeKey(input.value);
  if (key !== undefined) await input.replace(await look(input, key));
}

async function look(input: Input, key: ReadyMadeKey) {
  const { deps, workspace, actor } = input;
  const playbook = await playbookOf(input);
  const { isFresh, keptTypes, keptMetrics } = await previewChoice(deps.db, workspace.id, key);
  const kept = namesOfKeys(playbook, [...keptTypes, ...keptMetrics], actor.locale);
  return lookReply(key, { isCurrent: readyMadeIn(playbook) === key, isFresh, kept }, actor.locale);
}

/** "Use this one". */
export async function useThis(input: ActionInput): Promise<void> {
  if (!(await mayChange(input))) return;
  const { deps, workspace, actor } = input;
  const key = readyMadeKey(input.value);
  if (key === undefined) return;
  const before = await playbookOf(input);
  const chosen = await choosePlaybook(deps.db, workspace.id, actor.memberId, key, input.transportKey);
  if (!chosen.ok) return;
  await deps.db.durable();
  const { version, keptTypes, keptMetrics } = chosen.value;
  const kept = namesOfKeys(before, [...keptTypes, ...keptMetrics], actor.locale);
  await input.replace(chosenReply(key, version, kept, actor.locale));
}

/** Undo of a choice. */
export async function undo(input: ActionInput): Promise<void> {
  if (!(await mayChange(input))) return;
  const { deps, workspace, actor } = input;
  const playbook = await playbookOf(input);
  const undone = await undoChoice(deps.db, workspace.id, actor.memberId, Number(input.value));
  await deps.db.durable();
  if (undone.ok) return input.replace(undoneReply({ kind: 'undone' }, actor.locale));
  const { problem } = undone;
  // The confirmation stays where it is: what it says is still so.
  if (problem.kind === 'late') return input.reply(undoneReply(problem, actor.locale));
  const names = namesOfKeys(playbook, problem.keys, actor.locale);
  await input.reply(undoneReply({ kind: 'used', names }, actor.locale));
}

/** Playbooks are changed by administrators: others are told whom to ask, and the attempt is noted. */
export async function mayChange({ deps, workspace, actor, reply }: Input): Promise<boolean> {
  if (may(actor, 'settings', { memberId: null, teamId: null })) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'playbook', `workspace:${workspace.id}`);
  const say = chooseWords(actor.locale);
  const names = (await listAdministrators(deps.db, workspace.id)).map((one) => plainInMrkdwn(one.name));
  await reply({ text: say('denied', { who: namesWithin(names, actor.locale) || say('no-administrator') }) });
  return false;
}
