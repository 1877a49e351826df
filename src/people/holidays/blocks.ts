import { addDays } from '../../kpi/localDate.ts';
import { header, type Reply } from '../../platform/blocks.ts';
import { linesInMessage, namesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { HolidayInfo } from '../absences/absence.ts';
import { datesInWords } from '../absences/blocks.ts';
import { absenceWords } from '../absences/words.ts';
import { type HolidayCommand, MOST_DAYS } from './command.ts';

/** The answer to everything but a list. */
export function holidayReply(command: Exclude<HolidayCommand, { kind: 'list' }>, locale: Locale): Reply {
  const say = absenceWords(locale);
  switch (command.kind) {
    case 'usage':
      return { text: say('holiday-usage', { days: MOST_DAYS }) };
    case 'unknown-region': {
      const regions = namesWithin(command.known.map(plainInMrkdwn), locale) || '–';
      const region = plainInMrkdwn(cut(command.region, 60));
      return { text: say('holiday-region', { region, regions }) };
    }
    case 'set': {
      const away = {
        firstDate: command.dates.from,
        lastDate: addDays(command.dates.to, -1),
        part: 'full' as const,
      };
      const region = command.region === '' ? say('everywhere') : plainInMrkdwn(command.region);
      const vars = { region, dates: datesInWords(away, locale), name: plainInMrkdwn(command.name) };
      return { text: say(command.isWorkday ? 'workday-set' : 'holiday-set', vars) };
    }
  }
}

/** The coming holidays. */
export function holidayList(holidays: readonly HolidayInfo[], locale: Locale): Reply {
  const say = absenceWords(locale);
  if (holidays.length === 0) return { text: say('holiday-none') };
  const lines = holidays.map((holiday) =>
    say(holiday.isWorkday ? 'workday-line' : 'holiday-line', {
      date: formatDate(holiday.date, locale, true),
      name: plainInMrkdwn(holiday.name),
      region: holiday.region === '' ? say('everywhere') : plainInMrkdwn(holiday.region),
    }),
  );
  const text = say('holiday-list');
  return { text, blocks: linesInMessage([header(text)], lines, [], locale) };
}
