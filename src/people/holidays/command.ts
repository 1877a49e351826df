import { addDays, type DateRange, daysBetween, type LocalDate, partsOf } from '../../kpi/localDate.ts';
import { takeDates } from '../dates.ts';
import { nameKey } from '../names.ts';

/** What `/pace holiday …` asks for. */
export type HolidayCommand =
  | { readonly kind: 'list' }
  | { readonly kind: 'usage' }
  /** The public holidays of a country, from the library. */
  | {
      readonly kind: 'load';
      readonly place: string;
      readonly years: readonly number[];
      readonly region: string;
    }
  | { readonly kind: 'remove'; readonly dates: DateRange; readonly region: string }
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

const LOAD = /^(?:import|load|add all|导入|载入)(?!\S)\s*(?<place>.*)$/isu;
const REMOVE = /(?<!\S)(?:remove|delete|cancel|删除|取消)(?!\S)/iu;
const YEAR = /(?<!\S)(20\d{2})年?(?!\S)/gu;

/** "CN 2026 2027": without a year this one and the next. */
function placeAndYears(text: string, today: LocalDate): { place: string; years: number[] } {
  const typed = [...new Set([...text.matchAll(YEAR)].map((match) => Number(match[1])))].slice(0, 3);
  const { year } = partsOf(today);
  const place = text
    .replace(YEAR, ' ')
    .replace(/["\s]+/gu, ' ')
    .trim();
  return { place, years: typed.length === 0 ? [year, year + 1] : typed };
}

/** Reads the line behind `/pace holiday`, normalised. `regions`: the regions of the workspace's teams. */
export function parseHoliday(line: string, today: LocalDate, regions: readonly string[]): HolidayCommand {
  if (line.trim() === '') return { kind: 'list' };
  const typed = REGION.exec(line);
  const wanted = (typed?.[1] ?? typed?.[2] ?? '').trim();
  const region = wanted === '' ? '' : regions.find((known) => nameKey(known) === nameKey(wanted));
  if (region === undefined) return { kind: 'unknown-region', region: wanted, known: regions };
  const rest = line.replace(REGION, ' ').trim();
  const load = LOAD.exec(rest)?.groups?.['place'];
  if (load !== undefined) return { kind: 'load', ...placeAndYears(load, today), region };
  const dates = takeDates(rest, today);
  if ('kind' in dates || daysBetween(dates.first, dates.last) >= MOST_DAYS) return { kind: 'usage' };
  if (REMOVE.test(rest))
    return { kind: 'remove', dates: { from: dates.first, to: addDays(dates.last, 1) }, region };
  const isWorkday = dates.rest.search(WORKDAY) >= 0;
  const name = dates.rest
    .replace(WORKDAY, ' ')
    .replace(/["\s]+/gu, ' ')
    .trim()
    .slice(0, 80);
  if (name === '' && !isWorkday) return { kind: 'usage' };
  return { kind: 'set', dates: { from: dates.first, to: addDays(dates.last, 1) }, name, region, isWorkday };
}
