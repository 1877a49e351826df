import { asOfEnd } from '../../goals/asOf.ts';
import { type Standing, standingIn } from '../../goals/standing.ts';
import { targetsOf } from '../../goals/store.ts';
import { type Exact, roundHalfEven, scaledText, toPercent } from '../../kpi/exact.ts';
import { DECIMALS } from '../../kpi/metric.ts';
import { currency, decimalOf } from '../../kpi/money.ts';
import { isCalendarKind, kindOf } from '../../kpi/period.ts';
import { listPeople, listTeams } from '../../people/store.ts';
import type { ExportScope, TableAct, TableExport } from '../../platform/tables/contract.ts';
import type { OutCell } from '../../platform/tables/write/cell.ts';
import { nameOf } from '../../playbook/playbook.ts';
import { frameOf, nowIn, readMember } from '../reading/index.ts';
import { figureWords } from './words.ts';

/** Figures of people in a period, a line for each person and metric: actual, target in force, attainment. */
async function* lines(act: TableAct, scope: ExportScope): AsyncGenerator<readonly OutCell[]> {
  const { deps, workspace, actor, now, today } = act;
  const say = figureWords(actor.locale);
  yield [
    ...[say('person'), say('team'), say('metric'), say('period'), say('actual')],
    ...[say('target'), say('attainment')],
  ];
  const kind = kindOf(scope.period);
  if (!isCalendarKind(kind)) return;
  const frame = await frameOf(deps.db, workspace);
  const [people, teams] = await Promise.all([
    listPeople(deps.db, workspace.id, today),
    listTeams(deps.db, workspace.id, today),
  ]);
  const metrics = frame.playbook.metrics.filter(
    (metric) => !metric.isRetired && (scope.metricKey === undefined || metric.key === scope.metricKey),
  );
  for (const person of people.filter(
    (one) => one.isActive && scope.memberIds?.includes(one.memberId) !== false,
  )) {
    const subject = { kind: 'member', id: person.memberId } as const;
    const own = person.memberId === actor.memberId;
    const targets = await targetsOf(deps.db, workspace.id, { subjects: [subject] });
    const seen = targets.filter(({ layer }) => own || layer === 'official');
    const asOf = scope.range.to <= today ? asOfEnd(scope.range) : nowIn(now, person.tz).asOf;
    const wanted = {
      subject,
      asOf,
      kinds: [kind],
      also: scope.range,
      metrics: metrics.map(({ key }) => key),
    };
    const facts = await readMember(frame, wanted, seen);
    for (const metric of metrics) {
      const standing = standingIn(facts, metric, scope.period);
      if (standing.inPeriod.state === 'no data' && standing.target === undefined) continue;
      yield [
        ...[person.email ?? person.name, teams.find(({ id }) => id === person.teamId)?.name ?? ''],
        ...[nameOf(metric, actor.locale), scope.period],
        ...figuresOf(standing, workspace.currency),
      ];
    }
  }
}

function figuresOf({ metric, inPeriod, inForce, attainment }: Standing, own: string): OutCell[] {
  const cell = (value: Exact | null): OutCell => {
    if (value === null) return null;
    const rounded = roundHalfEven(value);
    const { unit } = metric.definition;
    if (unit === 'money')
      return { money: decimalOf({ minor: rounded, currency: currency(own) }), currency: own };
    const text = scaledText(rounded, DECIMALS[unit]);
    return unit === 'percent' ? `${text}%` : { number: text };
  };
  const share = attainment === null ? null : `${toPercent(attainment, 1)}%`;
  return [cell(inPeriod.state === 'value' ? inPeriod.value : null), cell(inForce), share];
}

export const kpiExport: TableExport = { kind: 'kpi', lines };
