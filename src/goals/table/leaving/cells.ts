import { scaledText } from '../../../kpi/exact.ts';
import type { LocalDate } from '../../../kpi/localDate.ts';
import { DECIMALS } from '../../../kpi/metric.ts';
import { decimalOf } from '../../../kpi/money.ts';
import type { OutCell } from '../../../platform/tables/write/cell.ts';
import type { MetricInfo } from '../../../playbook/playbook.ts';
import { metricName, type Reader } from '../../phrases.ts';
import { isAlive, plannedAfter, type Target, type TargetVersion, versionOn } from '../../target.ts';
import { TARGET_COLUMNS, type TargetColumn } from '../columns.ts';
import { targetTableWords } from '../words.ts';

/** Targets as lines of a file that an import takes as it is. */

export const targetHeader = ({ locale }: Pick<Reader, 'locale'>): string[] => {
  const say = targetTableWords(locale);
  return [...TARGET_COLUMNS.map((column) => say(`column-${column}`)), say('column-state')];
};

/** What holds on a date and what is planned, a line each; nothing for what has ended. `whose`: person, team or region by name. */
export function targetCells(
  target: Target,
  metric: MetricInfo,
  whose: { person: string; team: string; region: string },
  today: LocalDate,
  reader: Reader,
): OutCell[][] {
  if (!isAlive(target, today)) return [];
  const say = targetTableWords(reader.locale);
  const holding = versionOn(target, today);
  const versions = [...(holding === undefined ? [] : [holding]), ...plannedAfter(target, today)];
  return versions
    .filter((version) => version.value !== null)
    .map((version) => {
      const cells: Record<TargetColumn, OutCell> = {
        who: whose.person,
        team: whose.team,
        region: whose.region,
        metric: metricName(metric, reader),
        value: valueCell(version.value, metric, reader),
        period: target.periodKey ?? say(`period-${target.periodKind}`),
        from: { date: version.from },
        baseline: levelCell(version, 'baseline', metric, reader),
        commit: levelCell(version, 'commit', metric, reader),
        stretch: levelCell(version, 'stretch', metric, reader),
        tolerance: levelCell(version, 'tolerance', metric, reader),
        reason: version.reason,
      };
      return [
        ...TARGET_COLUMNS.map((column) => cells[column]),
        say(target.layer === 'own' ? 'state-own' : 'state-official'),
      ];
    });
}

const levelCell = (
  { levels }: TargetVersion,
  level: 'baseline' | 'commit' | 'stretch' | 'tolerance',
  metric: MetricInfo,
  reader: Reader,
): OutCell => valueCell(levels?.[level] ?? null, metric, reader);

/** A value in smallest units as a cell of its unit. */
function valueCell(value: bigint | null, { definition }: MetricInfo, { currency }: Reader): OutCell {
  if (value === null) return null;
  const { unit } = definition;
  if (unit === 'money') return { money: decimalOf({ minor: value, currency }), currency };
  const text = scaledText(value, DECIMALS[unit])
    .replace(/(\.\d*?)0+$/u, '$1')
    .replace(/\.$/u, '');
  return unit === 'percent' ? `${text}%` : { number: text };
}
