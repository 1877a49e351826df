import { languageOf, type Person } from '../../people/person.ts';
import { standingOf } from '../../people/standing.ts';
import { ensureMember, listPeople, personBySlackId } from '../../people/store.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable } from '../../platform/normalise.ts';
import { failureOf, type Messenger } from '../../platform/slack.ts';
import type { Input } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { channelReply, exampleValue, type Frame, givenReply, personReply, tooManyText } from '../blocks.ts';
import type { Kudos } from '../kudos.ts';
import type { CompanyValue } from '../values/values.ts';
import { words } from '../words.ts';
import { type PeopleProblem, selfProblem, usersOf, type Wanted } from './people.ts';
import { type Given, giveKudos, noticeKeys } from './store.ts';

/** Thanks, once it is known for what and for which value: who they are for, where they are told, and what is answered. */

export interface Wish extends Wanted {
  reason: string;
  valueKey: string;
  /** Where they are to be told; null: to the person alone. */
  channel: string | null;
}

/** Gives thanks, or says why not. The answer is undefined where they were given; then the giver was told. */
export async function give(
  input: Input,
  wish: Wish,
  values: readonly CompanyValue[],
): Promise<string | undefined> {
  const { actor, workspace, today, now, transportKey, deps } = input;
  const { locale } = actor;
  const receivers = await receiversOf(input, wish);
  if ('kind' in receivers) return problemText(receivers, values, locale);
  const { channel, refused } = await placeOf(input, wish.channel);
  const people = await listPeople(deps.db, workspace.id, today);
  const names = new Map(people.map((one) => [one.memberId, one.name]));
  const frame = (of: Locale): Frame => ({ locale: of, values, names });
  const receiverIds = receivers.map((one) => one.memberId);
  const said = { receiverIds, reason: keepable(wish.reason), valueKey: wish.valueKey, channel };
  const act = { workspaceId: workspace.id, giverId: actor.memberId, today, now, transportKey };
  const ownLanguage = languageOf([...receivers, { ...actor, isActive: true }], workspace.locale);
  const given: Given = await giveKudos(deps.db, { ...act, ...said }, (kudos) =>
    noticesOf(kudos, receivers, frame, ownLanguage),
  );
  if (given.kind === 'too many') return tooManyText(given.left, wish.reason, locale);
  if (given.kind === 'repeated') await input.reply({ text: words(locale)('already') });
  else await input.reply(givenReply(given.kudos, { left: given.left, refused }, frame(locale)));
  return undefined;
}

/** To each receiver in their language, and to the channel in that of most of those concerned. */
function noticesOf(
  kudos: readonly Kudos[],
  receivers: readonly Person[],
  frame: (locale: Locale) => Frame,
  channelLocale: Locale,
): Notice[] {
  const [first] = kudos;
  if (first === undefined) return [];
  const keys = noticeKeys(first.batchId);
  const personal = kudos.flatMap((one): Notice[] => {
    const person = receivers.find((known) => known.memberId === one.receiverId);
    if (person === undefined) return [];
    const reply = personReply(one, frame(person.locale));
    return [{ key: keys.person(one.receiverId), channel: person.slackUserId, reply }];
  });
  if (first.channel === null) return personal;
  const reply = channelReply(kudos, frame(channelLocale));
  return [...personal, { key: keys.channel, channel: first.channel, reply }];
}

/** Members behind what was typed, made where they may be; or why somebody cannot be thanked (B-06: no self, no bots). */
async function receiversOf(input: Input, wanted: Wanted): Promise<Person[] | PeopleProblem> {
  const { deps, workspace, actor, today } = input;
  const known = wanted.names.length === 0 ? [] : await listPeople(deps.db, workspace.id, today);
  const users = usersOf(wanted, known);
  if ('kind' in users) return users;
  const wrong = selfProblem(users, actor.slackUserId);
  if (wrong !== undefined) return wrong;
  const found: Person[] = [];
  for (const user of users) {
    const person = await memberOf(input, user);
    if ('kind' in person) return person;
    found.push(person);
  }
  return found;
}

async function memberOf(input: Input, user: string): Promise<Person | PeopleProblem> {
  const { deps, workspace, today, now } = input;
  const member = await personBySlackId(deps.db, workspace.id, user, today);
  if (member?.isActive) return member;
  const person = await personOrNone(await deps.slack(workspace.id), user);
  const standing = standingOf(person, workspace.id);
  const name = member?.name ?? person?.name ?? `<@${user}>`;
  if (person === undefined || standing !== 'member')
    return { kind: 'outsider', name, outsider: standing === 'member' ? 'gone' : standing };
  await ensureMember(deps.db, workspace.id, person, now);
  return (await personBySlackId(deps.db, workspace.id, user, today)) ?? { kind: 'unknown', name };
}

async function personOrNone(slack: Messenger, user: string) {
  try {
    return await slack.person(user);
  } catch (error) {
    if (failureOf(error).error === 'user_not_found') return undefined;
    throw error;
  }
}

/** Where thanks are told: in a direct message only the person hears them; a channel in which the app cannot be is said. */
async function placeOf(
  { deps, workspace }: Input,
  wanted: string | null,
): Promise<{ channel: string | null; refused: string | null }> {
  if (wanted === null || wanted.startsWith('D')) return { channel: null, refused: null };
  const slack = await deps.slack(workspace.id);
  const isThere = (await slack.join(wanted)) || (await slack.channels()).some(({ id }) => id === wanted);
  return isThere ? { channel: wanted, refused: null } : { channel: null, refused: wanted };
}

function problemText(problem: PeopleProblem, values: readonly CompanyValue[], locale: Locale): string {
  const say = words(locale);
  switch (problem.kind) {
    case 'nobody':
      return say('nobody', { value: exampleValue(values, locale) });
    case 'self':
      return say('self');
    case 'unknown':
      return `${say('unknownPerson', { name: plainInMrkdwn(problem.name) })} ${say('nobodyYet')}`;
    case 'several':
      return `${say('severalPeople', { name: plainInMrkdwn(problem.name) })} ${say('nobodyYet')}`;
    case 'outsider': {
      // A mention is shown as one; what a person is called is not trusted to be none.
      const name = /^<@[A-Z0-9]+>$/u.test(problem.name) ? problem.name : plainInMrkdwn(problem.name);
      return `${say(`out-${problem.outsider}`, { name })} ${say('nobodyYet')}`;
    }
  }
}
