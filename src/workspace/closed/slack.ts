import { type PeriodKey, rangeOf } from '../../kpi/period.ts';
import { parsePeriodWords } from '../../kpi/periodWords.ts';
import { may } from '../../people/rights.ts';
import { formatDate, formatPeriod } from '../../platform/format.ts';
import { keepable, normalise, textWeight } from '../../platform/normalise.ts';
import type {
  ActionInput,
  FieldErrors,
  Input,
  SubmitCheck,
  SubmitInput,
  VerbInput,
} from '../../platform/slice.ts';
import { denied } from '../store.ts';
import { closedReply, reopenView } from './blocks.ts';
import { spanOf } from './refusal.ts';
import { closeByHand, listClosed, reopenDates } from './store.ts';
import { closedWords } from './words.ts';

/** P-05: who may see what is closed: everybody; who closes and reopens: administrators, with a reason. */

const mayClose = ({ actor }: Input): boolean => may(actor, 'reopen-dates', { memberId: null, teamId: null });

async function isAllowed(input: Input): Promise<boolean> {
  if (mayClose(input)) return true;
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, 'reopen-dates', `workspace:${workspace.id}`);
  await input.reply({ text: closedWords(actor.locale)('denied') });
  return false;
}

/** `/pace close` and `/pace closed`: what is closed; with a period behind it an administrator's close. */
export async function close(input: VerbInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const text = normalise(input.text).text.trim();
  if (text === '')
    return input.reply(closedReply(await listClosed(deps.db, workspace.id), mayClose(input), actor.locale));
  if (!(await isAllowed(input))) return;
  const say = closedWords(actor.locale);
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const read = parsePeriodWords(text, input.today, periods);
  if (!read.ok) return input.reply({ text: say('unknown') });
  await closePeriod(input, read.value);
}

async function closePeriod(input: VerbInput, key: PeriodKey): Promise<void> {
  const { deps, workspace, actor, today, transportKey } = input;
  const say = closedWords(actor.locale);
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const range = rangeOf(key, periods);
  if (range.to > today)
    return input.reply({ text: say('notOver', { date: formatDate(range.to, actor.locale, true) }) });
  const what = { id: `period:${key}`, name: formatPeriod(key, workspace.locale, periods), range };
  await closeByHand(deps.db, { workspaceId: workspace.id, actorId: actor.memberId, transportKey }, what);
  await input.reply({ text: say('closed', spanOf(what, actor.locale)) });
}

/** "Reopen…". */
export async function openReopen(input: ActionInput): Promise<void> {
  if (await isAllowed(input)) await input.open(reopenView(input.value, input.actor.locale));
}

const REASON_AT_LEAST = 10;

export function checkReopen({ values, locale }: SubmitCheck): FieldErrors | undefined {
  return textWeight(values['reason'] ?? '') < REASON_AT_LEAST
    ? { reason: closedWords(locale)('reasonMissing') }
    : undefined;
}

export async function submitReopen(input: SubmitInput): Promise<void> {
  if (!(await isAllowed(input))) return;
  const { deps, workspace, actor, now, transportKey } = input;
  const say = closedWords(actor.locale);
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const reason = keepable(input.values['reason'] ?? '').trim();
  const found = (await listClosed(deps.db, workspace.id)).find((one) => one.id === input.metadata);
  const name = await reopenDates(deps.db, act, { id: input.metadata, reason, now });
  const isDone = name !== undefined && found !== undefined;
  await input.reply({
    text: isDone ? say('reopened', { name: spanOf(found, actor.locale).name }) : say('gone'),
  });
}
