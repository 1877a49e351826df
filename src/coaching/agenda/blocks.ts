/** What a 1:1 begins with: the figures of last week, and what somebody was thanked for. Pure. */
import type { KnownBlock } from '@slack/types';
import { figure, metricName, periodName, type Reader, roughFigure } from '../../goals/phrases.ts';
import type { PeriodKey } from '../../kpi/period.ts';
import { formatPercent } from '../../kpi/value.ts';
import { section } from '../../platform/blocks.ts';
import { linesWithin } from '../../platform/fit.ts';
import { capital, languageTag } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import type { Judged } from '../flag/judged.ts';
import { agendaWords } from './words.ts';

/** What is read for a 1:1. */
export interface Agenda {
  readonly week: PeriodKey;
  readonly figures: readonly { metric: MetricInfo; judged: Judged }[];
  /** Of the last four weeks, those that were public. */
  readonly thanks: readonly { name: string; reason: string }[];
}

/** Last week's figures, against agreed targets alone. */
export function figureBlocks({ week, figures }: Agenda, reader: Reader): KnownBlock[] {
  const say = agendaWords(reader.locale);
  const named = { week: periodName(week, reader) };
  if (figures.length === 0) return [section(say('noFigures', named))];
  const lines = figures.map(({ metric, judged }) =>
    say('line', {
      metric: plainInMrkdwn(metricName(metric, reader)),
      actual: figure(metric, judged.actual, reader),
      target: roughFigure(metric, judged.target, reader),
      percent: formatPercent(judged.attainment, languageTag(reader.locale)),
    }),
  );
  return [section(linesWithin([say('figures', { week: capital(named.week) }), ...lines], reader.locale))];
}

const LONGEST_REASON = 200;

export function thanksBlocks({ thanks }: Agenda, reader: Reader): KnownBlock[] {
  if (thanks.length === 0) return [];
  const say = agendaWords(reader.locale);
  const lines = thanks.map(({ name, reason }) =>
    say('thanksLine', {
      name: cut(plainInMrkdwn(name), 80),
      reason: cut(plainInMrkdwn(reason), LONGEST_REASON),
    }),
  );
  return [section(linesWithin([say('thanks', { count: thanks.length }), ...lines], reader.locale, 1200))];
}
