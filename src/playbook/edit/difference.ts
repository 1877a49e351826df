import { isDeepStrictEqual } from 'node:util';
import { comparable, type FullProcess, THINGS, type Thing, type ThingKind, thingsOf } from './process.ts';

export const CHANGES = ['added', 'changed', 'retired', 'back', 'deleted'] as const;
export type Change = (typeof CHANGES)[number];

/** What became of one definition. */
export interface Changed {
  kind: ThingKind;
  key: string;
  change: Change;
  before: Thing | undefined;
  after: Thing | undefined;
}

/** What two processes differ in; `moved`: kinds of which the order alone differs. */
export interface Difference {
  changed: readonly Changed[];
  moved: readonly ThingKind[];
}

/** What a change does to a process, definition by definition. */
export function differenceOf(before: FullProcess, after: FullProcess): Difference {
  const changed = THINGS.flatMap((kind) => {
    const [old, fresh] = [thingsOf(before, kind), thingsOf(after, kind)];
    const keys = [...new Set([...fresh, ...old].map((one) => one.key))];
    return keys.flatMap((key) => {
      const pair = {
        before: old.find((one) => one.key === key),
        after: fresh.find((one) => one.key === key),
      };
      const change = changeOf(pair.before, pair.after);
      return change === undefined ? [] : [{ kind, key, change, ...pair }];
    });
  });
  const moved = THINGS.filter((kind) => isMoved(thingsOf(before, kind), thingsOf(after, kind)));
  return { changed, moved };
}

/** Whether anything differs at all. */
export const isSomething = ({ changed, moved }: Difference): boolean => changed.length + moved.length > 0;

function changeOf(before: Thing | undefined, after: Thing | undefined): Change | undefined {
  if (before === undefined) return 'added';
  if (after === undefined) return 'deleted';
  if (before.isRetired !== after.isRetired) return after.isRetired ? 'retired' : 'back';
  return isDeepStrictEqual(comparable(before), comparable(after)) ? undefined : 'changed';
}

/** Whether what both have stands in another order. */
function isMoved(before: readonly Thing[], after: readonly Thing[]): boolean {
  const common = (some: readonly Thing[], others: readonly Thing[]) =>
    some.map((one) => one.key).filter((key) => others.some((other) => other.key === key));
  return common(before, after).join() !== common(after, before).join();
}
