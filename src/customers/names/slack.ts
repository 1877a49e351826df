import { customerKeyOf } from '../../activities/activity.ts';
import { sumOfCustomer } from '../../activities/customers/store.ts';
import { localDateOf } from '../../kpi/time.ts';
import { leadsAnybody } from '../../people/rights.ts';
import { listPeople } from '../../people/store.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { denied } from '../../workspace/store.ts';
import { type FoundCustomer, findCustomer } from '../reading/index.ts';
import { viewOf } from '../view.ts';
import { changedReply, namesReply, previewReply, type Side } from './blocks.ts';
import { namesForm, namesIn, pairIn } from './form.ts';
import type { NameWish } from './plan.ts';
import {
  type ChangeKind,
  changesOf,
  mergeCustomers,
  type NameChanged,
  nameCustomer,
  undoNames,
} from './store.ts';
import { nameWords } from './words.ts';

/** So much of what was changed is shown. */
const MOST_PAST = 10;

const actOf = ({ workspace, actor, transportKey, now }: Input) => ({
  ...{ workspaceId: workspace.id, actorId: actor.memberId, transportKey, now },
});

/** Names are the company's, and no figure of anybody: who leads a team changes them (reliability.md § 7); else it is said, and written down. */
async function mayName(input: Input, key: string): Promise<boolean> {
  const { deps, workspace, actor } = input;
  if (leadsAnybody(actor)) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'name-customer', `customer:${key}`);
  await input.reply({ text: nameWords(actor.locale)('denied') });
  return false;
}

/** What putting two customers together means. `from` may be a name that nobody logged; answers false where the other is unknown. */
export async function showPreview(input: Input, from: string, into: string): Promise<boolean> {
  if (!(await mayName(input, into))) return true;
  const [one, other] = await Promise.all([findCustomer(input, from), findCustomer(input, into)]);
  if (other === undefined) return false;
  const { locale } = input.actor;
  if (one?.key === other.key) {
    await input.reply({
      text: nameWords(locale)('same', { name: cut(plainInMrkdwn(from), 200) }).replaceAll('*', ''),
    });
    return true;
  }
  const none: Side = { key: from, name: from, entries: 0, purchases: 0, people: [] };
  const [side, otherSide] = await sidesOf(input, [one, other]);
  await input.reply(previewReply(side ?? none, otherSide ?? none, locale));
  return true;
}

async function sidesOf(
  input: Input,
  found: readonly (FoundCustomer | undefined)[],
): Promise<(Side | undefined)[]> {
  const { deps, workspace } = input;
  const [playbook, names] = await Promise.all([
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
    namesOfPeople(input),
  ]);
  return Promise.all(
    found.map(async (one) => {
      if (one === undefined) return undefined;
      const { by, purchases } = viewOf(await sumOfCustomer(deps.db, workspace.id, one.keys, null), playbook);
      const entries = by.reduce((sum, { facts }) => sum + facts, 0);
      const people = one.dealers.flatMap(({ memberId }) => names.get(memberId) ?? []);
      return { key: one.key, name: one.name, entries, purchases, people };
    }),
  );
}

async function namesOfPeople({ deps, workspace, today }: Input): Promise<Map<string, string>> {
  const people = await listPeople(deps.db, workspace.id, today);
  return new Map(people.map(({ memberId, name }) => [memberId, name]));
}

/** "Put together…" beside a similar name. */
export async function pressPreview(input: ActionInput): Promise<void> {
  const [from, into] = pairIn(input.value);
  if (!(await showPreview(input, from, into)))
    await input.reply({ text: nameWords(input.actor.locale)('undoGone') });
}

/** "Keep the other name". */
export const pressSwap = (input: ActionInput): Promise<void> =>
  pressPreview({ ...input, reply: (reply) => input.replace(reply) });

/** "Put together". */
export async function pressMerge(input: ActionInput): Promise<void> {
  const [from, into] = pairIn(input.value);
  if (from === '' || into === '' || !(await mayName(input, into))) return;
  const name = (await findCustomer(input, from))?.name ?? from;
  const done = await mergeCustomers(input.deps.db, actOf(input), { key: customerKeyOf(from), name }, into);
  await tell(input, 'merged', done, name, (reply) => input.replace(reply));
}

export const pressLeave = (input: ActionInput): Promise<void> =>
  input.replace({ text: nameWords(input.actor.locale)('left') });

/** Changes names as wished; a name that is a customer of its own is shown first. */
export async function changeNames(input: Input, key: string, wish: NameWish): Promise<void> {
  if (!(await mayName(input, key))) return;
  const customer = await findCustomer(input, key);
  if (customer === undefined) return input.reply({ text: nameWords(input.actor.locale)('undoGone') });
  for (const name of [wish.called, wish.also]) {
    const other = name === undefined ? undefined : await findCustomer(input, name);
    if (name === undefined || other === undefined || other.key === customer.key) continue;
    await showPreview(
      input,
      name === wish.called ? customer.key : name,
      name === wish.called ? name : customer.key,
    );
    return;
  }
  const kind = wish.called !== undefined ? 'called' : wish.also !== undefined ? 'also' : 'gone';
  const from = wish.also ?? wish.called ?? wish.gone ?? '';
  await tell(input, kind, await nameCustomer(input.deps.db, actOf(input), customer.key, wish), from);
}

async function tell(
  input: Input,
  kind: ChangeKind,
  done: NameChanged,
  from: string,
  answer: Input['reply'] = input.reply,
): Promise<void> {
  const { locale } = input.actor;
  const say = nameWords(locale);
  switch (done.kind) {
    case 'repeated':
      return;
    case 'same':
      return answer({ text: say('same', { name: cut(plainInMrkdwn(from), 200) }).replaceAll('*', '') });
    case 'taken':
      return answer({ text: say('taken', { name: cut(plainInMrkdwn(done.name), 200) }).replaceAll('*', '') });
    case 'changed': {
      const customer = await findCustomer(input, done.customerKey);
      const name = customer?.name ?? done.customerKey;
      return answer(
        changedReply(kind, { id: done.id, key: done.customerKey, name, from: done.name }, locale),
      );
    }
  }
}

/** "Names". */
export async function pressNames(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const customer = await findCustomer(input, input.value);
  if (customer === undefined || !(await mayName(input, input.value))) return;
  const [past, names] = await Promise.all([
    changesOf(deps.db, workspace.id, customer.keys, MOST_PAST),
    namesOfPeople(input),
  ]);
  const others = customer.keys.slice(1).map((key, index) => ({ key, name: customer.others[index] ?? key }));
  const lines = past.map(({ id, kind, name, actorId, at, undoneAt }) => ({
    ...{
      id,
      kind,
      name,
      who: names.get(actorId),
      on: localDateOf(at, actor.tz),
      isUndone: undoneAt !== null,
    },
  }));
  await input.reply(
    namesReply({ key: customer.key, name: customer.name, others, past: lines }, actor.locale),
  );
}

/** "Rename, or add a name". */
export async function pressRename(input: ActionInput): Promise<void> {
  const customer = await findCustomer(input, input.value);
  if (customer === undefined || !(await mayName(input, input.value))) return;
  await input.open(namesForm(customer, input.actor.locale));
}

export async function submitNames(input: SubmitInput): Promise<void> {
  const { key, wish } = namesIn(input.values, input.metadata);
  if (wish.called === undefined && wish.also === undefined) return;
  await changeNames(input, key, wish);
}

/** "Take out". */
export async function pressGone(input: ActionInput): Promise<void> {
  const [key, gone] = pairIn(input.value);
  await changeNames(input, key, { gone });
}

/** Undo. */
export async function pressUndo(input: ActionInput): Promise<void> {
  if (!(await mayName(input, input.value))) return;
  const say = nameWords(input.actor.locale);
  const done = await undoNames(input.deps.db, actOf(input), input.value);
  switch (done.kind) {
    case 'repeated':
      return;
    case 'gone':
      return input.reply({ text: say('undoGone') });
    case 'changed since':
      return input.reply({ text: say('undoChanged') });
    case 'undone':
      return input.reply({ text: say('undone') });
  }
}
