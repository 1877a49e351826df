import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { mayChange } from '../choose/slack.ts';
import { changedReply, formAgain, menuReply, openForm } from './blocks.ts';
import { aboutOf, decideForm } from './decide.ts';
import type { About } from './form/common.ts';
import { changeProcess, readGround } from './store.ts';
import { editWords } from './words.ts';

/** `/pace playbook edit` and "Edit": what can be changed. */
export async function showMenu(input: Input): Promise<void> {
  if (!(await mayChange(input))) return;
  const { book } = await readGround(input.deps.db, input.workspace.id);
  await input.reply(menuReply(book, input.actor.locale));
}

/** A definition was picked, or a new one asked for. */
async function open(input: ActionInput, about: About): Promise<void> {
  if (!(await mayChange(input))) return;
  const { book } = await readGround(input.deps.db, input.workspace.id);
  const view = openForm(about, book, input.actor.locale);
  if (view === undefined) return input.reply({ text: editWords(input.actor.locale)('gone') });
  await input.open(view);
}

export const pickStage = (input: ActionInput): Promise<void> =>
  open(input, { thing: 'stage', key: input.value });
export const pickType = (input: ActionInput): Promise<void> =>
  open(input, { thing: 'type', key: input.value });
export const pickMetric = (input: ActionInput): Promise<void> =>
  open(input, { thing: 'metric', key: input.value });
export const pickKind = (input: ActionInput): Promise<void> =>
  open(input, { thing: 'metric', metric: input.value });
export const addStage = (input: ActionInput): Promise<void> => open(input, { thing: 'stage' });
export const addType = (input: ActionInput): Promise<void> => open(input, { thing: 'type' });

/** The form of a stage, an activity or a metric was handed in; where something is wrong it comes back with it. */
export async function submitEdit(input: SubmitInput): Promise<void> {
  if (!(await mayChange(input))) return;
  const { deps, workspace, actor, values } = input;
  const about = aboutOf(input.metadata);
  if (about === undefined) return;
  const { locale } = actor;
  const saved = await changeProcess(
    deps.db,
    workspace.id,
    actor.memberId,
    (ground) => decideForm(values, about, ground),
    input.transportKey,
  );
  if (saved.ok) {
    await deps.db.durable();
    return input.reply(changedReply(saved.value.version, saved.value.difference, locale));
  }
  if (saved.problem.kind === 'repeated') return;
  const { why } = saved.problem;
  if (why.kind === 'gone') return input.reply({ text: editWords(locale)('gone') });
  const { book } = await readGround(deps.db, workspace.id);
  await input.open(formAgain(about, values, why.problems, book, locale));
}
