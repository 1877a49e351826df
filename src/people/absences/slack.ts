import { type AbsencePart, presentHalves } from '../../kpi/calendar.ts';
import { addDays } from '../../kpi/localDate.ts';
import { escapeText } from '../../platform/mrkdwn.ts';
import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput, VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import type { Person } from '../person.ts';
import { daysBack, leadsAnybody, may } from '../rights.ts';
import { personById, personBySlackId } from '../store.ts';
import { type Away, datesOf } from './absence.ts';
import {
  absenceModal,
  cancelledReply,
  datesInWords,
  enteredReply,
  listReply,
  problemText,
  toldReply,
} from './blocks.ts';
import { parseAbsence, rangeProblem } from './command.ts';
import { awayOf } from './form.ts';
import {
  absenceById,
  addAbsence,
  calendarsOf,
  cancelAbsence,
  listAbsences,
  type TellAbsence,
} from './store.ts';
import { absenceWords } from './words.ts';

/** Lists begin two weeks back: as far as people enter for themselves. */
const LIST_BACK = 14;
const LIST_AHEAD = 740;

/** `/pace absence …`: enters, lists and cancels days away. */
export async function absence(input: VerbInput): Promise<void> {
  const { locale } = input.actor;
  const parsed = parseAbsence(normalise(input.text).text, input.today);
  if (!parsed.ok) return input.reply({ text: problemText(parsed.problem, locale) });
  const command = parsed.value;
  switch (command.kind) {
    case 'form':
      return openAbsence(input);
    case 'help':
      return input.reply({ text: absenceWords(locale)('no-date') });
    case 'list':
      return list(input, command.who);
    case 'enter':
      return enter(input, command.who, command.away, command.note);
  }
}

/** The form, also from a button. */
export async function openAbsence(input: Input): Promise<void> {
  await input.open(absenceModal(input.today, leadsAnybody(input.actor), input.actor.locale));
}

/** The form was handed in. */
export async function submitAbsence(input: SubmitInput): Promise<void> {
  const away = awayOf(input.values);
  if (away === undefined) return input.reply({ text: absenceWords(input.actor.locale)('missing') });
  const who = input.values['person'] || undefined;
  await enter(input, who, away, (input.values['note'] ?? '').trim());
}

/** Cancels one absence: the Undo of the answer, or a line of the list. */
export async function cancel(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, now, today } = input;
  const known = await absenceById(deps.db, workspace.id, input.value);
  const person = known && (await personById(deps.db, workspace.id, known.memberId, today));
  if (known === undefined || person === undefined)
    return input.replace(cancelledReply(undefined, actor.locale));
  if (!(await isAllowed(input, person))) return;
  const problem = rangeProblem(known, today, daysBack(actor, person));
  if (problem?.kind === 'too-far-back') return input.reply({ text: problemText(problem, actor.locale) });
  const tell = toldTo(input, person, 'cancelled');
  const gone = await cancelAbsence(deps.db, workspace.id, actor.memberId, known.id, now, tell);
  await deps.db.durable();
  await input.replace(cancelledReply(gone, actor.locale));
}

async function enter(input: Input, who: string | undefined, away: Away, note: string): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const person = await personOf(input, who);
  if (person === undefined) return;
  const problem = rangeProblem(away, today, daysBack(actor, person));
  if (problem !== undefined) return input.reply({ text: problemText(problem, actor.locale) });
  const before = await presentIn(input, person.memberId, away);
  const entry = { memberId: person.memberId, ...away, note: note.slice(0, 200) };
  const args = [deps.db, workspace.id, actor.memberId, entry, input.transportKey] as const;
  const entered = await addAbsence(...args, toldTo(input, person, 'entered'));
  if (!entered.ok) {
    const text = absenceWords(actor.locale)('covered', { dates: datesInWords(away, actor.locale) });
    return entered.problem.kind === 'repeated' ? undefined : input.reply({ text });
  }
  await deps.db.durable();
  const halves = before - (await presentIn(input, person.memberId, away));
  const name = person.memberId === actor.memberId ? undefined : person.name;
  await input.reply(enteredReply(entered.value, halves, name, actor.locale));
}

/** What the person is told, in their own language, whom somebody else entered or cancelled an absence for. */
function toldTo({ actor }: Input, person: Person, done: 'entered' | 'cancelled'): TellAbsence {
  return (absence) =>
    person.memberId === actor.memberId || !person.isActive
      ? undefined
      : {
          key: `absence:${absence.id}:${done}`,
          channel: person.slackUserId,
          reply: toldReply(done, absence, actor.name, person.locale),
        };
}

async function presentIn({ deps, workspace }: Input, memberId: string, away: Away & { part: AbsencePart }) {
  const range = datesOf(away);
  const calendar = (await calendarsOf(deps.db, workspace.id, [memberId], range)).get(memberId);
  return calendar === undefined ? 0 : presentHalves(calendar, range);
}

async function list(input: Input, who: string | undefined): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const person = await personOf(input, who);
  if (person === undefined) return;
  const range = { from: addDays(today, -LIST_BACK), to: addDays(today, LIST_AHEAD) };
  const absences = await listAbsences(deps.db, workspace.id, person.memberId, range);
  const name = person.memberId === actor.memberId ? undefined : person.name;
  await input.reply(listReply(absences, name, actor.locale));
}

/** The person meant, where the actor may enter their absences; otherwise the actor has been told. */
async function personOf(input: Input, who: string | undefined): Promise<Person | undefined> {
  const { deps, workspace, actor, today } = input;
  const slackUserId = who ?? actor.slackUserId;
  const person = await personBySlackId(deps.db, workspace.id, slackUserId, today);
  if (person === undefined) {
    await input.reply({
      text: absenceWords(actor.locale)('unknown', { who: `<@${escapeText(slackUserId)}>` }),
    });
    return undefined;
  }
  return (await isAllowed(input, person)) ? person : undefined;
}

async function isAllowed({ deps, workspace, actor, reply }: Input, person: Person): Promise<boolean> {
  if (may(actor, 'enter-absence', person)) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'enter-absence', `member:${person.memberId}`);
  await reply({ text: absenceWords(actor.locale)('denied', { name: escapeText(person.name) }) });
  return false;
}
