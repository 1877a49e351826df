import { localDate } from '../../kpi/localDate.ts';
import { teamsBelow } from '../../people/tree.ts';
import { keepable } from '../../platform/normalise.ts';
import type { ActionInput, SubmitInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { savedReply } from '../blocks.ts';
import { type Draft, draftIn, experimentForm, parseChange } from '../forms.ts';
import { lineText } from '../phrases.ts';
import type { Retro } from '../retro.ts';
import { ledRetro, mayLead, type Scene, sceneOf } from '../scene/slack.ts';
import { words } from '../words.ts';
import { addExperiment, dropExperiment, readExperiment } from './store.ts';

/** With what the team leaves: the form that whoever leads it fills in while all talk. */

/** "Add an experiment". */
export async function openExperiment(input: ActionInput): Promise<void> {
  const retro = await ledRetro(input, input.value);
  if (retro === undefined) return;
  const { playbook } = await sceneOf(input);
  await input.open(experimentForm(retro.id, { today: input.today, playbook, locale: input.actor.locale }));
}

/** The filled form; what is wrong beyond its fields brings it back with what was typed. */
export async function submitExperiment(input: SubmitInput): Promise<void> {
  const retro = await ledRetro(input, input.metadata);
  if (retro === undefined) return;
  const { deps, workspace, actor, today, now, transportKey } = input;
  const say = words(actor.locale);
  const scene = await sceneOf(input);
  const draft = draftIn(input.values);
  const ownerId = ownerOf(draft, retro, scene);
  const expected = parseChange(draft.expected);
  const metric = scene.playbook.metrics.find(({ key }) => key === draft.metric);
  if (ownerId === undefined || expected === undefined || metric === undefined) {
    const about = { today, playbook: scene.playbook, locale: actor.locale };
    return input.open(experimentForm(retro.id, about, draft, say('errOwner')));
  }
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const { id: retroId, teamId } = retro;
  const wish = { retroId, teamId, text: keepable(draft.text), ownerId, metricKey: metric.key, expected };
  const dates = { from: today, until: localDate(draft.until) };
  const done = await addExperiment(deps.db, act, { ...wish, ...dates }, now);
  switch (done.kind) {
    case 'added':
      return input.reply(savedReply(done.experiment, scene.frame(actor.locale)));
    case 'too many':
      return input.reply({ text: say('tooManyExperiments') });
    case 'gone':
      return input.reply({ text: say('gone') });
    case 'repeated':
      return input.reply({ text: say('repeated') });
  }
}

/** Somebody of the team, or who leads it. */
function ownerOf({ owner }: Draft, { teamId }: Retro, { people, teams }: Scene): string | undefined {
  const person = people.find((one) => one.slackUserId === owner && one.isActive);
  if (person === undefined) return undefined;
  const below = teamsBelow(teams, teamId);
  const isOf = person.teamId !== null && below.has(person.teamId);
  const isLead = teams.some((team) => below.has(team.id) && team.leadIds.includes(person.memberId));
  return isOf || isLead ? person.memberId : undefined;
}

/** "Drop it". */
export async function pressDrop(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const say = words(actor.locale);
  const experiment = await readExperiment(deps.db, workspace.id, input.value);
  if (experiment === undefined) return input.reply({ text: say('gone') });
  if (!mayLead(actor, experiment.teamId)) {
    await denied(deps.db, workspace.id, actor.memberId, 'lead-retro', `experiment:${experiment.id}`);
    return input.reply({ text: say('notYours') });
  }
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const dropped = await dropExperiment(deps.db, act, experiment.id);
  await input.reply({
    text: dropped === undefined ? say('gone') : say('dropped', { text: lineText(dropped.text, 200) }),
  });
}
