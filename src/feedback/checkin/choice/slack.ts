import { readSubject } from '../../../goals/target.ts';
import { may } from '../../../people/rights.ts';
import { listTeams } from '../../../people/store.ts';
import { namesWithin } from '../../../platform/fit.ts';
import { escapeText } from '../../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitCheck, SubmitInput } from '../../../platform/slice.ts';
import { denied } from '../../../workspace/store.ts';
import { tellerFor } from '../../figures.ts';
import { type Frame, frameOf } from '../../reading/index.ts';
import { metricsModal, type Settings } from '../blocks.ts';
import { type Choice, choiceOf, MOST_ASKED } from '../question.ts';
import { type Chooser, readChoices, saveChoice } from '../store.ts';
import { words } from '../words.ts';

/** Who is asked, and of what: a person's own choice, and a team's by those who lead it. */

/** The choice that counts for a team or for the one who asks, with what the reply needs. */
export async function readSettings({ kind, id }: Chooser, frame: Frame, input: Input): Promise<Settings> {
  const { actor, deps, workspace } = input;
  const team = kind === 'team' ? id : (actor.teamId ?? '');
  const choices = await readChoices(deps.db, workspace.id, [
    { kind: 'team', id: team },
    { kind, id },
  ]);
  const ofTeam = choices.get(`team:${team}`);
  const isTeam = kind === 'team';
  return {
    ...{ subject: `${kind}:${id}`, isTeam, isTeamOff: ofTeam?.isOff ?? false },
    choice: choiceOf(ofTeam, isTeam ? undefined : choices.get(`member:${id}`)),
    metrics: frame.playbook.metrics.filter((metric) => !metric.isRetired),
  };
}

/** Whether the actor may choose: for oneself, or for a team that one leads. Else they are told, and it is noted. */
async function mayChoose({ kind, id }: Chooser, input: Input): Promise<boolean> {
  const { actor, deps, workspace, today } = input;
  const isAllowed =
    kind === 'member' ? id === actor.memberId : may(actor, 'schedule-team', { memberId: null, teamId: id });
  if (isAllowed) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'checkin', `${kind}:${id}`);
  const name = (await listTeams(deps.db, workspace.id, today)).find((one) => one.id === id)?.name ?? '';
  const say = words(actor.locale);
  await input.reply({
    text: kind === 'team' ? say('deniedSettings', { name: escapeText(name) }) : say('deniedOther'),
  });
  return false;
}

/** Whether the actor may read what a team's people said: who leads it. Else they are told, and it is noted. */
export async function mayRead({ kind, id }: Chooser, name: string, input: Input): Promise<boolean> {
  const { actor, deps, workspace } = input;
  if (may(actor, 'team-report', { memberId: null, teamId: id })) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'checkin', `${kind}:${id}`);
  await input.reply({ text: words(actor.locale)('deniedTeam', { name: escapeText(name) }) });
  return false;
}

/** Keeps a choice and says what holds now. */
export async function changeChoice(
  chooser: Chooser,
  change: Partial<Choice>,
  frame: Frame,
  input: Input,
): Promise<void> {
  if (!(await mayChoose(chooser, input))) return;
  const { actor, deps, workspace, transportKey } = input;
  await saveChoice(deps.db, workspace.id, chooser, change, { actorId: actor.memberId, transportKey });
  await deps.db.durable();
  await input.reply({ text: await changedText(chooser, change, frame, input) });
}

async function changedText(
  { kind, id }: Chooser,
  change: Partial<Choice>,
  { playbook }: Frame,
  input: Input,
) {
  const { actor, deps, workspace, today } = input;
  const say = words(actor.locale);
  const teller = tellerFor(actor.locale, workspace.currency);
  const parts: string[] = [];
  if (change.isOff !== undefined && kind === 'member')
    parts.push(say(change.isOff ? 'turnedOff' : 'turnedOn'));
  if (change.isOff !== undefined && kind === 'team') {
    const team = (await listTeams(deps.db, workspace.id, today)).find((one) => one.id === id)?.name ?? '';
    parts.push(say(change.isOff ? 'turnedOffTeam' : 'turnedOnTeam', { team: escapeText(team) }));
  }
  if (change.metrics !== undefined) {
    const names = playbook.metrics.filter(({ key }) => change.metrics?.includes(key)).map(teller.name);
    parts.push(
      names.length === 0 ? say('chosenDefault') : say('chosen', { names: namesWithin(names, actor.locale) }),
    );
  }
  return parts.join(' ');
}

/** The subject that a button or a form names, as somebody who chooses. */
function chooserOf(text: string): Chooser | undefined {
  const subject = readSubject(text);
  return subject?.kind === 'team' || subject?.kind === 'member'
    ? { kind: subject.kind, id: subject.id }
    : undefined;
}

async function toggle(input: ActionInput, isOff: boolean): Promise<void> {
  const chooser = chooserOf(input.value);
  if (chooser === undefined) return input.reply({ text: words(input.actor.locale)('gone') });
  await changeChoice(chooser, { isOff }, await frameOf(input.deps.db, input.workspace), input);
}

/** "Ask me each week". */
export const turnOn = (input: ActionInput): Promise<void> => toggle(input, false);

/** "Do not ask me". */
export const turnOff = (input: ActionInput): Promise<void> => toggle(input, true);

/** The form for the metrics. */
export async function openMetrics(input: ActionInput): Promise<void> {
  const chooser = chooserOf(input.value);
  if (chooser === undefined) return input.reply({ text: words(input.actor.locale)('gone') });
  if (!(await mayChoose(chooser, input))) return;
  const { actor, workspace } = input;
  const frame = await frameOf(input.deps.db, workspace);
  const { subject, choice, metrics } = await readSettings(chooser, frame, input);
  await input.open(metricsModal(subject, choice, metrics, tellerFor(actor.locale, workspace.currency)));
}

const chosenIn = (values: SubmitInput['values']): string[] =>
  (values['metrics'] ?? '').split(',').filter((key) => key !== '');

/** No more metrics than anybody would answer for. */
export function checkMetrics({ values, locale }: SubmitCheck) {
  return chosenIn(values).length > MOST_ASKED
    ? { metrics: words(locale)('tooMany', { count: MOST_ASKED }) }
    : undefined;
}

/** The form was handed in. */
export async function submitMetrics(input: SubmitInput): Promise<void> {
  const chooser = chooserOf(input.metadata);
  if (chooser === undefined) return input.reply({ text: words(input.actor.locale)('gone') });
  const frame = await frameOf(input.deps.db, input.workspace);
  const known = new Set(frame.playbook.metrics.map(({ key }) => key));
  const metrics = chosenIn(input.values).filter((key) => known.has(key));
  await changeChoice(chooser, { metrics }, frame, input);
}
