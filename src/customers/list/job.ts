import { daysOfCustomers } from '../../activities/customers/store.ts';
import { addDays, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import { currency, decimalOf } from '../../kpi/money.ts';
import { listPeople } from '../../people/store.ts';
import type { ExportScope, TableAct, TableExport } from '../../platform/tables/contract.ts';
import type { OutCell } from '../../platform/tables/write/cell.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { customersNamed } from '../names/store.ts';
import { plannedOf } from '../next/store.ts';
import { revenueKeysOf } from '../view.ts';
import { customerTableWords } from './tableWords.ts';

/** So many days are read at once, so that a year is never held as a whole. */
const STEP_DAYS = 31;
const MOST_PLANNED = 10_000;

interface Row {
  key: string;
  name: string;
  memberId: string;
  facts: number;
  bought: number;
  amount: bigint;
  last: LocalDate;
}

/** Who dealt with which customer in a period, a line for each person and customer, and what is planned next. */
async function* lines(act: TableAct, scope: ExportScope): AsyncGenerator<readonly OutCell[]> {
  const { deps, workspace, actor, today } = act;
  const say = customerTableWords(actor.locale);
  yield [
    ...[say('customer'), say('names'), say('person'), say('entries'), say('purchases'), say('value')],
    ...[say('last'), say('next'), say('about')],
  ];
  const [rows, people, planned] = await Promise.all([
    rowsOf(act, scope),
    listPeople(deps.db, workspace.id, today),
    plannedOf(deps.db, workspace.id, { memberIds: scope.memberIds, limit: MOST_PLANNED }),
  ]);
  const known = await customersNamed(deps.db, workspace.id, [...new Set(rows.map(({ key }) => key))]);
  const others = new Map(known.map((one) => [one.key, one.others.join('; ')]));
  const emails = new Map(people.map((one) => [one.memberId, one.email ?? one.name]));
  const own = workspace.currency;
  for (const { key, name, memberId, facts, bought, amount, last } of rows) {
    const next = planned.find((one) => one.key === key && one.memberId === memberId);
    yield [
      ...[name, others.get(key) ?? '', emails.get(memberId) ?? ''],
      ...[{ number: String(facts) }, { number: String(bought) }],
      { money: decimalOf({ minor: amount, currency: currency(own) }), currency: own },
      ...[{ date: last }, next === undefined ? null : { date: next.due }, next?.note ?? ''],
    ];
  }
}

async function rowsOf({ deps, workspace }: TableAct, scope: ExportScope): Promise<Row[]> {
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const types = playbook.types.map(({ key }) => key);
  const revenueTypes = revenueKeysOf(playbook);
  const found = new Map<string, Row>();
  for (const range of stepsOf(scope.range)) {
    const query = { range, types, revenueTypes, memberIds: scope.memberIds };
    for (const day of await daysOfCustomers(deps.db, workspace.id, query)) {
      if (!scope.holds(day.memberId, day.date)) continue;
      const at = `${day.memberId} ${day.key}`;
      const before = found.get(at);
      found.set(at, {
        ...{ key: day.key, name: day.name, memberId: day.memberId },
        facts: day.facts + (before?.facts ?? 0),
        bought: day.bought + (before?.bought ?? 0),
        amount: day.amount + (before?.amount ?? 0n),
        last: before === undefined || before.last < day.date ? day.date : before.last,
      });
    }
  }
  return [...found.values()].sort((a, b) =>
    a.key === b.key ? (a.memberId < b.memberId ? -1 : 1) : a.key < b.key ? -1 : 1,
  );
}

function* stepsOf({ from, to }: DateRange): Generator<DateRange> {
  for (let first = from; first < to; first = addDays(first, STEP_DAYS)) {
    const end = addDays(first, STEP_DAYS);
    yield { from: first, to: end < to ? end : to };
  }
}

export const customerExport: TableExport = { kind: 'customers', lines };
