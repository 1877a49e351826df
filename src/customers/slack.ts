import { customerKeyOf } from '../activities/activity.ts';
import {
  customerKeysFrom,
  customersOf,
  dealersOf,
  linesOfCustomer,
  type SeenMembers,
  sumOfCustomer,
} from '../activities/customers/store.ts';
import type { Person } from '../people/person.ts';
import { may } from '../people/rights.ts';
import { listPeople } from '../people/store.ts';
import { readable } from '../platform/normalise.ts';
import type { ActionInput, Input, VerbInput } from '../platform/slice.ts';
import { readPlaybook } from '../playbook/store.ts';
import { customerReply, type Frame, type LinesPage, listReply, olderReply, unknownReply } from './blocks.ts';
import { nearKeys } from './near.ts';
import { viewOf } from './view.ts';

/** So many lines are shown at once. */
const PAGE = 10;
/** So far back one's own customers are looked for. */
const LIST_DAYS = 180;
const MOST_RECENT = 100;
/** So many names are compared for "did you mean". */
const COMPARED = 200;

/** `/customer …`: one's own where nothing is said, else the customer of that name. */
export async function customerVerb(input: VerbInput): Promise<void> {
  const typed = readable(input.text.trim()).replace(/^"(.*)"$/u, '$1');
  return typed === '' ? showList(input) : showCustomer(input, typed);
}

export const pressOpen = (input: ActionInput): Promise<void> => showCustomer(input, input.value);
export const pressList = (input: ActionInput): Promise<void> => showList(input);

/** "Older lines". */
export async function pressOlder(input: ActionInput): Promise<void> {
  const { after, key } = /^(?<after>\d{1,6}) (?<key>.+)$/su.exec(input.value)?.groups ?? {};
  if (after === undefined || key === undefined) return;
  const { deps, workspace } = input;
  const { frame, seen } = await readFrame(input);
  const [dealers, page] = await Promise.all([
    dealersOf(deps.db, workspace.id, [key]),
    readPage(input, key, seen, Number(after)),
  ]);
  await input.reply(olderReply(key, dealers[0]?.name ?? key, page, frame));
}

async function showList({ deps, workspace, actor, now, reply }: Input): Promise<void> {
  const since = now.subtract({ hours: LIST_DAYS * 24 });
  const wanted = { memberId: actor.memberId, since, limit: MOST_RECENT };
  await reply(listReply(await customersOf(deps.db, workspace.id, wanted), LIST_DAYS, actor.locale));
}

async function showCustomer(input: Input, typed: string): Promise<void> {
  const { deps, workspace, actor } = input;
  const key = customerKeyOf(typed);
  const [dealers, near] = await Promise.all([dealersOf(deps.db, workspace.id, [key]), nearTo(input, key)]);
  const name = dealers[0]?.name;
  if (name === undefined) return input.reply(unknownReply(typed, near, actor.locale));
  const { frame, seen } = await readFrame(input);
  const [sums, page] = await Promise.all([
    sumOfCustomer(deps.db, workspace.id, [key], seen),
    readPage(input, key, seen, 0),
  ]);
  const view = viewOf(sums, frame.playbook);
  const shown = new Set(view.by.map(({ memberId }) => memberId));
  const others = dealers.map(({ memberId }) => memberId).filter((memberId) => !shown.has(memberId));
  await input.reply(customerReply({ key, name, view, others, similar: near, page }, frame));
}

/** Customers of a similar name, of the whole workspace: that a customer exists is no figure of anybody. */
async function nearTo({ deps, workspace }: Input, key: string): Promise<string[]> {
  const first = /^(?:\p{Script=Han}|.{1,2})/su.exec(key)?.[0] ?? '';
  return nearKeys(key, await customerKeysFrom(deps.db, workspace.id, first, COMPARED));
}

async function readPage(
  { deps, workspace }: Input,
  key: string,
  seen: SeenMembers,
  after: number,
): Promise<LinesPage> {
  const wanted = { keys: [key], seen, limit: PAGE + 1, after };
  const facts = await linesOfCustomer(deps.db, workspace.id, wanted);
  return { facts: facts.slice(0, PAGE), after, hasMore: facts.length > PAGE };
}

async function readFrame(input: Input): Promise<{ frame: Frame; seen: SeenMembers }> {
  const { deps, workspace, actor, today } = input;
  const [people, playbook] = await Promise.all([
    listPeople(deps.db, workspace.id, today),
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
  ]);
  const names = new Map(people.map(({ memberId, name }) => [memberId, name]));
  const frame = { locale: actor.locale, currency: workspace.currency, playbook, names };
  return { frame, seen: seenIn(input, people) };
}

/** reliability.md § 7: one's own lines and those of people one leads today; an administrator's are everybody's. */
function seenIn({ actor }: Input, people: readonly Person[]): SeenMembers {
  if (actor.isAdmin) return null;
  const seen = people.filter(({ memberId, teamId }) => may(actor, 'see-figures', { memberId, teamId }));
  return [...new Set([actor.memberId, ...seen.map(({ memberId }) => memberId)])];
}
