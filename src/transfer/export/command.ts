import type { DateRange, LocalDate } from '../../kpi/localDate.ts';
import { type PeriodKey, type PeriodOptions, periodOf, rangeOf } from '../../kpi/period.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import type { TeamInfo } from '../../people/person.ts';
import { EXPORT_KINDS, type ExportKind } from '../../platform/tables/contract.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { parseQuery, type Query, type QueryProblem } from '../../playbook/query.ts';

/** What `/pace export …` asks for, in any order: what, of whom, when, in which form. */

export const FORMATS = ['xlsx', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

type Word = ExportKind | Format | 'own';

const WORDS: Readonly<Record<Word, string>> = {
  activities: 'activities|activity|log|logs|活动|记录|日志',
  spend: 'spend|spending|costs|花费|费用|支出',
  targets: 'targets|target|goals|goal|目标',
  people: 'people|persons|members|roster|人员|名单|员工',
  campaigns: 'campaigns|campaign|营销活动',
  customers: 'customers|customer|clients|客户',
  kpi: 'kpi|kpis|figures|metrics|指标|业绩|数据',
  xlsx: 'xlsx|excel|表格',
  csv: 'csv',
  own: 'my|mine|me|own|我|我的|自己',
};
const VOCABULARY: Readonly<Record<string, Word>> = Object.fromEntries(
  Object.entries(WORDS).flatMap(([word, typed]) =>
    typed.split('|').map((one) => [one, word as Word] as const),
  ),
);

export interface ExportAsked {
  kind: ExportKind;
  format: Format;
  /** `everybody`: all whose figures the actor may export. */
  who: Query<Word>['who'] | { kind: 'everybody' };
  metricKey: string | undefined;
  period: PeriodKey;
  range: DateRange;
}

export type ExportProblem = QueryProblem | { kind: 'what' };

/** Reads the words; without a period it is this month. */
export function parseExport(
  text: string,
  frame: { playbook: Playbook; teams: readonly TeamInfo[]; today: LocalDate; periods: PeriodOptions },
): Result<ExportAsked, ExportProblem> {
  const read = parseQuery<Word>(text, { ...frame, vocabulary: VOCABULARY });
  if (!read.ok) return read;
  const { who, words, metric, period = periodOf('month', frame.today, frame.periods) } = read.value;
  const kind = EXPORT_KINDS.find((one) => words.has(one)) ?? (metric === undefined ? undefined : 'kpi');
  if (kind === undefined) return fail({ kind: 'what' });
  return ok({
    ...{ kind, format: words.has('csv') ? 'csv' : 'xlsx', metricKey: metric?.key, period },
    who: who.kind === 'self' && !words.has('own') ? { kind: 'everybody' } : who,
    range: rangeOf(period, frame.periods),
  });
}
