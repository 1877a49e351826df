import type { LocalDate } from '../../kpi/localDate.ts';
import { currency } from '../../kpi/money.ts';
import { localDateOf } from '../../kpi/time.ts';
import { escapeText, upTo } from '../../platform/mrkdwn.ts';
import { readable } from '../../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { findType, type Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import type { NewActivity, RecordedActivity } from '../activity.ts';
import { lineOf } from '../blocks.ts';
import type { LogLine } from '../parse.ts';
import { printLine } from '../print.ts';
import {
  type AfterRecord,
  answerFor,
  answerSaved,
  frameFor,
  mayChange,
  pricedOrTold,
  reach,
  type Subject,
  save,
  subjectById,
  tell,
} from '../recording/slack.ts';
import { edit, findActivity } from '../store.ts';
import { words } from '../words.ts';
import { EDIT_FORM, type FormValues, fieldErrors, formView, LOG_FORM, readForm } from './form.ts';
import { type FormHints, hintsOf, needsOf } from './hints.ts';

const playbookOf = ({ deps, workspace }: Input): Promise<Playbook> =>
  readPlaybook(deps.db, workspace.id, workspace.playbookVersion);

function hintsFor(
  input: Input,
  subject: Subject,
  playbook: Playbook,
  origin: FormHints['origin'],
  activityId = '',
): FormHints {
  const daysBack = reach(input, subject);
  const own = currency(input.workspace.currency);
  return { activityId, origin, tz: subject.tz, daysBack, currency: own, needs: needsOf(playbook) };
}

/** Opens the empty form; `note` is what it starts with. */
export async function openForm(input: Input, origin: FormHints['origin'], note = ''): Promise<void> {
  const { actor, today } = input;
  const playbook = await playbookOf(input);
  const hints = hintsFor(input, actor, playbook, origin);
  const values: FormValues = {
    ...{ typeKey: undefined, quantity: 100n, customer: '', money: null, date: today, channel: '', note },
  };
  await input.open(formView(LOG_FORM, values, { locale: actor.locale, playbook, hints }));
}

/** The message shortcut: the message becomes the note. */
export const openFormForMessage = (input: Input & { messageText: string }): Promise<void> =>
  openForm(input, 'shortcut', upTo(readable(input.messageText), 2_000));

/** The Edit button: the form with what the fact says. */
export async function openEdit(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const found = await editable(input, input.value);
  if (found === undefined) return;
  const { fact, subject } = found;
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const hints = hintsFor(input, subject, playbook, 'modal', fact.id);
  await input.open(formView(EDIT_FORM, valuesOf(fact, hints), { locale: actor.locale, playbook, hints }));
}

function valuesOf(fact: RecordedActivity, { currency: own }: FormHints): FormValues {
  const { typeKey, quantity, localDate: date, channel, note, customer, amount, original, rating } = fact;
  const typed = original === null ? null : { minor: original.minor, currency: currency(original.currency) };
  const money = typed ?? (amount === null ? null : { minor: amount, currency: own });
  const grade = rating === undefined ? {} : { rating };
  return { typeKey, quantity, customer: customer ?? '', money, ...grade, date, channel, note };
}

/** The fact with whose it is, where the actor may change it; a refusal is said. Asked again when the form is handed in. */
async function editable(
  input: Input,
  activityId: string,
): Promise<{ fact: RecordedActivity; subject: Subject } | undefined> {
  const { deps, workspace, actor } = input;
  const fact = await findActivity(deps.db, workspace.id, activityId);
  const subject = fact && (await subjectById(input, fact.memberId));
  if (fact === undefined || subject === undefined) {
    await input.reply({ text: words(actor.locale)('nothingToEdit') });
    return undefined;
  }
  const allowed = await mayChange(input, [fact], subject);
  return allowed ? { fact, subject } : undefined;
}

/** The form for a new activity, handed in. */
export function submitLog(afterRecord: AfterRecord): (input: SubmitInput) => Promise<void> {
  return async (input) => {
    const hints = hintsOf(input.metadata);
    const line = await lineFrom(input, input.actor, input.today, null);
    if (line === undefined) return;
    const origin = hints?.origin ?? 'modal';
    const typed = await typedAs(input, line);
    await save(input, { subject: input.actor, lines: [line], origin, typed }, afterRecord);
  };
}

/** P-05, M-05: the line as it would be typed, to be counted late by a press, or copied once a rate is there. */
async function typedAs(input: SubmitInput, line: LogLine): Promise<string> {
  const { locale, memberId } = input.actor;
  const oneLine = { ...line, note: line.note.replace(/\s+/gu, ' ') };
  return printLine(oneLine, { playbook: await playbookOf(input), locale, memberId }, []);
}

/** The form of Edit, handed in: the fact is replaced by a new one. */
export function submitEdit(afterRecord: AfterRecord): (input: SubmitInput) => Promise<void> {
  return async (input) => {
    const { deps, workspace, actor, now, transportKey } = input;
    const found = await editable(input, hintsOf(input.metadata)?.activityId ?? '');
    if (found === undefined) return;
    const { fact, subject } = found;
    const line = await lineFrom(input, subject, localDateOf(now, subject.tz), fact);
    const [what] = (line && (await pricedOrTold(input, [line], ''))) ?? [];
    if (what === undefined) return;
    const act = { workspaceId: workspace.id, actorId: actor.memberId, activityId: fact.id, transportKey };
    const edited = await edit(deps.db, { ...act, what });
    const say = words(actor.locale);
    if (edited.status === 'nothing-left') return input.reply({ text: say('nothingToEdit') });
    const name = escapeText(subject.name);
    const changed = subject.memberId === actor.memberId ? say('changed') : say('changedFor', { name });
    await answerSaved(input, changed, edited.activity.batchId, async () => {
      const before = lineOf(edited.before, await frameFor(input, [edited.before]));
      const title = `${changed} (${say('was', { line: before })})`;
      await input.reply(await answerFor(input, subject, title, [edited.activity], afterRecord));
    });
    await tell(input, subject, 'toldOfChange', [edited.activity]);
  };
}

/** The fields as a line. What the form does not show (shares, campaign, region, product, segment, reference) stays as it was. */
async function lineFrom(
  input: SubmitInput,
  subject: Subject,
  today: LocalDate,
  before: NewActivity | null,
): Promise<LogLine | undefined> {
  const playbook = await playbookOf(input);
  const needs = (typeKey: string) =>
    playbook.types.find((type) => type.key === typeKey) ?? findType(playbook, typeKey);
  const own = currency(input.workspace.currency);
  const read = readForm(input.values, { needs, currency: own, today, daysBack: reach(input, subject) });
  if (!read.ok) {
    const errors = fieldErrors(read.problem, input.actor.locale, input.workspace.currency);
    await input.reply({ text: escapeText(Object.values(errors).join('\n')) });
    return undefined;
  }
  const { date: localDate, customer, ...fields } = read.value;
  const { shares, campaign, region, product } = before ?? {
    shares: null,
    campaign: '',
    region: '',
    product: '',
  };
  return {
    ...fields,
    localDate,
    customer: customer === '' ? null : customer,
    ...(before?.ref === undefined ? {} : { ref: before.ref }),
    ...(before?.segment === undefined ? {} : { segment: before.segment }),
    shares,
    campaign,
    region,
    product,
  };
}
