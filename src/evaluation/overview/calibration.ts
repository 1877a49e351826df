import { add, divide, type Exact, exact, ZERO } from '../../kpi/exact.ts';
import { BANDS } from '../../kpi/score.ts';
import type { SpreadSpec } from '../../platform/charts/index.ts';
import { linesWithin } from '../../platform/fit.ts';
import { cut, plain, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Adjustment } from '../adjust/adjust.ts';
import { type CardResult, readFraction } from '../card/result.ts';
import { cycleWords } from '../cycle/words.ts';
import { pointsText, signedText } from '../figures.ts';
import { words } from '../words.ts';

/** S-06: what managers compare: how bands are spread before and after adjustments, team by team, and each adjustment with its reason. Pure. */

export interface Compared {
  name: string;
  team: string;
  result: CardResult;
  /** Without the adjustment. */
  before: CardResult;
  adjustment: Adjustment | null;
}

/** "meets expectations 4, exceeds 1": bands that occur, the best first. */
export function spreadText(results: readonly CardResult[], locale: Locale): string {
  const all = words(locale);
  const found = BANDS.flatMap((band) => {
    const count = results.filter((result) => result.band === band).length;
    return count === 0 ? [] : [cycleWords(locale)('bandCount', { band: all(`band-${band}`), count })];
  });
  return found.join(all('join'));
}

/** The mean of those who are rated; undefined where nobody is. */
export function meanOf(results: readonly CardResult[]): Exact | undefined {
  const totals = results.flatMap(({ total }) => (total === null ? [] : [readFraction(total)]));
  return totals.length === 0 ? undefined : divide(totals.reduce(add, ZERO), exact(totals.length));
}

/** S-06: the picture of the same: everybody, then team by team where there are several. */
export function spreadChart(
  rows: readonly Compared[],
  about: { cycle: string; period: string },
  locale: Locale,
): SpreadSpec {
  const say = cycleWords(locale);
  const all = words(locale);
  const teams = [...Map.groupBy(rows, ({ team }) => team)].sort(([a], [b]) => (a < b ? -1 : 1));
  const groups: (readonly [string, readonly Compared[]])[] = [[say('spreadAll'), rows]];
  return {
    kind: 'spread',
    title: plain(say('spreadTitle', { name: about.cycle })),
    subtitle: plain(about.period),
    empty: say('spreadEmpty'),
    legend: {
      bands: [...BANDS.map((band) => all(`band-${band}`)), say('spreadUnrated')],
      ...{ before: say('spreadBefore'), after: say('spreadAfter') },
    },
    rows: [...groups, ...(teams.length < 2 ? [] : teams)].map(([name, own]) => {
      const results = own.map(({ result }) => result);
      const mean = meanOf(results);
      const isAdjusted = own.some(({ adjustment }) => adjustment !== null);
      return {
        name: plain(name),
        label: say('spreadLabel', {
          ...{ count: own.length, mean: mean === undefined ? '–' : pointsText(mean, locale) },
        }),
        before: isAdjusted ? countsOf(own.map(({ before }) => before)) : null,
        after: countsOf(results),
      };
    }),
  };
}

/** People by band, the best first; who is not rated last. */
function countsOf(results: readonly CardResult[]): number[] {
  const rated = BANDS.map((band) => results.filter((result) => result.band === band).length);
  return [...rated, results.filter(({ band }) => band === null).length];
}

/** The lines above the list of people. */
export function calibrationTexts(
  rows: readonly Compared[],
  names: ReadonlyMap<string, string>,
  locale: Locale,
): string[] {
  const say = cycleWords(locale);
  const after = spreadText(
    rows.map(({ result }) => result),
    locale,
  );
  const adjusted = rows.filter(({ adjustment }) => adjustment !== null);
  const before = spreadText(
    rows.map((row) => row.before),
    locale,
  );
  return [
    ...(after === '' ? [] : [say('distribution', { bands: after })]),
    ...(adjusted.length === 0 || before === '' ? [] : [say('distributionBefore', { bands: before })]),
    ...teamTexts(rows, locale),
    ...(adjusted.length === 0 ? [] : [adjustmentsText(adjusted, names, locale)]),
  ];
}

/** One team needs no comparison. */
function teamTexts(rows: readonly Compared[], locale: Locale): string[] {
  const say = cycleWords(locale);
  const teams = [...Map.groupBy(rows, ({ team }) => team)].sort(([a], [b]) => (a < b ? -1 : 1));
  if (teams.length < 2) return [];
  const lines = teams.map(([team, own]) => {
    const results = own.map(({ result }) => result);
    const mean = meanOf(results);
    return say('teamSpread', {
      ...{ team: plainInMrkdwn(team), count: own.length, bands: spreadText(results, locale) || '–' },
      mean: mean === undefined ? '–' : pointsText(mean, locale),
    });
  });
  return [`${say('byTeam')}\n${linesWithin(lines, locale, 1_200)}`];
}

const REASON_LIMIT = 200;

function adjustmentsText(
  rows: readonly Compared[],
  names: ReadonlyMap<string, string>,
  locale: Locale,
): string {
  const say = cycleWords(locale);
  const nameOfMember = (id: string): string => plainInMrkdwn(names.get(id) ?? '?');
  const lines = rows.flatMap(({ name, adjustment }) => {
    if (adjustment === null) return [];
    const second = adjustment.confirmedById;
    return [
      say(second === null ? 'adjustmentOpen' : 'adjustmentLine', {
        ...{ name: plainInMrkdwn(name), points: signedText(adjustment.points) },
        ...{ actor: nameOfMember(adjustment.actorId), second: second === null ? '' : nameOfMember(second) },
        reason: cut(plainInMrkdwn(adjustment.reason), REASON_LIMIT),
      }),
    ];
  });
  return `${say('adjustments')}\n${linesWithin(lines, locale, 2_000)}`;
}
