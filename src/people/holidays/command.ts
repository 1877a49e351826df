import { addDays, type DateRange, daysBetween, type LocalDate } from '../../kpi/localDate.ts';
import { takeDates } from '../dates.ts';
import { nameKey } from '../names.ts';

/** What `/pace holiday …` asks for. */
export type HolidayCommand =
  | { readonly kind: 'list' }
  | { readonly kind: 'usage' }
  | { readonly kind: 'unknown-region'; readonly region: string; readonly known: readonly string[] }
  | {
      readonly kind: 'set';
      readonly dates: DateRange;
      readonly name: string;
      /** '' for every region. */
      readonly region: string;
      readonly isWorkday: boolean;
    };

/** More days at once are more likely a slip than a holiday. */
export const MOST_DAYS = 31;

const REGION = /(?:\bregion|区域|地区)\s*:\s*(?:"([^"]*)"|(\S+))/iu;
const WORKDAY = /(?<!\S)(?:workday|working|make-?up|调休|上班|补班)(?!\S)/giu;

/** Reads the line behind `/pace holiday`, normalised. `regions`: the regions of the workspace's teams. */
export function parseHoliday(line: string, today: LocalDate, regions: readonly string[]): HolidayCommand {
  if (line.trim() === '') return { kind: 'list' };
  const typed = REGION.exec(line);
  const wanted = (typed?.[1] ?? typed?.[2] ?? '').trim();
  const region = wanted === '' ? '' : regions.find((known) => nameKey(known) === nameKey(wanted));
  if (region === undefined) return { kind: 'unknown-region', region: wanted, known: regions };
  const dates = takeDates(line.replace(REGION, ' '), today);
  if ('kind' in dates || daysBetween(dates.first, dates.last) >= MOST_DAYS) return { kind: 'usage' };
  const isWorkday = dates.rest.search(WORKDAY) >= 0;
  const name = dates.rest
    .replace(WORKDAY, ' ')
    .replace(/["\s]+/gu, ' ')
    .trim()
    .slice(0, 80);
  if (name === '' && !isWorkday) return { kind: 'usage' };
  return { kind: 'set', dates: { from: dates.first, to: addDays(dates.last, 1) }, name, region, isWorkday };
}
