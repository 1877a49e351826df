import type { KnownBlock } from '@slack/types';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { currency } from '../../kpi/money.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { daysBack, may } from '../../people/rights.ts';
import { listPeople, personById } from '../../people/store.ts';
import { type Reply, section } from '../../platform/blocks.ts';
import { formatDate } from '../../platform/format.ts';
import { postOrKeep } from '../../platform/jobs/tell.ts';
import { escapeText } from '../../platform/mrkdwn.ts';
import type { Input } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { closedOn } from '../../workspace/closed/closed.ts';
import { refusedText, spanOf } from '../../workspace/closed/refusal.ts';
import { listClosed } from '../../workspace/closed/store.ts';
import { denied, rateOn } from '../../workspace/store.ts';
import type { NewActivity, Origin, RecordedActivity } from '../activity.ts';
import { answerReply, countOf, type Frame, problemReply, savedReply } from '../blocks.ts';
import { mayEnterSpend, SPEND } from '../entry/spend.ts';
import { entryWords } from '../entry/words.ts';
import { askForRatings } from '../grading/asking/slack.ts';
import { lateReply } from '../late/blocks.ts';
import { countedLate, firstClosed, fitsLate, lateValue } from '../late/late.ts';
import { lateWords } from '../late/words.ts';
import { type LogLine, type LogProblem, refProblem } from '../parse.ts';
import { priced, ratesNeeded } from '../pricing.ts';
import { dayTotals, record } from '../store.ts';
import { askAboutDoubles } from '../trust/ask/slack.ts';
import { typesToConfirm } from '../trust/pending.ts';
import { words } from '../words.ts';

/** What recording has in common, however it was asked for. */

/**
 * Brought by the feedback slice: where the person stands after facts were recorded, changed or undone. The facts name whose they are
 * (`memberId`), who may be another than the actor.
 */
export type AfterRecord = (
  input: Input,
  facts: RecordedActivity[],
  became?: 'undone',
) => Promise<KnownBlock[]>;

/** Whose activities an act concerns. */
export type Subject = Pick<Person, 'memberId' | 'slackUserId' | 'name' | 'locale' | 'tz' | 'teamId'>;

/** What to show facts with, in the actor's language; names are looked up only where credit is shared. */
export async function frameFor(
  input: Input,
  facts: readonly Pick<NewActivity, 'shares'>[] = [],
): Promise<Frame> {
  const { deps, workspace, actor, today } = input;
  const isShared = facts.some((fact) => fact.shares !== null);
  const [playbook, people] = await Promise.all([
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
    isShared ? listPeople(deps.db, workspace.id, today) : [],
  ]);
  const names = new Map(people.map((person) => [person.memberId, person.name]));
  return {
    locale: actor.locale,
    playbook,
    currency: workspace.currency,
    today,
    memberId: actor.memberId,
    names,
    needConfirmation: typesToConfirm(workspace, playbook),
  };
}

/** The member behind a fact; undefined where they are gone. */
export async function subjectById(input: Input, memberId: string): Promise<Subject | undefined> {
  const { deps, workspace, actor, today } = input;
  return memberId === actor.memberId ? actor : personById(deps.db, workspace.id, memberId, today);
}

/** How far back the actor may enter for somebody (P-05). */
export const reach = ({ actor }: Input, subject: Subject): number => daysBack(actor, subject);

/** Whether the actor may log for somebody; a refusal is said, and written down. */
export async function mayLogFor(
  input: Input,
  subject: Subject,
  word: 'deniedLog' | 'deniedChange',
): Promise<boolean> {
  const { deps, workspace, actor } = input;
  if (may(actor, 'log', subject)) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'log', `member:${subject.memberId}`);
  await input.reply({ text: words(actor.locale)(word, { name: escapeText(subject.name) }) });
  return false;
}

/** Whether the actor may change these facts: their own up to 14 days back, those of their team, or all as administrator (P-05). */
export async function mayChange(
  input: Input,
  facts: readonly RecordedActivity[],
  subject: Subject,
): Promise<boolean> {
  if (!(await mayLogFor(input, subject, 'deniedChange'))) return false;
  if (await areClosed(input, facts, 'refusedChange')) return false;
  const days = reach(input, subject);
  if (!Number.isFinite(days)) return true;
  const earliest = addDays(localDateOf(input.now, subject.tz), -days);
  const old = facts.find((fact) => fact.localDate < earliest);
  if (old === undefined) return true;
  const { locale } = input.actor;
  await input.reply({
    text: words(locale)('deniedOld', { days, date: formatDate(old.localDate, locale, true) }),
  });
  return false;
}

/** P-05: whether one of the dates is closed, which is said. */
async function areClosed(
  { deps, workspace, actor, reply }: Input,
  dated: readonly { localDate: LocalDate }[],
  what: 'refused' | 'refusedChange',
): Promise<boolean> {
  const closed = await listClosed(deps.db, workspace.id);
  for (const { localDate } of dated) {
    const found = closedOn(closed, localDate);
    if (found === undefined) continue;
    await reply({ text: refusedText(found, localDate, what, actor.locale) });
    return true;
  }
  return false;
}

/** Lines as facts, in the workspace's currency; undefined where a rate or the right to enter spend is missing, which is said. `typed`: to copy and mend. */
export async function pricedOrTold(
  input: Input,
  lines: readonly LogLine[],
  typed: string,
): Promise<NewActivity[] | undefined> {
  const { deps, workspace, actor } = input;
  if (lines.some((line) => line.typeKey === SPEND) && !mayEnterSpend(actor)) {
    await denied(deps.db, workspace.id, actor.memberId, 'log', 'spend');
    await input.reply({ text: entryWords(actor.locale)('spendDenied') });
    return undefined;
  }
  if (await areClosed(input, lines, 'refused')) return undefined;
  const own = currency(workspace.currency);
  const rates = new Map<string, string>();
  for (const { currency: code, date } of ratesNeeded(lines, own)) {
    const rate = await rateOn(deps.db, workspace.id, code, date);
    if (rate !== undefined) rates.set(`${code} ${date}`, rate.rate);
  }
  const facts = lines.map((line) => priced(line, own, (code, date) => rates.get(`${code} ${date}`)));
  const quote = { before: '', place: '', after: '' };
  const problems = facts.flatMap((fact, index): LogProblem[] =>
    fact.ok ? [] : [{ line: index + 1, column: 0, length: 0, quote, trouble: fact.problem }],
  );
  if (problems.length > 0) await input.reply(problemReply(problems, typed, await frameFor(input)));
  return problems.length > 0 ? undefined : facts.flatMap((fact) => (fact.ok ? [fact.value] : []));
}

/**
 * P-05: lines on closed dates count today, with a word of it: by themselves where a manager or an administrator enters them for somebody, else
 * once the person agreed. Undefined where that is asked first.
 */
async function datedOrAsked(
  input: Input,
  act: { subject: Subject; lines: readonly LogLine[]; typed: string; isLate?: boolean },
): Promise<readonly LogLine[] | undefined> {
  const { deps, workspace, actor, now } = input;
  const closed = await listClosed(deps.db, workspace.id);
  const found = firstClosed(closed, act.lines);
  const today = localDateOf(now, act.subject.tz);
  if (found === undefined || closedOn(closed, today) !== undefined) return act.lines;
  const mayAdjust = may(actor, 'adjust-closed', act.subject);
  if (!mayAdjust && act.isLate !== true) {
    if (!fitsLate(act.typed)) return act.lines;
    await input.reply(lateReply(found, lateValue(input.transportKey, act.typed), actor.locale));
    return undefined;
  }
  if (act.isLate !== true) {
    const said = {
      date: formatDate(found.date, actor.locale, true),
      name: spanOf(found.by, actor.locale).name,
    };
    await input.reply({ text: lateWords(actor.locale)('counted', said) });
  }
  return countedLate(act.lines, closed, today, workspace.locale);
}

/** Records lines that are all right, answers, and tells whom it was done for. */
export async function save(
  input: Input,
  act: {
    subject: Subject;
    lines: readonly LogLine[];
    origin: Origin;
    typed: string;
    /** P-05: the person said that what is on closed dates counts today. */
    isLate?: boolean;
  },
  afterRecord: AfterRecord,
): Promise<void> {
  const { deps, workspace, actor } = input;
  const { subject, origin } = act;
  const dated = await datedOrAsked(input, act);
  if (dated === undefined) return;
  const lines = await pricedOrTold(input, dated, act.typed);
  if (lines === undefined) return;
  const recorded = await record(deps.db, {
    ...{ workspaceId: workspace.id, actorId: actor.memberId, memberId: subject.memberId, origin },
    ...{ transportKey: input.transportKey, lines },
  });
  if (recorded.status === 'ref-taken')
    return input.reply(problemReply(recorded.refs.map(refProblem), act.typed, await frameFor(input)));
  const { status, activities } = recorded;
  const say = words(actor.locale);
  const isOwn = subject.memberId === actor.memberId;
  const name = escapeText(subject.name);
  const title =
    status === 'seen-before' ? say('loggedAlready') : isOwn ? say('logged') : say('loggedFor', { name });
  await answerSaved(input, title, activities[0]?.batchId, async () =>
    input.reply(await answerFor(input, subject, title, activities, afterRecord)),
  );
  if (status !== 'recorded') return;
  await tell(input, subject, 'toldOf', activities);
  const frame = await frameFor(input, activities);
  await askAboutDoubles(input, activities, frame);
  await askForRatings(input, activities, frame);
}

/**
 * Gives the answer to what is saved already. A trouble on the way must not end in the words for a surprise ("may not have been saved"),
 * which invite to do it again: then it is said plainly, with Undo for the batch where there is something to undo.
 */
export async function answerSaved(
  input: Input,
  title: string,
  batchId: string | undefined,
  answer: () => Promise<void>,
): Promise<void> {
  try {
    await answer();
  } catch (error) {
    const { deps, transportKey, actor } = input;
    deps.log.error({ err: error, transportKey }, 'the answer to what was saved failed');
    await input.reply(savedReply(title, batchId, actor.locale));
  }
}

/** The answer with the day's totals and where the person stands. */
export async function answerFor(
  input: Input,
  subject: Subject,
  title: string,
  facts: RecordedActivity[],
  afterRecord: AfterRecord,
): Promise<Reply> {
  const [frame, totals, standing] = await Promise.all([
    frameFor(input, facts),
    totalsOf(input, subject, facts),
    standingOf(input, facts, afterRecord),
  ]);
  return answerReply({ title, facts, totals: totals(frame), standing }, frame);
}

/** "7 calls today", for the activities that happened on the subject's own today. */
async function totalsOf(input: Input, subject: Subject, facts: readonly RecordedActivity[]) {
  const { deps, workspace, actor, now } = input;
  const today = localDateOf(now, subject.tz);
  const keys = [...new Set(facts.filter((fact) => fact.localDate === today).map((fact) => fact.typeKey))];
  const totals =
    keys.length === 0 ? undefined : await dayTotals(deps.db, workspace.id, subject.memberId, today);
  const say = words(actor.locale);
  return (frame: Frame): string[] =>
    keys.map((key) => {
      const what = countOf(key, totals?.get(key) ?? 0n, frame);
      if (subject.memberId === actor.memberId) return say('todayTotal', { what });
      return say('todayTotalFor', { what, name: escapeText(subject.name) });
    });
}

/** Where the person stands. A trouble here must not hide that everything is saved. */
export async function standingOf(
  input: Input,
  facts: RecordedActivity[],
  afterRecord: AfterRecord,
): Promise<KnownBlock[]> {
  try {
    return await afterRecord(input, facts);
  } catch (error) {
    input.deps.log.error(
      { err: error, transportKey: input.transportKey },
      'the standing after a record failed',
    );
    return [section(words(input.actor.locale)('standingFailed'))];
  }
}

/** Tells the person for whom somebody else did something, in their own language. */
export async function tell(
  input: Input,
  subject: Subject,
  word: 'toldOf' | 'toldOfChange' | 'toldOfUndo',
  facts: RecordedActivity[],
): Promise<void> {
  const { deps, workspace, actor } = input;
  if (subject.memberId === actor.memberId) return;
  try {
    const locale: Locale = subject.locale;
    const frame = { ...(await frameFor(input, facts)), locale, memberId: subject.memberId };
    const title = words(locale)(word, { name: escapeText(actor.name) });
    const reply = answerReply({ title, facts, totals: [], standing: [] }, frame);
    const key = `told:${input.transportKey}:${subject.memberId}:${word}`;
    await postOrKeep(deps, workspace.id, { key, channel: subject.slackUserId, reply });
  } catch (error) {
    deps.log.warn({ err: error }, 'the person for whom something was logged could not be told');
  }
}
