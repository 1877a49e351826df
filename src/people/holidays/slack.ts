import { addDays, daysOf, type LocalDate } from '../../kpi/localDate.ts';
import { section } from '../../platform/blocks.ts';
import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, Input, VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { absenceWords } from '../absences/words.ts';
import { may } from '../rights.ts';
import { addHoliday, listHolidays, listPeople, listTeams, removeHolidays } from '../store.ts';
import { holidayList, holidayReply, loadedReply, readUndo, removedReply, unknownPlace } from './blocks.ts';
import { type HolidayCommand, parseHoliday } from './command.ts';
import { placeOf, publicHolidays } from './library/library.ts';

/** `/pace holiday …`: lists the coming holidays; administrators enter one, or a make-up working day (P-04). */
export async function holiday(input: VerbInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const teams = await listTeams(deps.db, workspace.id, today);
  const people = await listPeople(deps.db, workspace.id, today);
  const regions = [...new Set([...teams, ...people].flatMap((one) => one.region ?? []))];
  const command = parseHoliday(normalise(input.text).text, today, regions);
  if (command.kind === 'list') {
    const coming = await listHolidays(deps.db, workspace.id, { from: today, to: addDays(today, 366) });
    return input.reply(holidayList(coming, actor.locale));
  }
  if (!(await mayEnter(input))) return;
  if (command.kind === 'load') return load(command, input);
  if (command.kind === 'remove') return remove(command.region, [...daysOf(command.dates)], input);
  if (command.kind === 'set') {
    const { region, name, isWorkday, dates } = command;
    const days = [...daysOf(dates)].map((date) => ({ region, date, name, isWorkday }));
    await addHoliday(deps.db, workspace.id, actor.memberId, days, input.transportKey);
    await deps.db.durable();
  }
  await input.reply(holidayReply(command, actor.locale));
}

async function mayEnter(input: Input): Promise<boolean> {
  const { deps, workspace, actor } = input;
  if (may(actor, 'settings', { memberId: null, teamId: null })) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'holiday', `workspace:${workspace.id}`);
  await input.reply({ text: absenceWords(actor.locale)('holiday-denied') });
  return false;
}

/** Enters what the library knows of a country and is not entered yet; what somebody entered by hand stays. */
async function load(
  { place: typed, years, region }: Extract<HolidayCommand, { kind: 'load' }>,
  input: VerbInput,
): Promise<void> {
  const { deps, workspace, actor } = input;
  const place = placeOf(typed, actor.locale);
  if ('near' in place) return input.reply(unknownPlace(typed, place.near, actor.locale));
  const { days, unannounced } = publicHolidays(place, years, workspace.locale);
  const [first, last] = [days[0]?.date, days.at(-1)?.date];
  const entered =
    first === undefined || last === undefined
      ? []
      : await listHolidays(deps.db, workspace.id, { from: first, to: addDays(last, 1) });
  const known = new Set(entered.filter((one) => one.region === region).map((one) => one.date));
  const added = days.filter((day) => !known.has(day.date)).map((day) => ({ ...day, region }));
  if (added.length > 0) {
    await addHoliday(deps.db, workspace.id, actor.memberId, added, input.transportKey);
    await deps.db.durable();
  }
  const kept = days.length - added.length;
  await input.reply(loadedReply({ place: place.name, region, added, kept, unannounced }, actor.locale));
}

async function remove(region: string, dates: readonly LocalDate[], input: Input): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const gone = await removeHolidays(deps.db, workspace.id, actor.memberId, { region, dates }, transportKey);
  await deps.db.durable();
  if (gone !== undefined) await input.reply(removedReply(gone, actor.locale));
}

/** Undo of an import. */
export async function undoHolidays(input: ActionInput): Promise<void> {
  if (!(await mayEnter(input))) return;
  const { deps, workspace, actor, transportKey } = input;
  const gone = await removeHolidays(
    deps.db,
    workspace.id,
    actor.memberId,
    readUndo(input.value),
    transportKey,
  );
  await deps.db.durable();
  if (gone === undefined) return;
  const reply = removedReply(gone, actor.locale);
  await input.replace({ ...reply, blocks: [section(reply.text)] });
}
