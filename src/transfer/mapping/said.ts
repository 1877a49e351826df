import type { TableImport } from '../../platform/tables/contract.ts';
import type { FilePlan } from '../plan.ts';
import { guessAt } from '../recognise.ts';
import type { Mapping } from '../store.ts';

/** Where the columns of a kind stand: as somebody has said before, else as they are called. A fixed value is remembered with `=`. */
export function planOf(plan: FilePlan, kind: TableImport | undefined, said: Mapping | undefined): FilePlan {
  if (kind === undefined) return plan;
  if (said === undefined)
    return { ...plan, columns: Object.fromEntries(guessAt(plan.headers, kind).columns), fixed: {} };
  const entries = Object.entries(said.columns);
  return {
    ...plan,
    columns: Object.fromEntries(
      entries
        .filter(([, header]) => !header.startsWith('='))
        .map(([key, header]) => [key, plan.headers.indexOf(header)]),
    ),
    fixed: Object.fromEntries(
      entries.filter(([, header]) => header.startsWith('=')).map(([key, header]) => [key, header.slice(1)]),
    ),
    order: said.order,
  };
}

/** The header of each column, a fixed value with `=`, as it is remembered. */
export const sayColumns = ({ columns, headers, fixed }: FilePlan): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(fixed).map(([key, value]) => [key, `=${value}`])),
  ...Object.fromEntries(Object.entries(columns).map(([key, at]) => [key, headers[at] ?? ''])),
});
