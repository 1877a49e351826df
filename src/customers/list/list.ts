import type { RecentCustomer } from '../../activities/customers/store.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import type { Planned } from '../next/planned.ts';

/** The list of customers: those with a next follow-up first, by its day, then the latest. Pure. */

export const WHOSE = ['mine', 'team'] as const;
export type Whose = (typeof WHOSE)[number];
/** So many stand on one page. */
export const PAGE = 12;

export interface ListedCustomer {
  readonly key: string;
  readonly name: string;
  /** Undefined where nothing was logged lately. */
  readonly last: LocalDate | undefined;
  /** The earliest that is open. */
  readonly next: Planned | undefined;
  /** Who deals with it. */
  readonly memberIds: readonly string[];
}

/** Customers dealt with lately and those with whom something is planned, as one list. `planned`: earliest first. */
export function listedOf(recent: readonly RecentCustomer[], planned: readonly Planned[]): ListedCustomer[] {
  const nextOf = (key: string) => planned.find((one) => one.key === key);
  const known = recent.map((one): ListedCustomer => ({ ...one, next: nextOf(one.key) }));
  const others = [...Map.groupBy(planned, ({ key }) => key)]
    .filter(([key]) => !recent.some((one) => one.key === key))
    .map(([key, own]): ListedCustomer => {
      const memberIds = [...new Set(own.map(({ memberId }) => memberId))];
      return { key, name: own[0]?.customer ?? key, last: undefined, next: own[0], memberIds };
    });
  const isPlanned = ({ next }: ListedCustomer): boolean => next !== undefined;
  const all = [...known, ...others];
  const first = all.filter(isPlanned).sort((a, b) => ((a.next?.due ?? '') < (b.next?.due ?? '') ? -1 : 1));
  return [...first, ...all.filter((one) => !isPlanned(one))];
}

/** A page that a button names: "team 2". */
export function pageIn(value: string): { whose: Whose; page: number } {
  const [word = '', number = ''] = value.split(' ');
  const page = /^\d{1,4}$/.test(number) ? Number(number) : 0;
  return { whose: WHOSE.find((one) => one === word) ?? 'mine', page };
}
