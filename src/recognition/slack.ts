import { addDays } from '../kpi/localDate.ts';
import { periodOf, rangeOf } from '../kpi/period.ts';
import { listPeople } from '../people/store.ts';
import { plainInMrkdwn, upTo } from '../platform/mrkdwn.ts';
import { readable, textWeight } from '../platform/normalise.ts';
import type { ActionInput, HomePart, Input, SubmitInput, VerbInput } from '../platform/slice.ts';
import {
  exampleValue,
  type Frame,
  homeBlocks,
  howToReply,
  overviewReply,
  undoLateText,
  undoneReply,
  valuesText,
} from './blocks.ts';
import { type Draft, EMPTY_DRAFT, filled, kudosForm } from './form.ts';
import { clearLeftovers } from './giving/job.ts';
import { usersOf } from './giving/people.ts';
import { give } from './giving/slack.ts';
import { givenOn, lastGiven, undoKudos } from './giving/store.ts';
import { LEAST_REASON, LONGEST_REASON, leftToday } from './kudos.ts';
import { parseKudos, type Said } from './parse.ts';
import { showPairs } from './reciprocity/slack.ts';
import { kudosIn } from './store.ts';
import { showValues } from './values/slack.ts';
import { readValues } from './values/store.ts';
import { type CompanyValue, inUse } from './values/values.ts';
import { words } from './words.ts';

const HOME_ORDER = 45;
const HOME_DAYS = 28;
const HOME_LENGTH = 3;
const LIST_LENGTH = 10;
/** So far back lists look. */
const LIST_DAYS = 365;

/** `/kudos …`: the form where nothing is said, lists and settings by their words, else thanks. */
export async function kudosVerb(input: VerbInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const values = await readValues(deps.db, workspace.id);
  const command = parseKudos(input.text, values);
  switch (command.kind) {
    case 'form':
      return openKudos(input, values);
    case 'help':
      return input.reply(howToReply(values, actor.locale));
    case 'list':
      return showList(input);
    case 'undo':
      return undoLast(input);
    case 'values':
      return showValues(input, values);
    case 'pairs':
      return showPairs(input);
    case 'give':
      return giveSaid(input, command.said, values);
  }
}

/** Thanks that were typed: given, or opened as a form with what is missing, so that nothing is typed twice. */
async function giveSaid(input: VerbInput, said: Said, values: readonly CompanyValue[]): Promise<void> {
  const { actor, channelId = null } = input;
  const say = words(actor.locale);
  const { users, names, reason, value, isQuiet } = said;
  if (users.length + names.length === 0)
    return input.reply({ text: say('nobody', { value: exampleValue(values, actor.locale) }) });
  // B-06: said at once, not once a form is filled in.
  if (await meansOneself(input, said)) return input.reply({ text: say('self') });
  const notice = saidProblem(said, values, input);
  if (value === undefined || notice !== undefined) {
    const draft = { users, reason, valueKey: value?.key ?? '', channel: placeIn(channelId), isQuiet };
    // A form has no place for a name that nobody is known by yet.
    if (names.length > 0) return input.reply({ text: notice ?? say('errValue') });
    return openKudos(input, values, draft, notice);
  }
  const channel = isQuiet ? null : channelId;
  const problem = await give(input, { users, names, reason, valueKey: value.key, channel }, values);
  if (problem !== undefined) await input.reply({ text: problem });
}

/** Whether one of those who are to be thanked is the giver, by mention or by name. */
async function meansOneself({ deps, workspace, actor, today }: Input, said: Said): Promise<boolean> {
  if (said.users.includes(actor.slackUserId)) return true;
  if (said.names.length === 0) return false;
  const users = usersOf(said, await listPeople(deps.db, workspace.id, today));
  return !('kind' in users) && users.includes(actor.slackUserId);
}

/** B-06: what is wrong with the words themselves; undefined where nothing is. */
function saidProblem(said: Said, values: readonly CompanyValue[], { actor }: Input): string | undefined {
  const say = words(actor.locale);
  if (said.unknownValue !== undefined)
    return say('unknownValue', {
      ...{ typed: plainInMrkdwn(said.unknownValue), values: valuesText(values, actor.locale) },
    });
  if (textWeight(said.reason) < LEAST_REASON) return say('short', { least: LEAST_REASON });
  if (said.reason.length > LONGEST_REASON) return say('long', { most: LONGEST_REASON });
  return undefined;
}

/** A direct message is no place to tell others. */
const placeIn = (channelId: string | null | undefined): string | null =>
  channelId === null || channelId === undefined || channelId.startsWith('D') ? null : channelId;

/** The form, with how many people may still be thanked today. */
async function openKudos(
  input: Input,
  values: readonly CompanyValue[],
  draft: Draft = { ...EMPTY_DRAFT, channel: placeIn(input.channelId) },
  notice?: string,
): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const given = await givenOn(deps.db.client, workspace.id, actor.memberId, today);
  const giver = { slackUserId: actor.slackUserId, left: leftToday(given) };
  await input.open(kudosForm(draft, giver, values, actor.locale, notice));
}

/** "Thank somebody". */
export async function openKudosForm(input: ActionInput): Promise<void> {
  await openKudos(input, await readValues(input.deps.db, input.workspace.id));
}

/** "Thank the author" of a message: what they wrote is where the thought begins. */
export async function thankAuthor(
  input: Input & { messageText: string; messageAuthor: string },
): Promise<void> {
  const values = await readValues(input.deps.db, input.workspace.id);
  const { actor, messageAuthor, channelId } = input;
  if (messageAuthor === actor.slackUserId) return input.reply({ text: words(actor.locale)('self') });
  const quoted = upTo(readable(input.messageText).replace(/\s+/gu, ' ').trim(), 200);
  await openKudos(input, values, {
    users: messageAuthor === '' ? [] : [messageAuthor],
    reason: quoted === '' ? '' : words(actor.locale)('quoted', { quoted }),
    ...{ valueKey: '', channel: placeIn(channelId), isQuiet: false },
  });
}

/** The form as it was handed in; what is wrong beyond its fields brings it back with what was typed. */
export async function submitKudos(input: SubmitInput): Promise<void> {
  const values = await readValues(input.deps.db, input.workspace.id);
  const draft = filled(input.values);
  const value = inUse(values).find((one) => one.key === draft.valueKey);
  const wish = {
    users: draft.users,
    names: [],
    reason: draft.reason,
    channel: draft.isQuiet ? null : draft.channel,
  };
  const problem =
    value === undefined
      ? words(input.actor.locale)('errValue')
      : await give(input, { ...wish, valueKey: value.key }, values);
  if (problem !== undefined) await openKudos(input, values, draft, problem);
}

/** `/kudos undo`. */
async function undoLast(input: VerbInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const batchId = await lastGiven(deps.db, workspace.id, actor.memberId);
  const text = batchId === undefined ? words(actor.locale)('undoGone') : await takeBack(input, batchId);
  await input.reply(typeof text === 'string' ? { text } : text);
}

/** The Undo button; whose the thanks are is asked of the database. */
export async function pressUndo(input: ActionInput): Promise<void> {
  const answer = await takeBack(input, input.value);
  if (typeof answer === 'string') await input.reply({ text: answer });
  else await input.replace(answer);
}

async function takeBack(input: Input, batchId: string) {
  const { deps, workspace, actor, now, transportKey } = input;
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const done = await undoKudos(deps.db, act, batchId, now);
  const say = words(actor.locale);
  if (done.kind === 'too late') return undoLateText(actor.locale);
  if (done.kind !== 'undone') return say('undoGone');
  await clearLeftovers(deps, now, { workspaceId: workspace.id, batchId });
  return undoneReply(done.kudos, await frameOf(input));
}

async function frameOf({ deps, workspace, actor, today }: Input): Promise<Frame> {
  const [values, people] = await Promise.all([
    readValues(deps.db, workspace.id),
    listPeople(deps.db, workspace.id, today),
  ]);
  return { locale: actor.locale, values, names: new Map(people.map((one) => [one.memberId, one.name])) };
}

/** `/kudos list`: own thanks, and the workspace's month by value. */
export async function showList(input: Input): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const month = periodOf('month', today, periods);
  const range = { from: addDays(today, -LIST_DAYS), to: addDays(today, 2) };
  const own = [actor.memberId];
  const [frame, received, given, inMonth, count] = await Promise.all([
    frameOf(input),
    kudosIn(deps.db, workspace.id, { range, receiverIds: own, limit: LIST_LENGTH }),
    kudosIn(deps.db, workspace.id, { range, giverIds: own, limit: LIST_LENGTH }),
    kudosIn(deps.db, workspace.id, { range: rangeOf(month, periods) }),
    givenOn(deps.db.client, workspace.id, actor.memberId, today),
  ]);
  const counted = [...Map.groupBy(inMonth, (one) => one.valueKey)].map(
    ([key, all]) => [key, all.length] as const,
  );
  const byValue = counted.toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  const overview = { received, given, month, byValue, left: leftToday(count) };
  await input.reply(overviewReply(overview, frame, workspace.fiscalYearStart));
}

/** Home: the latest thanks received. */
export async function kudosHome(input: Input): Promise<HomePart[]> {
  const { deps, workspace, actor, today } = input;
  const range = { from: addDays(today, -HOME_DAYS), to: addDays(today, 2) };
  const [frame, received, given] = await Promise.all([
    frameOf(input),
    kudosIn(deps.db, workspace.id, { range, receiverIds: [actor.memberId], limit: HOME_LENGTH }),
    givenOn(deps.db.client, workspace.id, actor.memberId, today),
  ]);
  return [{ order: HOME_ORDER, blocks: homeBlocks(received, given, frame) }];
}
