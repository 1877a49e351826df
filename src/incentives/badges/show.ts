import { isLocalDate, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { currency } from '../../kpi/money.ts';
import { localDateOf } from '../../kpi/time.ts';
import { formatDate } from '../../platform/format.ts';
import type { Locale } from '../../platform/words.ts';
import type { Badge } from '../../recognition/badges/badge.ts';
import { detailSchema } from '../../recognition/badges/detail.ts';
import { type BadgeReader, badgeTitle } from '../../recognition/badges/phrases.ts';
import type { PaidBadge, PersonInputs, RunInputs } from '../pay/inputs.ts';
import type { Line } from '../pay/line.ts';
import { moneyText, type PlanScene } from '../plan/show.ts';
import { badgePayWords } from './words.ts';

/** B-05: from badges to the amount of a line, in words. Pure. */

/** By key: badges that were withdrawn since, and when. */
export type Withdrawn = ReadonlyMap<string, LocalDate>;

export const withdrawnSince = (badges: readonly Badge[], tz: string): Map<string, LocalDate> =>
  new Map(
    badges.flatMap(({ key, withdrawnAt }) =>
      withdrawnAt === null ? [] : [[key, localDateOf(withdrawnAt, tz)] as const],
    ),
  );

interface Told {
  run: RunInputs;
  person: Pick<PersonInputs, 'badges'>;
  withdrawn: Withdrawn;
}

/** Each badge with its date and what it pays, and those that were withdrawn since. */
export function badgeLines(
  line: Line,
  { run, person, withdrawn }: Told,
  scene: PlanScene,
  locale: Locale,
): string[] {
  const say = badgePayWords(locale);
  if (line.way.kind !== 'badges') return [];
  if (line.way.parts.length === 0) return [say('none')];
  const date = (text: string): string =>
    isLocalDate(text) ? formatDate(localDate(text), locale, true) : text;
  const own = new Map(
    (person.badges ?? []).filter(({ plan }) => plan === line.plan).map((one) => [one.key, one]),
  );
  const reader: BadgeReader = {
    ...{ locale, metrics: scene.metrics, currency: currency(run.currency) },
    fiscalYearStart: scene.fiscalYearStart ?? 1,
  };
  return line.way.parts.flatMap(({ key, pay }) => {
    const badge = own.get(key);
    const said = {
      badge: badge === undefined ? key : titleOf(badge, reader),
      date: date(badge?.on ?? ''),
      pay: moneyText(pay, line.currency, locale),
    };
    const isLate = badge !== undefined && badge.on < run.period.from;
    const gone = withdrawn.get(key);
    return [
      `• ${say(isLate ? 'late' : 'part', said)}`,
      ...(gone === undefined ? [] : [say('withdrawn', { badge: said.badge, date: date(gone) })]),
    ];
  });
}

function titleOf({ key, detail }: PaidBadge, reader: BadgeReader): string {
  const read = detailSchema.safeParse(detail);
  return read.success ? badgeTitle(read.data, reader) : key;
}
