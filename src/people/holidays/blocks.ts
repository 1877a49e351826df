import { addDays, isLocalDate, type LocalDate } from '../../kpi/localDate.ts';
import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { linesInMessage, namesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { HolidayInfo } from '../absences/absence.ts';
import { datesInWords } from '../absences/blocks.ts';
import { absenceWords } from '../absences/words.ts';
import { type HolidayCommand, MOST_DAYS } from './command.ts';

/** The answer to everything but a list. */
export function holidayReply(
  command: Exclude<HolidayCommand, { kind: 'list' | 'load' | 'remove' }>,
  locale: Locale,
): Reply {
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

/** What was taken from the library, day by day, with Undo for what is new. */
export function loadedReply({ place, region, added, kept, unannounced }: Loaded, locale: Locale): Reply {
  const say = absenceWords(locale);
  const vars = {
    place: plainInMrkdwn(place),
    region: region === '' ? say('everywhere') : plainInMrkdwn(region),
    count: added.length,
  };
  const text = added.length === 0 ? say('load-nothing', vars) : say('load-done', vars);
  const notes = [
    ...(kept === 0 ? [] : [say('load-kept', { count: kept })]),
    ...(unannounced.length === 0 ? [] : [say('load-unannounced', { years: unannounced.join(', ') })]),
  ];
  const value = [region, ...added.map((one) => one.date.replaceAll('-', ''))].join('\n');
  const undo = added.length === 0 ? [] : [actions(button(say('undo'), 'people.undoHolidays', value))];
  const before = [section(text), ...notes.map((note) => context(note))];
  return { text, blocks: linesInMessage(before, holidayLines(added, locale), undo, locale) };
}

/** What `/pace holiday import` did. */
export interface Loaded {
  place: string;
  region: string;
  added: readonly HolidayInfo[];
  /** Dates that were entered before and stay as they are. */
  kept: number;
  unannounced: readonly number[];
}

/** The region and dates of an Undo's value; a hint, never a proof of a right. */
export function readUndo(value: string): { region: string; dates: LocalDate[] } {
  const [region = '', ...typed] = value.split('\n');
  const dates = typed.map((text) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`);
  return { region, dates: dates.filter(isLocalDate) };
}

/** The country is not known. */
export function unknownPlace(typed: string, near: readonly string[], locale: Locale): Reply {
  const say = absenceWords(locale);
  const names = namesWithin(near.map(plainInMrkdwn), locale);
  const place = plainInMrkdwn(cut(typed, 60));
  if (typed === '') return { text: say('load-usage') };
  return { text: near.length === 0 ? say('load-unknown', { place }) : say('load-near', { place, names }) };
}

/** How many days were taken away. */
export const removedReply = (count: number, locale: Locale): Reply => ({
  text: absenceWords(locale)(count === 0 ? 'removed-none' : 'removed', { count }),
});

/** The coming holidays. */
export function holidayList(holidays: readonly HolidayInfo[], locale: Locale): Reply {
  const say = absenceWords(locale);
  if (holidays.length === 0) return { text: say('holiday-none') };
  const lines = holidayLines(holidays, locale);
  const text = say('holiday-list');
  return { text, blocks: linesInMessage([header(text)], lines, [], locale) };
}

function holidayLines(holidays: readonly HolidayInfo[], locale: Locale): string[] {
  const say = absenceWords(locale);
  return holidays.map((holiday) =>
    say(holiday.isWorkday ? 'workday-line' : 'holiday-line', {
      date: formatDate(holiday.date, locale, true),
      name: plainInMrkdwn(holiday.name),
      region: holiday.region === '' ? say('everywhere') : plainInMrkdwn(holiday.region),
    }),
  );
}
