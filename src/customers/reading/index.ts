import { customerKeyOf } from '../../activities/activity.ts';
import { customerKeysFrom, type Dealer, dealersOf } from '../../activities/customers/store.ts';
import type { Input } from '../../platform/slice.ts';
import { customersNamed, type KnownCustomer } from '../names/store.ts';
import { nearKeys } from '../near.ts';

/** A customer under all its names, and everybody who deals with it. */
export interface FoundCustomer extends KnownCustomer {
  /** What it was given as a name, else how it was logged last under its own. */
  readonly name: string;
  /** The latest first. */
  readonly dealers: readonly Dealer[];
}

/** The customer whom a name means; undefined where nobody logged it, nor gave it to a customer. */
export async function findCustomer(
  { deps, workspace }: Pick<Input, 'deps' | 'workspace'>,
  typed: string,
): Promise<FoundCustomer | undefined> {
  const [known] = await customersNamed(deps.db, workspace.id, [customerKeyOf(typed)]);
  if (known === undefined) return undefined;
  const dealers = await dealersOf(deps.db, workspace.id, known.keys);
  const isNamed = known.called !== undefined || known.others.length > 0;
  if (dealers.length === 0 && !isNamed) return undefined;
  const name = known.called ?? writtenBy(dealers) ?? known.others[0] ?? known.key;
  return { ...known, dealers, name };
}

/** How a customer was written last, under its own key where it was. */
const writtenBy = (dealers: readonly Dealer[]): string | undefined =>
  (dealers.find(({ isMain }) => isMain) ?? dealers[0])?.name;

/** So many names are compared for "did you mean". */
const COMPARED = 200;

/** Other customers of a similar name, of the whole workspace: that a customer exists is no figure of anybody. */
export async function nearTo(
  { deps, workspace }: Pick<Input, 'deps' | 'workspace'>,
  typed: string,
  own: readonly string[],
): Promise<{ key: string; name: string }[]> {
  const key = customerKeyOf(typed);
  const first = /^(?:\p{Script=Han}|.{1,2})/su.exec(key)?.[0] ?? '';
  const known = await customerKeysFrom(deps.db, workspace.id, first, COMPARED);
  const near = nearKeys(
    key,
    known.filter((one) => !own.includes(one)),
  );
  const customers = await customersNamed(deps.db, workspace.id, near);
  const others = customers.filter((one) => !own.includes(one.key));
  return Promise.all(
    others.map(async (one) => ({ key: one.key, name: await nameOf(deps, workspace.id, one) })),
  );
}

/** What a customer is called, without reading more than its own facts. */
async function nameOf({ db }: Input['deps'], workspaceId: string, { key, keys, called }: KnownCustomer) {
  return called ?? writtenBy(await dealersOf(db, workspaceId, keys)) ?? key;
}
