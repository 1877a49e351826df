import type { LocalDate } from '../../../kpi/localDate.ts';

/** A cell that leaves: text, a date, a number or money as exact decimal text. */
export type OutCell =
  | string
  | null
  | { readonly date: LocalDate }
  | { readonly number: string }
  /** M-05: in whole units, with as many decimals as its currency has. */
  | { readonly money: string; readonly currency: string };

/** The cell as text, as CSV carries it. */
export function textOfCell(cell: OutCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if ('date' in cell) return cell.date;
  return 'number' in cell ? cell.number : cell.money;
}
