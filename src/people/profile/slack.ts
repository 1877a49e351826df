import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { changedReply } from '../changes/blocks.ts';
import { changeLines } from '../changes/lines.ts';
import { readAround, tellOf } from '../changes/slack.ts';
import { slackColumns } from '../following/follow.ts';
import { personOrNone } from '../following/job.ts';
import { joinAll, mayManage } from '../members/slack.ts';
import { changePerson, dropPlans, listTeams, type PersonProblem, readProfile } from '../store.ts';
import { daysAround } from '../teams/slack.ts';
import { leftOutText } from './blocks.ts';
import { ownModal, personModal, pickModal } from './form.ts';
import type { PersonChange, Profile } from './profile.ts';
import { changeOf, personFormOf } from './submitted.ts';
import { profileWords } from './words.ts';

/** The form in which a person is chosen. */
export async function choose(input: ActionInput): Promise<void> {
  if (await mayManage(input)) await input.open(pickModal(undefined, input.actor.locale));
}

/** Somebody was chosen: their form takes the place of the choice. Whoever is no member yet and may be one becomes one. */
export async function pick(input: ActionInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const { actor, value } = input;
  const { members, outsiders } = await joinAll(input, [value]);
  const person = members.get(value);
  const view = person === undefined ? undefined : await formOf(input, person.memberId);
  await input.updateView(view ?? pickModal(leftOutText(outsiders, actor.locale), actor.locale));
}

/** The form of a person, from their card. */
export async function editPerson(input: ActionInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const view = await formOf(input, input.value);
  if (view !== undefined) return input.open(view);
  await input.reply({ text: profileWords(input.actor.locale)('no-member') });
}

async function formOf(input: Input, memberId: string): Promise<ReturnType<typeof personModal> | undefined> {
  const { deps, workspace, actor, today } = input;
  const [profile, teams] = await Promise.all([
    readProfile(deps.db, workspace.id, memberId, today),
    listTeams(deps.db, workspace.id, today),
  ]);
  if (profile === undefined) return undefined;
  return personModal(profile, { today, teams, slack: await inSlack(input, profile) }, actor.locale);
}

/** Name, zone and language as Slack has them; where it does not answer, as they are here. */
async function inSlack(
  { deps, workspace }: Input,
  { person }: Profile,
): Promise<{ name: string; tz: string; locale: Locale }> {
  try {
    const found = await personOrNone(await deps.slack(workspace.id), person.slackUserId);
    return found === undefined ? person : slackColumns(found);
  } catch (error) {
    deps.log.warn({ err: error }, 'Slack did not say who somebody is; what is kept is shown');
    return person;
  }
}

/** The form of a person was handed in. */
export async function submitPerson(input: SubmitInput): Promise<void> {
  if (!(await mayManage(input))) return;
  await submit(input, undefined);
}

/** Own language and zone, from the card or Home. */
export async function openOwn(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const profile = await readProfile(deps.db, workspace.id, actor.memberId, today);
  if (profile === undefined) return;
  const { tz } = await inSlack(input, profile);
  await input.open(ownModal(profile, tz, today, actor.locale));
}

/** Own language and zone were handed in: whatever the form says, they are the actor's. */
export async function submitOwn(input: SubmitInput): Promise<void> {
  await submit(input, input.actor.memberId);
}

/** `own`: only what people settle for themselves, of that member. */
async function submit(input: SubmitInput, own: string | undefined): Promise<void> {
  const { deps, workspace, actor, today, transportKey } = input;
  const form = personFormOf(input.values, input.metadata);
  const memberId = own ?? form?.memberId ?? '';
  const profile = await readProfile(deps.db, workspace.id, memberId, today);
  if (form === undefined || profile === undefined)
    return input.reply({ text: profileWords(actor.locale)('no-member') });
  const { from, tz, locale, ...rest } = changeOf(form, await inSlack(input, profile), today);
  const mine = { from, ...(tz === undefined ? {} : { tz }), ...(locale === undefined ? {} : { locale }) };
  const wanted: PersonChange = own === undefined ? { ...rest, ...mine } : mine;
  const around = await readAround(input);
  const args = [deps.db, workspace.id, actor.memberId, memberId, wanted, daysAround(input)] as const;
  const saved = await changePerson(...args, transportKey, tellOf(around));
  const name = plainInMrkdwn(profile.person.name);
  if (!saved.ok) return sayProblem(input, saved.problem, name);
  await deps.db.durable();
  const say = profileWords(actor.locale);
  const title = own === undefined ? say('saved-person', { name }) : say('saved-own');
  const lines = changeLines(saved.value, around, actor.locale);
  await input.reply(changedReply(title, lines, saved.value.id, [], actor.locale));
}

/** Drops what is planned of a person. */
export async function dropPlanned(input: ActionInput): Promise<void> {
  if (!(await mayManage(input))) return;
  const { deps, workspace, actor, today, transportKey } = input;
  const around = await readAround(input);
  const done = await dropPlans(deps.db, workspace.id, actor.memberId, input.value, today, transportKey);
  const person = around.people.find((one) => one.memberId === input.value);
  const name = plainInMrkdwn(person?.name ?? '');
  if (!done.ok) return sayProblem(input, done.problem, name);
  await deps.db.durable();
  const title = profileWords(actor.locale)('saved-plans', { name });
  const lines = changeLines(done.value, around, actor.locale);
  await input.reply(changedReply(title, lines, done.value.id, [], actor.locale));
}

async function sayProblem(input: Input, { kind }: PersonProblem, name: string): Promise<void> {
  const say = profileWords(input.actor.locale);
  switch (kind) {
    case 'repeated':
      return;
    case 'nothing':
      return input.reply({ text: say('nothing') });
    case 'no member':
      return input.reply({ text: say('no-member') });
    case 'no team':
      return input.reply({ text: say('no-team') });
    case 'last administrator':
      return input.reply({ text: say('last-administrator', { name }) });
  }
}
