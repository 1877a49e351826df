import { workCalendar } from '../../kpi/calendar.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { instantOf, localDateOf, Temporal } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { may } from '../../people/rights.ts';
import { calendarsOf, listPeopleAmong } from '../../people/store.ts';
import { firstSent } from '../../platform/jobs/firstSent.ts';
import type { ActionInput, DigestAsk, DigestPart, Input, SubmitInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { listReply } from '../blocks.ts';
import { recentReply } from '../recent/slack.ts';
import { frameFor, mayChange, subjectById } from '../recording/slack.ts';
import { undo } from '../store.ts';
import { factsByIds } from '../trust/store.ts';
import type { Asked } from './odd.ts';
import { oddFrame } from './open/slack.ts';
import { answeredReply, digestBlocks, LONGEST_NOTE, noteView, readPressed, type Told } from './question.ts';
import { answerAsked, askedOf, findAsked, liveAmong, noteAsked } from './store.ts';
import { isOverdue } from './telling.ts';
import { oddWords } from './words.ts';

/** Slack shows so many entries with their buttons at once. */
const MOST_SHOWN = 10;
/** Older questions are told to nobody. */
const TOLD_DAYS = 28;

/** What a press is about, if the one who pressed was asked; others are refused, which is logged. */
async function askedTo(input: Input, id: string): Promise<Asked | undefined> {
  const { deps, workspace, actor } = input;
  const asked = await findAsked(deps.db, workspace.id, id);
  if (asked?.memberId === actor.memberId) return asked;
  await denied(deps.db, workspace.id, actor.memberId, 'odd-answer', `odd:${asked?.id ?? 'unknown'}`);
  await input.reply({ text: oddWords(actor.locale)('notYours') });
  return undefined;
}

/** "It is right". A copy of the press, or one on an old message, shows the answer as it stands. */
export async function pressRight(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey, now } = input;
  const { id } = readPressed(input.value);
  if ((await askedTo(input, id)) === undefined) return;
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey, id, now };
  await answerAsked(deps.db, act, 'right');
  await showAnswer(input);
}

/** "Edit…": the entries with their own Edit and Undo; whoever changes one has answered. */
export async function pressOddEdit(input: ActionInput): Promise<void> {
  const { id, place } = readPressed(input.value);
  const asked = await askedTo(input, id);
  if (asked === undefined) return;
  const facts = await liveFacts(input, asked);
  if (facts.length === 0) {
    if (place === 'list') return input.replace(await recentReply(input));
    return input.replace(answeredReply({ ...asked, answer: null }, await oddFrame(input)));
  }
  const shown = facts.slice(0, MOST_SHOWN);
  await input.reply(listReply(shown, await frameFor(input, shown)));
}

/** "Undo all but one": of copies the first stays. What an earlier press took back stays taken back. */
export async function pressOddUndo(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey, now } = input;
  const { id } = readPressed(input.value);
  const asked = await askedTo(input, id);
  if (asked === undefined) return;
  if (asked.answer !== null || asked.kind !== 'copies') return showAnswer(input);
  const [, ...rest] = await liveFacts(input, asked);
  const subject = await subjectById(input, asked.memberId);
  if (subject === undefined || !(await mayChange(input, rest, subject))) return;
  const act = { workspaceId: workspace.id, actorId: actor.memberId };
  for (const fact of rest)
    await undo(deps.db, { ...act, activityId: fact.id, transportKey: `${transportKey}:${fact.id}` });
  await answerAsked(deps.db, { ...act, transportKey, id, now }, 'undone');
  await showAnswer(input);
}

/** "Add a reason…". */
export async function openNote(input: ActionInput): Promise<void> {
  const asked = await askedTo(input, input.value);
  if (asked === undefined) return;
  if (asked.note !== '') return input.reply({ text: oddWords(input.actor.locale)('already') });
  await input.open(noteView(asked.id, input.actor.locale));
}

/** The reason, handed in: kept once. */
export async function submitNote(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey, metadata: id } = input;
  const asked = await askedTo(input, id);
  const note = (input.values['note'] ?? '').trim().slice(0, LONGEST_NOTE);
  if (asked === undefined || note === '') return;
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey, id };
  if (!(await noteAsked(deps.db, act, note))) return input.reply({ text: oddWords(actor.locale)('already') });
  await input.reply(answeredReply({ ...asked, note }, await oddFrame(input)));
}

/** The answer as it stands, in the place of the question; a list is renewed around it. */
async function showAnswer(input: ActionInput): Promise<void> {
  const { id, place } = readPressed(input.value);
  if (place === 'list') return input.replace(await recentReply(input, id));
  const now = await findAsked(input.deps.db, input.workspace.id, id);
  if (now !== undefined) await input.replace(answeredReply(now, await oddFrame(input)));
}

/** The entries in question that are still as they were, in the order in which they were entered. */
async function liveFacts({ deps, workspace }: Input, { facts }: Asked) {
  const found = await factsByIds(deps.db, workspace.id, [...facts]);
  return found.toSorted((a, b) => facts.indexOf(a.id) - facts.indexOf(b.id));
}

/** For a lead's digest: what somebody said of entries that they were asked about, or that two working days went by without a word. */
export async function oddDigest(ask: DigestAsk): Promise<DigestPart[]> {
  const { deps, workspace, actor, today, memberIds } = ask;
  const among = { memberIds: [...memberIds] };
  const people = (await listPeopleAmong(deps.db, workspace.id, today, among)).filter(
    (person) => person.memberId !== actor.memberId && may(actor, 'see-figures', person),
  );
  const ids = people.map(({ memberId }) => memberId);
  const all = await askedOf(deps.db, workspace.id, { memberIds: ids, from: addDays(today, -TOLD_DAYS) });
  if (all.length === 0) return [];
  const range = { from: addDays(today, -TOLD_DAYS), to: addDays(today, 1) };
  const calendars = await calendarsOf(deps.db, workspace.id, ids, range);
  const live = await liveAmong(
    deps.db,
    workspace.id,
    all.flatMap(({ facts }) => facts),
  );
  const between = { since: localDateOf(ask.since, actor.tz), today };
  const shownOn = await shownDates(ask, all, people);
  const told = all.flatMap((one): Told[] => {
    const person = people.find(({ memberId }) => memberId === one.memberId)?.name ?? '?';
    const calendar = calendars.get(one.memberId) ?? workCalendar();
    const isAnswered = one.answeredAt !== null && isWithin(instantOf(one.answeredAt), ask);
    // Whoever mended it without a word has answered too.
    const isOpen = one.answer === null && one.facts.every((id) => live.has(id));
    return isAnswered || (isOpen && isOverdue(shownOn(one), calendar, between)) ? [{ ...one, person }] : [];
  });
  const blocks = digestBlocks(told, await oddFrame(ask));
  return blocks.length === 0 ? [] : [{ kind: 'note', order: 45, blocks }];
}

/** When each question was first put before its person: what waits without a message, with the weekly feedback that shows it. */
async function shownDates(
  { deps, workspace, since }: DigestAsk,
  all: readonly Asked[],
  people: readonly Person[],
): Promise<(one: Asked) => LocalDate | null> {
  const whose = (one: Asked) => people.find(({ memberId }) => memberId === one.memberId);
  const waiting = all.filter(({ shownOn, answer }) => shownOn === null && answer === null);
  const sought = waiting.map((one) => ({ channel: whose(one)?.slackUserId ?? '', value: one.id }));
  const from = since.subtract({ hours: 24 * TOLD_DAYS });
  const sent = await firstSent(deps.db, workspace.id, 'weekly-feedback', { sought, since: from });
  return (one) => {
    const at = sent.get(one.id);
    return one.shownOn ?? (at === undefined ? null : localDateOf(at, whose(one)?.tz ?? workspace.tz));
  };
}

const isWithin = (at: Temporal.Instant, { since, now }: Pick<DigestAsk, 'since' | 'now'>): boolean =>
  Temporal.Instant.compare(since, at) <= 0 && Temporal.Instant.compare(at, now) < 0;
