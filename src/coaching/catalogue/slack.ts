/** `/pace coaching options`: administrators change what plans can be chosen from. */
import { createHash } from 'node:crypto';
import { may } from '../../people/rights.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { helpedBefore, OPTION_KINDS, type Option } from '../plan/plan.ts';
import { measuredPlans, readOptions, saveOption } from '../plan/store.ts';
import { LONGEST_NAME, optionsReply, optionView } from './blocks.ts';
import { catalogueWords } from './words.ts';

async function onlyAdministrators(input: Input): Promise<boolean> {
  const { deps, workspace, actor } = input;
  if (may(actor, 'settings', { memberId: null, teamId: null })) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'coaching-options', `workspace:${workspace.id}`);
  await input.reply({ text: catalogueWords(actor.locale)('denied') });
  return false;
}

async function list({ deps, workspace, actor }: Input) {
  const [options, measured] = await Promise.all([
    readOptions(deps.db, workspace.id),
    measuredPlans(deps.db, workspace.id),
  ]);
  const all = options.map((option) => ({ option, helped: helpedBefore(measured, option.key) }));
  return optionsReply(all, actor.locale);
}

export async function showOptions(input: Input): Promise<void> {
  if (await onlyAdministrators(input)) await input.reply(await list(input));
}

export const pressOptions = (input: ActionInput): Promise<void> => showOptions(input);

/** "Change…", and "Add…" where the value names none. */
export async function openOption(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, value } = input;
  if (!(await onlyAdministrators(input))) return;
  const option = (await readOptions(deps.db, workspace.id)).find((one) => one.key === value);
  if (option === undefined && value !== '')
    return input.reply({ text: catalogueWords(actor.locale)('gone') });
  await input.open(optionView(option, actor.locale));
}

const actOf = ({ workspace, actor, transportKey }: Input) => ({
  ...{ workspaceId: workspace.id, actorId: actor.memberId, transportKey },
});

export async function submitOption(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, values, metadata, transportKey } = input;
  if (!(await onlyAdministrators(input))) return;
  const say = catalogueWords(actor.locale);
  const known = await readOptions(deps.db, workspace.id);
  const before = known.find((one) => one.key === metadata);
  if (before === undefined && metadata !== '') return input.reply({ text: say('gone') });
  const named = (id: 'en' | 'zh'): string => (values[id] ?? '').trim().slice(0, LONGEST_NAME);
  const names = { en: named('en'), zh: named('zh') };
  const isTaken = known.some(
    (one) => one !== before && (isSame(one.names.en, names.en) || isSame(one.names.zh, names.zh)),
  );
  if (isTaken) return input.reply({ text: say('twice') });
  // A new one has a key of the act, so that a copy of the act is the same one.
  const key = before?.key ?? createHash('sha256').update(transportKey).digest('hex').slice(0, 16);
  const kind = OPTION_KINDS.find((one) => one === values['kind']) ?? 'training';
  await saveOption(deps.db, actOf(input), { key, kind, names, isRetired: before?.isRetired ?? false });
  await input.reply(await list(input));
}

const isSame = (a: string, b: string): boolean =>
  a !== '' && a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase();

/** "Do not offer any more", and back. */
export async function retireOption(input: ActionInput): Promise<void> {
  const { deps, workspace, value } = input;
  if (!(await onlyAdministrators(input))) return;
  const option = (await readOptions(deps.db, workspace.id)).find((one: Option) => one.key === value);
  if (option !== undefined)
    await saveOption(deps.db, actOf(input), { ...option, isRetired: !option.isRetired });
  await input.replace(await list(input));
}
