import { may } from '../../people/rights.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { changedReply, valuesForm, valuesReply } from './blocks.ts';
import { readValues, saveValues, valuesBefore } from './store.ts';
import { type CompanyValue, readLines } from './values.ts';
import { valueWords } from './words.ts';

const mayChange = ({ actor }: Input): boolean => may(actor, 'settings', { memberId: null, teamId: null });

async function isAllowed(input: Input): Promise<boolean> {
  if (mayChange(input)) return true;
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, 'settings', `workspace:${workspace.id}`);
  await input.reply({ text: valueWords(actor.locale)('denied') });
  return false;
}

/** `/kudos values`: everybody reads them, administrators change them. */
export async function showValues(input: Input, values: readonly CompanyValue[]): Promise<void> {
  await input.reply(valuesReply(values, mayChange(input), input.actor.locale));
}

/** "Change". */
export async function openValues(input: ActionInput): Promise<void> {
  if (!(await isAllowed(input))) return;
  await input.open(valuesForm(await readValues(input.deps.db, input.workspace.id), input.actor.locale));
}

/** The edited lines. */
export async function submitValues(input: SubmitInput): Promise<void> {
  await save(input, input.values['values'] ?? '');
}

/** Undo: what stood there before that change; who may is asked again. */
export async function undoValues(input: ActionInput): Promise<void> {
  const before = await valuesBefore(input.deps.db, input.workspace.id, input.value);
  if (before !== undefined) await save(input, before);
}

async function save(input: Input, lines: string): Promise<void> {
  if (!(await isAllowed(input))) return;
  const { deps, workspace, actor, transportKey } = input;
  const before = await readValues(deps.db, workspace.id);
  const read = readLines(lines, before);
  if (!read.ok) return;
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const changeId = await saveValues(deps.db, act, before, read.value);
  if (changeId !== undefined) await input.reply(changedReply(changeId, read.value, actor.locale));
}
