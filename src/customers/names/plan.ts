import { customerKeyOf } from '../../activities/activity.ts';

/**
 * Names of customers, and what an act makes of them. Pure. What was logged keeps its name (decision 024); a table says which names mean one
 * customer. It is flat: a row always points at a name that means itself. Hence a chain is drawn together as it is made, and a circle cannot be.
 */

/** The longest name that can be logged. */
export const LONGEST_NAME = 200;

/** A name and whose it is; `customerKey` null: no row, the name means itself. */
export interface NameRow {
  readonly nameKey: string;
  readonly customerKey: string | null;
  readonly name: string;
}

/** A name, and its key. */
export interface Named {
  readonly key: string;
  readonly name: string;
}

/** Which names an act touches: as they were, and as they are since. */
export interface NameChange {
  readonly before: readonly NameRow[];
  readonly after: readonly NameRow[];
}

export type Planned =
  | { kind: 'change'; change: NameChange }
  /** They are one customer already, or the name is what it was. */
  | { kind: 'same' }
  /** A name that means another customer. */
  | { kind: 'taken'; name: string };

/** The key of the customer whom a name means. */
export const customerOf = (rows: readonly NameRow[], key: string): string =>
  rows.find(({ nameKey }) => nameKey === key)?.customerKey ?? key;

const none = ({ nameKey, name }: NameRow): NameRow => ({ nameKey, customerKey: null, name });

/** Only what differs, each name once. */
function changeOf(rows: readonly NameRow[], after: readonly NameRow[]): Planned {
  const known = (row: NameRow): NameRow => rows.find(({ nameKey }) => nameKey === row.nameKey) ?? none(row);
  const changed = after.filter((row) => {
    const was = known(row);
    return was.customerKey !== row.customerKey || (row.customerKey !== null && was.name !== row.name);
  });
  if (changed.length === 0) return { kind: 'same' };
  return { kind: 'change', change: { before: changed.map(known), after: changed } };
}

/** All names of one customer mean another from now on. `rows`: the names of both. */
export function planMerge(rows: readonly NameRow[], from: Named, into: string): Planned {
  const [one, other] = [customerOf(rows, from.key), customerOf(rows, into)];
  if (one === other) return { kind: 'same' };
  const moved = rows
    .filter(({ customerKey }) => customerKey === one)
    .map((row) => ({ ...row, customerKey: other }));
  const isListed = moved.some(({ nameKey }) => nameKey === one);
  return changeOf(rows, [
    ...moved,
    ...(isListed ? [] : [{ nameKey: one, customerKey: other, name: from.name }]),
  ]);
}

/** What is wished of a customer's names. */
export interface NameWish {
  /** What it is called from now on. */
  readonly called?: string;
  /** Another name of it. */
  readonly also?: string;
  /** The key of a name that is none of its any more. */
  readonly gone?: string;
}

export const keysWished = ({ called, also, gone }: NameWish): string[] => [
  ...[called, also].flatMap((name) => (name === undefined ? [] : [customerKeyOf(name)])),
  ...(gone === undefined ? [] : [gone]),
];

/** A customer's names changed as wished. `rows`: the names of the customer, and of whom the wished names mean. */
export function planNames(rows: readonly NameRow[], customerKey: string, wish: NameWish): Planned {
  const { called, also, gone } = wish;
  const wished = [called, also].flatMap((name) =>
    name === undefined ? [] : [{ key: customerKeyOf(name), name }],
  );
  for (const { key, name } of wished) if (isTaken(rows, key, customerKey)) return { kind: 'taken', name };
  const named = new Map(
    wished.map(({ key, name }): [string, NameRow] => [key, { nameKey: key, customerKey, name }]),
  );
  // A name that is the customer's own key says what it is called.
  if (called === undefined) named.delete(customerKey);
  else named.set(customerKey, { nameKey: customerKey, customerKey, name: called });
  named.delete('');
  const left = rows.filter(
    (row) => row.nameKey === gone && row.customerKey === customerKey && gone !== customerKey,
  );
  return changeOf(rows, [...named.values(), ...left.map(none)]);
}

/** Whether a name means another customer, or others mean it. */
function isTaken(rows: readonly NameRow[], key: string, customerKey: string): boolean {
  const meant = customerOf(rows, key);
  if (meant !== key) return meant !== customerKey;
  return key !== customerKey && rows.some((row) => row.customerKey === key);
}

/** What Undo makes of a change; undefined where a name was touched since, or is what others mean. `rows`: as `namesOf` reads those of the change. */
export function planUndo(rows: readonly NameRow[], change: NameChange): NameChange | undefined {
  const current = (key: string) => rows.find(({ nameKey }) => nameKey === key);
  const isUntouched = change.after.every(
    (row) =>
      (current(row.nameKey)?.customerKey ?? null) === row.customerKey &&
      (row.customerKey === null || current(row.nameKey)?.name === row.name),
  );
  // Put back, a row must point at a name that means itself, and no other may point at its name.
  const mayStand = change.before.every(({ nameKey, customerKey }) => {
    if (customerKey === null || customerKey === nameKey) return true;
    const isMeant = rows.some((row) => row.customerKey === nameKey && row.nameKey !== nameKey);
    return !isMeant && [customerKey, nameKey].includes(customerOf(rows, customerKey));
  });
  return isUntouched && mayStand ? { before: change.after, after: change.before } : undefined;
}
