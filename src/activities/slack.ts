import { currency } from '../kpi/money.ts';
import { localDateOf } from '../kpi/time.ts';
import type { Person } from '../people/person.ts';
import { listPeople } from '../people/store.ts';
import { type Reply, section } from '../platform/blocks.ts';
import { escapeText } from '../platform/mrkdwn.ts';
import type { ActionInput, Input, VerbInput } from '../platform/slice.ts';
import { readPlaybook } from '../playbook/store.ts';
import type { RecordedActivity } from './activity.ts';
import { helpReply, problemReply, undoneReply } from './blocks.ts';
import { openForm } from './form/slack.ts';
import { personOf } from './grammar/shares.ts';
import { readLate } from './late/late.ts';
import { type LogContext, mentionsSomebody, parseLog, subjectOf } from './parse.ts';
import { lineFromFact, printLine } from './print.ts';
import { recentReply } from './recent/slack.ts';
import {
  type AfterRecord,
  answerSaved,
  frameFor,
  mayChange,
  mayLogFor,
  reach,
  type Subject,
  save,
  standingOf,
  subjectById,
  tell,
} from './recording/slack.ts';
import { findActivity, findBatch, findLastBatch, undo } from './store.ts';
import { words } from './words.ts';

export type { AfterRecord } from './recording/slack.ts';

const LIST = /^(list|列表|最近)$/i;
const UNDO = /^(undo|撤销|撤回)$/i;
const HELP = /^(help|\?|帮助)$/i;

/** `/log …`: the form where nothing is said, `list`, `undo` and `help`, else what was done. */
export function log(afterRecord: AfterRecord): (input: VerbInput) => Promise<void> {
  return async (input) => {
    const said = input.text.trim();
    if (said === '') return openForm(input, 'modal');
    if (HELP.test(said)) return input.reply(helpReply(await frameFor(input)));
    if (LIST.test(said)) return input.reply(await recentReply(input));
    if (UNDO.test(said)) return undoLast(input, afterRecord);
    return logText(input, afterRecord);
  };
}

/** Reads the text; saves all of it, or nothing and says what is wrong where. */
export async function logText(input: VerbInput, afterRecord: AfterRecord, isLate = false): Promise<void> {
  const { deps, workspace, actor, today, text } = input;
  const [playbook, people] = await Promise.all([
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
    mentionsSomebody(text) ? listPeople(deps.db, workspace.id, today) : [],
  ]);
  const active = people.filter((person) => person.isActive);
  const subject = subjectIn(input, active);
  if (subject !== undefined && !(await mayLogFor(input, subject, 'deniedLog'))) return;
  const context: LogContext = {
    ...{ playbook, currency: currency(workspace.currency), locale: actor.locale, people: active },
    memberId: (subject ?? actor).memberId,
    today: localDateOf(input.now, (subject ?? actor).tz),
    daysBack: reach(input, subject ?? actor),
  };
  const read = parseLog(text, context);
  if (!read.ok) return input.reply(problemReply(read.problem, text, await frameFor(input)));
  await save(
    input,
    { subject: subject ?? actor, lines: read.value, origin: 'slash', typed: text, isLate },
    afterRecord,
  );
}

/** P-05: "Count it today": what was typed is read again, by the rights and dates of now, and counted once. */
export function pressLate(afterRecord: AfterRecord): (input: ActionInput) => Promise<void> {
  return (input) => {
    const { key, typed } = readLate(input.value);
    return logText({ ...input, text: typed, transportKey: key }, afterRecord, true);
  };
}

/** The person whose activities a text says these are; nobody known is left to the parser, which points at the place. */
function subjectIn(input: VerbInput, people: readonly Person[]): Subject | undefined {
  const mention = subjectOf(input.text);
  const found = mention === undefined ? undefined : personOf(mention, people);
  return found?.ok ? people.find((person) => person.memberId === found.value.memberId) : undefined;
}

/** `/log undo`: takes back what the person's last command or form recorded, whoever it was for; rights are asked for again. */
async function undoLast(input: VerbInput, afterRecord: AfterRecord): Promise<void> {
  const { deps, workspace, actor } = input;
  const batch = await findLastBatch(deps.db, workspace.id, actor.memberId);
  const [first] = batch;
  const say = words(actor.locale);
  const subject = first && (await subjectById(input, first.memberId));
  if (first === undefined || subject === undefined) return input.reply({ text: say('nothingToUndo') });
  if (!(await mayChange(input, batch, subject))) return;
  const { batchId } = first;
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey: input.transportKey };
  const undone = await undo(deps.db, { ...act, batchId });
  if (undone.status !== 'undone') return input.reply({ text: say('nothingLeft') });
  await answerSaved(input, undoneTitle(input, subject), undefined, async () =>
    input.reply(await replyTo(input, subject, undone.activities, afterRecord)),
  );
  await tell(input, subject, 'toldOfUndo', undone.activities);
}

/** The Undo button. Its value says what (`batch:<id>`, `list:<fact>`, `home:<fact>`, `same:<fact>`); rights are checked against what is found. */
export function pressUndo(afterRecord: AfterRecord): (input: ActionInput) => Promise<void> {
  return async (input) => {
    const { deps, workspace, actor } = input;
    const [place = '', id = ''] = input.value.split(/:(.*)/s);
    const isBatch = place === 'batch';
    const facts = isBatch ? await findBatch(deps.db, workspace.id, id) : await oneFact(input, id);
    const [first] = facts;
    const subject = first && (await subjectById(input, first.memberId));
    // A batch of several people is an import, which no button offers to undo.
    const isMixed = facts.some((fact) => fact.memberId !== first?.memberId);
    if (first === undefined || subject === undefined || isMixed) return nothingLeft(input, place);
    if (!(await mayChange(input, facts, subject))) return;
    const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey: input.transportKey };
    const undone = await undo(deps.db, { ...act, ...(isBatch ? { batchId: id } : { activityId: id }) });
    if (undone.status !== 'undone') return nothingLeft(input, place);
    await answerSaved(input, undoneTitle(input, subject), undefined, async () => {
      if (place === 'list') await input.replace(await recentReply(input));
      if (isBatch || place === 'same')
        await input.replace(await replyTo(input, subject, undone.activities, afterRecord));
    });
    await tell(input, subject, 'toldOfUndo', undone.activities);
  };
}

function undoneTitle({ actor }: Input, subject: Subject): string {
  const say = words(actor.locale);
  if (subject.memberId === actor.memberId) return say('undone');
  return say('undoneFor', { name: escapeText(subject.name) });
}

async function oneFact(input: Input, id: string): Promise<RecordedActivity[]> {
  const fact = await findActivity(input.deps.db, input.workspace.id, id);
  return fact === undefined ? [] : [fact];
}

/** Pressed twice: the message says so instead of offering Undo again. Home and lists are shown anew. */
async function nothingLeft(input: ActionInput, place: string): Promise<void> {
  if (place === 'home') return;
  if (place === 'list') return input.replace(await recentReply(input));
  const text = words(input.actor.locale)('nothingLeft');
  await input.replace({ text, blocks: [section(text)] });
}

/** What was undone, with the commands that would log it again, and where the person stands now. */
async function replyTo(
  input: Input,
  subject: Subject,
  facts: RecordedActivity[],
  afterRecord: AfterRecord,
): Promise<Reply> {
  const { deps, workspace, actor, today } = input;
  const isShared = facts.some((fact) => fact.shares !== null);
  const [frame, standing, people] = await Promise.all([
    frameFor(input, facts),
    standingOf(input, facts, (asked, all) => afterRecord(asked, all, 'undone')),
    isShared ? listPeople(deps.db, workspace.id, today) : [],
  ]);
  const own = currency(workspace.currency);
  // What belongs to somebody else would be logged again for the wrong person.
  const commands = facts
    .filter((fact) => fact.memberId === actor.memberId)
    .map((fact) => {
      const context = { playbook: frame.playbook, locale: actor.locale, memberId: fact.memberId };
      return `/log ${printLine(lineFromFact(fact, own), context, people)}`;
    });
  return undoneReply(facts, commands, standing, frame, undoneTitle(input, subject));
}
