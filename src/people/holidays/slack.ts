import { addDays, daysOf } from '../../kpi/localDate.ts';
import { normalise } from '../../platform/normalise.ts';
import type { VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { absenceWords } from '../absences/words.ts';
import { may } from '../rights.ts';
import { addHoliday, listHolidays, listTeams } from '../store.ts';
import { holidayList, holidayReply } from './blocks.ts';
import { parseHoliday } from './command.ts';

/** `/pace holiday …`: lists the coming holidays; administrators enter one, or a make-up working day (P-04). */
export async function holiday(input: VerbInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const teams = await listTeams(deps.db, workspace.id, today);
  const regions = [...new Set(teams.flatMap((team) => team.region ?? []))];
  const command = parseHoliday(normalise(input.text).text, today, regions);
  if (command.kind === 'list') {
    const coming = await listHolidays(deps.db, workspace.id, { from: today, to: addDays(today, 366) });
    return input.reply(holidayList(coming, actor.locale));
  }
  if (!may(actor, 'settings', { memberId: null, teamId: null })) {
    await denied(deps.db, workspace.id, actor.memberId, 'holiday', `workspace:${workspace.id}`);
    return input.reply({ text: absenceWords(actor.locale)('holiday-denied') });
  }
  if (command.kind === 'set') {
    const { region, name, isWorkday, dates } = command;
    const days = [...daysOf(dates)].map((date) => ({ region, date, name, isWorkday }));
    await addHoliday(deps.db, workspace.id, actor.memberId, days, input.transportKey);
    await deps.db.durable();
  }
  await input.reply(holidayReply(command, actor.locale));
}
