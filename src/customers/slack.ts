import { linesOfCustomer, type SeenMembers, sumOfCustomer } from '../activities/customers/store.ts';
import type { Person } from '../people/person.ts';
import { leadsAnybody, may } from '../people/rights.ts';
import { listPeople } from '../people/store.ts';
import type { ActionInput, Input, VerbInput } from '../platform/slice.ts';
import { readPlaybook } from '../playbook/store.ts';
import { readCustomerAsk } from './ask.ts';
import { customerReply, type Frame, type LinesPage, olderReply, unknownReply } from './blocks.ts';
import { showList } from './list/slack.ts';
import { changeNames, showPreview } from './names/slack.ts';
import { nextVerb } from './next/slack.ts';
import { plannedOf } from './next/store.ts';
import { findCustomer, nearTo } from './reading/index.ts';
import { viewOf } from './view.ts';

/** So many lines are shown at once. */
const PAGE = 10;
/** So many next follow-ups with one customer are shown. */
const MOST_SHOWN = 10;

/** `/customer …`: one's own where nothing is said, else the customer of that name. */
export async function customerVerb(input: VerbInput): Promise<void> {
  const asked = readCustomerAsk(input.text);
  switch (asked.kind) {
    case 'list':
      return showList(input);
    case 'team':
      return leadsAnybody(input.actor) ? showList(input, 'team') : showCustomer(input, asked.customer);
    case 'show':
      return showCustomer(input, asked.customer);
    case 'merge':
      if (!(await showPreview(input, asked.from, asked.into))) await unknown(input, asked.into);
      return;
    case 'next': {
      const customer = await findCustomer(input, asked.customer);
      return customer === undefined ? unknown(input, asked.customer) : nextVerb(input, customer, asked.rest);
    }
    case 'call':
    case 'also': {
      if ((await findCustomer(input, asked.customer)) === undefined) return unknown(input, asked.customer);
      const wish = asked.kind === 'call' ? { called: asked.called } : { also: asked.also };
      return changeNames(input, asked.customer, wish);
    }
  }
}

export const pressOpen = (input: ActionInput): Promise<void> => showCustomer(input, input.value);

/** "Older lines". */
export async function pressOlder(input: ActionInput): Promise<void> {
  const { after, key } = /^(?<after>\d{1,6}) (?<key>.+)$/su.exec(input.value)?.groups ?? {};
  if (after === undefined || key === undefined) return;
  const [customer, { frame, seen }] = await Promise.all([findCustomer(input, key), readFrame(input)]);
  if (customer === undefined) return unknown(input, key);
  const page = await readPage(input, customer.keys, seen, Number(after));
  await input.reply(olderReply(customer.key, customer.name, page, frame));
}

async function showCustomer(input: Input, typed: string): Promise<void> {
  const { deps, workspace, actor } = input;
  const customer = await findCustomer(input, typed);
  if (customer === undefined) return unknown(input, typed);
  const { key, keys, name, others: names, dealers } = customer;
  const [similar, { frame, seen }] = await Promise.all([nearTo(input, key, keys), readFrame(input)]);
  const [sums, page, planned] = await Promise.all([
    sumOfCustomer(deps.db, workspace.id, keys, seen),
    readPage(input, keys, seen, 0),
    plannedOf(deps.db, workspace.id, { memberIds: seen ?? undefined, keys, limit: MOST_SHOWN }),
  ]);
  const view = viewOf(sums, frame.playbook);
  const shown = new Set(view.by.map(({ memberId }) => memberId));
  const others = dealers.map(({ memberId }) => memberId).filter((memberId) => !shown.has(memberId));
  const mayName = leadsAnybody(actor);
  const next = { planned, readerId: actor.memberId, today: input.today };
  await input.reply(customerReply({ key, name, names, mayName, next, view, others, similar, page }, frame));
}

/** A name that nobody logged, and what may be meant. */
async function unknown(input: Input, typed: string): Promise<void> {
  const near = await nearTo(input, typed, []);
  await input.reply(unknownReply(typed, near, input.actor.locale));
}

async function readPage(
  { deps, workspace }: Input,
  keys: readonly string[],
  seen: SeenMembers,
  after: number,
): Promise<LinesPage> {
  const wanted = { keys, seen, limit: PAGE + 1, after };
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
