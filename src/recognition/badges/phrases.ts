import { roughFigure } from '../../goals/phrases.ts';
import { exact } from '../../kpi/exact.ts';
import { type CurrencyCode, currency } from '../../kpi/money.ts';
import { capital, formatDate, formatPeriod } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { WorkspaceInfo } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { type MetricInfo, nameOf } from '../../playbook/playbook.ts';
import { type Badge, type BadgeDetail, earnedOn } from './badge.ts';
import { badgeWords } from './words.ts';

/** Badges in a reader's language; safe in mrkdwn. Others who tell of badges read them here. */
export interface BadgeReader {
  locale: Locale;
  currency: CurrencyCode;
  fiscalYearStart: number;
  metrics: readonly MetricInfo[];
}

export const badgeReader = (
  workspace: Pick<WorkspaceInfo, 'currency' | 'fiscalYearStart'>,
  metrics: readonly MetricInfo[],
  locale: Locale,
): BadgeReader => ({
  ...{ locale, metrics, currency: currency(workspace.currency), fiscalYearStart: workspace.fiscalYearStart },
});

/** "🎯 Target reached: Revenue, November 2026". */
export function badgeTitle(detail: BadgeDetail, reader: BadgeReader): string {
  const say = badgeWords(reader.locale);
  switch (detail.kind) {
    case 'first-log':
    case 'first-deal':
      return say(detail.kind);
    case 'streak':
      return say('streak', { name: nameFor(detail.metricKey, reader), weeks: detail.weeks });
    case 'target':
      return say('target', {
        name: nameFor(detail.metricKey, reader),
        period: formatPeriod(detail.periodKey, reader.locale, reader),
      });
    case 'record':
      return say('record', { name: nameFor(detail.metricKey, reader) });
    case 'membership':
      return say('membership', { count: detail.years });
  }
}

/** "$130,000 of $120,000". */
export function badgeWhy(detail: BadgeDetail, reader: BadgeReader): string {
  const say = badgeWords(reader.locale);
  switch (detail.kind) {
    case 'first-log':
    case 'first-deal':
    case 'streak':
    case 'membership':
      return say(`why-${detail.kind}`);
    case 'target':
      return say('why-target', {
        value: figureOf(detail.metricKey, detail.value, reader),
        target: figureOf(detail.metricKey, detail.target, reader),
      });
    case 'record':
      return say('why-record', {
        value: figureOf(detail.metricKey, detail.value, reader),
        best: figureOf(detail.metricKey, detail.best, reader),
      });
  }
}

/** When it was earned. */
export const badgeDate = (badge: Pick<Badge, 'range'>, { locale }: BadgeReader): string =>
  formatDate(earnedOn(badge), locale, true);

/** What a metric is called; its key once the playbook knows it no more. */
export function nameFor(metricKey: string, { metrics, locale }: BadgeReader): string {
  const metric = metrics.find(({ key }) => key === metricKey);
  return plainInMrkdwn(metric === undefined ? metricKey : capital(nameOf(metric, locale)));
}

/** "12", "$12,500": rounded for reading. A metric that the playbook knows no more has no unit, either. */
export function figureOf(metricKey: string, value: bigint, reader: BadgeReader): string {
  const metric = reader.metrics.find(({ key }) => key === metricKey);
  return metric === undefined ? '?' : roughFigure(metric, exact(value), reader);
}
