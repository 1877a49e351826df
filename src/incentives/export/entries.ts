import { currency, decimalOf } from '../../kpi/money.ts';
import type { OutCell } from '../../platform/tables/write/cell.ts';
import type { Say } from '../../platform/words.ts';
import { type Dispute, isHeld } from '../dispute/dispute.ts';
import type { RunInputs } from '../pay/inputs.ts';
import type { Statement } from '../pay/line.ts';
import { isForPayroll, type RewardOrder } from '../rewards/reward.ts';

/** What of a run goes to payroll: lines that nobody holds back, and corrections; each once. */

export interface Entry {
  /** "<member key>:<line>", "dispute:<id>" for a correction, or "reward:<id>" for money that somebody chose (B-08). */
  key: string;
  memberId: string;
  /** Id of the plan; of a reward its name. */
  plan: string;
  kind: 'pay' | 'recovery' | 'correction' | 'reward';
  currency: string;
  minor: bigint;
}

interface Row {
  memberKey: string;
  memberId: string;
  result: Statement;
}

/** All that may be paid of a run now, and how many lines are held back. Lines of 0 are no entries. */
export function entriesOf(
  rows: readonly Row[],
  disputes: readonly Dispute[],
): { entries: Entry[]; held: number } {
  let held = 0;
  const entries = rows.flatMap(({ memberKey, memberId, result }) =>
    result.lines.flatMap((line, index): Entry[] => {
      const { plan, way, currency: code } = line;
      if (isHeld(disputes, memberKey, index)) {
        held += 1;
        return [];
      }
      const kind = way.kind === 'recovery' ? 'recovery' : 'pay';
      const minor = BigInt(line.amount);
      const own: Entry[] =
        minor === 0n ? [] : [{ key: `${memberKey}:${index}`, memberId, plan, kind, currency: code, minor }];
      const corrections = disputes
        .filter((one) => one.memberKey === memberKey && one.line === index && one.correction !== 0n)
        .map(({ id, correction }): Entry => {
          return {
            key: `dispute:${id}`,
            memberId,
            plan,
            kind: 'correction',
            currency: code,
            minor: correction,
          };
        });
      return [...own, ...corrections];
    }),
  );
  return { entries, held };
}

/** B-08: money that somebody chose and that was approved; what was paid out by hand is in no file. `exported`: the run whose file holds it, by id. */
export function rewardEntries(
  orders: readonly RewardOrder[],
  exported: ReadonlyMap<string, string>,
  runId: string,
): Entry[] {
  return orders
    .filter(isForPayroll)
    .filter(({ id, state }) => {
      const inFile = exported.get(id);
      return inFile === undefined ? state === 'approved' : inFile === runId;
    })
    .map(({ id, memberId, name, minor, currency: code }) => ({
      ...{ key: `reward:${id}`, memberId, plan: name, kind: 'reward', currency: code, minor },
    }));
}

/** What was in no file yet. */
export function newEntries(entries: readonly Entry[], exported: readonly (readonly string[])[]): Entry[] {
  const known = new Set(exported.flat());
  return entries.filter(({ key }) => !known.has(key));
}

const COLUMNS = [
  'payout',
  'from',
  'to',
  'person',
  'email',
  'plan',
  'kind',
  'amount',
  'currency',
  'entry',
] as const;
type Column = (typeof COLUMNS)[number];

/** The table for payroll, its header first. Texts are guarded by whoever writes the file (platform/tables/write). */
export function payrollLines(
  run: { name: string; inputs: RunInputs },
  entries: readonly Entry[],
  people: ReadonlyMap<string, { name: string; email: string | null }>,
  say: Say<`col-${Column}` | `kind-${Entry['kind']}`>,
): OutCell[][] {
  const { from, to } = run.inputs.period;
  const plans = new Map(run.inputs.plans.map(({ id, name }) => [id, name]));
  const rows = entries.map(({ key, memberId, plan, kind, currency: code, minor }): OutCell[] => {
    const person = people.get(memberId);
    return [
      ...[run.name, from, to, person?.name ?? memberId, person?.email ?? ''],
      ...[plans.get(plan) ?? plan, say(`kind-${kind}`)],
      { money: decimalOf({ minor, currency: currency(code) }), currency: code },
      ...[code, key],
    ];
  });
  return [COLUMNS.map((column) => say(`col-${column}`)), ...rows];
}
