import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { pairIn } from '../names/form.ts';
import { findCustomer } from '../reading/index.ts';
import { nextForm, nextIn } from './form.ts';
import { dueProblem, readNext } from './planned.ts';
import { nextReply } from './question.ts';
import { finishNext, isUnreminded, plannedById, plannedOf, setNext, undoNext } from './store.ts';
import { nextWords } from './words.ts';

type Found = NonNullable<Awaited<ReturnType<typeof findCustomer>>>;
type Answer = Input['reply'];

const actOf = ({ workspace, actor, transportKey, now }: Input) => ({
  ...{ workspaceId: workspace.id, memberId: actor.memberId, transportKey, now },
});

/** One's own open follow-up with a customer. */
async function ownNext({ deps, workspace, actor }: Input, { keys }: Found) {
  const query = { memberIds: [actor.memberId], keys, limit: 1 };
  return (await plannedOf(deps.db, workspace.id, query))[0];
}

/** `/customer Acme follow-up …`. */
export async function nextVerb(input: Input, customer: Found, rest: string): Promise<void> {
  const say = nextWords(input.actor.locale);
  const asked = readNext(rest, input.today);
  switch (asked.kind) {
    case 'form':
      return openForm(input, customer);
    case 'problem':
      return input.reply({ text: say(`err-${asked.problem}`) });
    case 'done': {
      const known = await ownNext(input, customer);
      if (known !== undefined) return finish(input, known.id, input.reply);
      const text = say('none', { customer: cut(plainInMrkdwn(customer.name), 200) });
      return input.reply({ text: text.replaceAll('*', '') });
    }
    case 'set':
      return save(input, customer, asked, 'set', input.reply);
  }
}

async function openForm(input: Input, customer: Found): Promise<void> {
  await input.open(nextForm(customer, await ownNext(input, customer), input.today, input.actor.locale));
}

/** "Next follow-up…". */
export async function pressPlan(input: ActionInput): Promise<void> {
  const customer = await findCustomer(input, input.value);
  if (customer === undefined) return input.reply({ text: nextWords(input.actor.locale)('gone') });
  await openForm(input, customer);
}

export async function submitNext(input: SubmitInput): Promise<void> {
  const { due, note } = nextIn(input.values);
  const [key] = pairIn(input.metadata);
  const customer = await findCustomer(input, key);
  if (customer !== undefined && due !== undefined)
    await save(input, customer, { due, note }, 'set', input.reply);
}

async function save(
  input: Input,
  { key, keys, name }: Found,
  { due, note }: { due: LocalDate; note: string },
  what: 'set' | 'moved',
  answer: Answer,
): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const problem = dueProblem(due, today);
  if (problem !== undefined) return answer({ text: nextWords(actor.locale)(`err-${problem}`) });
  const id = await setNext(deps.db, actOf(input), { key, keys, customer: name, due, note });
  if (id === undefined) return;
  const unreminded = await isUnreminded(deps.db, workspace.id, actor.memberId);
  await answer(nextReply(what, { id, key, customer: name, due, isUnreminded: unreminded }, actor.locale));
}

/** The customer of one's own follow-up; else it was said why not, and written down. */
async function ownOf(input: Input, id: string): Promise<{ customer: Found; note: string } | undefined> {
  const { deps, workspace, actor } = input;
  const say = nextWords(actor.locale);
  const known = await plannedById(deps.db, workspace.id, id);
  const customer = known === undefined ? undefined : await findCustomer(input, known.customerKey);
  if (known === undefined || customer === undefined) {
    await input.reply({ text: say('gone') });
    return undefined;
  }
  if (known.memberId === actor.memberId) return { customer, note: known.note };
  await denied(deps.db, workspace.id, actor.memberId, 'change-follow-up', `member:${known.memberId}`);
  await input.reply({ text: say('foreign') });
  return undefined;
}

async function finish(input: Input, id: string, answer: Answer): Promise<void> {
  const { deps, actor } = input;
  const own = await ownOf(input, id);
  if (own === undefined) return;
  const done = await finishNext(deps.db, actOf(input), id);
  if (done === false) return input.reply({ text: nextWords(actor.locale)('gone') });
  const { key, name: customer } = own.customer;
  if (done === true) await answer(nextReply('finished', { id, key, customer }, actor.locale));
}

/** "Done". */
export const pressDone = (input: ActionInput): Promise<void> => finish(input, input.value, input.settle);

/** "Tomorrow", "In a week": in the place of the one that is open. */
const pressLater =
  (days: number) =>
  async (input: ActionInput): Promise<void> => {
    const own = await ownOf(input, input.value);
    if (own === undefined) return;
    const open = await ownNext(input, own.customer);
    if (open?.id !== input.value) return input.reply({ text: nextWords(input.actor.locale)('gone') });
    const later = { due: addDays(input.today, days), note: own.note };
    await save(input, own.customer, later, 'moved', input.settle);
  };
export const pressTomorrow = pressLater(1);
export const pressWeek = pressLater(7);

/** "Another day…". */
export async function pressMove(input: ActionInput): Promise<void> {
  const own = await ownOf(input, input.value);
  if (own !== undefined) await openForm(input, own.customer);
}

/** Undo. */
export async function pressUndoNext(input: ActionInput): Promise<void> {
  const [what = '', id = ''] = input.value.split(' ');
  const say = nextWords(input.actor.locale);
  const own = what === 'set' || what === 'done' ? await ownOf(input, id) : undefined;
  if ((what !== 'set' && what !== 'done') || own === undefined) return;
  const done = await undoNext(input.deps.db, actOf(input), { id, keys: own.customer.keys }, what);
  if (done === true) await input.settle({ text: say('undone') });
  if (done === false) await input.reply({ text: say('gone') });
}
