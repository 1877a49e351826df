import { currency } from '../../../kpi/money.ts';
import { leadsAnybody, may } from '../../../people/rights.ts';
import { actions, section } from '../../../platform/blocks.ts';
import { cut, plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import { keepable } from '../../../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput } from '../../../platform/slice.ts';
import { denied } from '../../../workspace/store.ts';
import { moneyText } from '../../plan/show.ts';
import { actOf, onlyAdministrator, readScene } from '../../scene/slack.ts';
import { catalogueButton } from '../blocks.ts';
import { budgetIn, findReward, givePoints } from '../store.ts';
import { rewardWords } from '../words.ts';
import {
  budgetView,
  giveView,
  isTyped,
  readBudget,
  readPoints,
  readReward,
  rewardMemory,
  rewardView,
} from './form.ts';
import { saveReward, setRewardBudget } from './store.ts';

/** B-08: administrators keep the catalogue and its budget; whoever leads people gives them points. */

/** "New reward". */
export async function openReward(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'reward-catalogue'))) return;
  await input.open(rewardView(undefined, input.workspace.currency, input.actor.locale));
}

/** "Change". */
export async function pressChangeReward(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'reward-catalogue'))) return;
  const { deps, workspace, actor } = input;
  const item = await findReward(deps.db, workspace.id, input.value);
  if (item === undefined) return input.reply({ text: rewardWords(actor.locale)('gone') });
  await input.open(rewardView(item, workspace.currency, actor.locale));
}

export async function submitReward(input: SubmitInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'reward-catalogue'))) return;
  const { deps, workspace, actor } = input;
  const say = rewardWords(actor.locale);
  const memory = rewardMemory(input.metadata);
  if (memory === undefined) return input.reply({ text: say('gone') });
  const code = currency(workspace.currency);
  const read = readReward(input.values, code, actor.locale);
  if (!isTyped(read)) return input.reply({ text: Object.values(read).join(' ') });
  const known = memory.id === '' ? undefined : await findReward(deps.db, workspace.id, memory.id);
  if (memory.id !== '' && known === undefined) return input.reply({ text: say('gone') });
  const texts = { name: keepable(read.name), description: keepable(read.description) };
  const wish = { ...read, ...texts, currency: code, seenStock: memory.seen };
  const done = await saveReward(deps.db, actOf(input), {
    ...wish,
    ...(known === undefined ? {} : { id: known.id }),
  });
  if (done.kind === 'repeated') return input.reply({ text: say('repeated') });
  const see = catalogueButton(say('title'));
  const text = say('saved', { name: plainInMrkdwn(texts.name) });
  await input.reply({ text, blocks: [section(text), actions(see)] });
}

/** "Budget". */
export async function openBudget(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'reward-budget'))) return;
  const { deps, workspace, actor } = input;
  const { limit } = await budgetIn(deps.db, workspace.id, '', workspace.currency);
  await input.open(budgetView(workspace.currency, limit, actor.locale));
}

export async function submitBudget(input: SubmitInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'reward-budget'))) return;
  const { deps, workspace, actor } = input;
  const say = rewardWords(actor.locale);
  const code = currency(workspace.currency);
  const minor = readBudget(input.values, code);
  if (minor === undefined) return input.reply({ text: say('minorWrong', { code }) });
  const done = await setRewardBudget(deps.db, actOf(input), { minor, currency: code });
  if (done.kind === 'repeated') return input.reply({ text: say('repeated') });
  const amount = moneyText(minor ?? 0n, code, actor.locale);
  await input.reply({ text: minor === null ? say('budgetLifted') : say('budgetSaved', { amount }) });
}

/** "Give points" and `/pace rewards give`. */
export async function openGive(input: Input): Promise<void> {
  const { deps, workspace, actor } = input;
  if (leadsAnybody(actor)) return input.open(giveView(actor.locale));
  await denied(deps.db, workspace.id, actor.memberId, 'give-points', `workspace:${workspace.id}`);
  await input.reply({ text: rewardWords(actor.locale)('deniedGive') });
}

export async function submitGive(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, now, values } = input;
  const say = rewardWords(actor.locale);
  const { people } = await readScene(input);
  const person = people.find(({ slackUserId, isActive }) => isActive && slackUserId === values['who']);
  if (person === undefined) return input.reply({ text: say('unknownPerson') });
  if (!may(actor, 'propose-bonus', person)) {
    await denied(deps.db, workspace.id, actor.memberId, 'give-points', `member:${person.memberId}`);
    return input.reply({ text: say('deniedGive') });
  }
  const points = readPoints(values);
  if (points === undefined) return input.reply({ text: say('gone') });
  const reason = keepable(values['reason'] ?? '').trim();
  const theirs = rewardWords(person.locale);
  const text = theirs('toldGrant', {
    ...{ actor: plainInMrkdwn(actor.name), count: points, reason: cut(plainInMrkdwn(reason), 500) },
  });
  const see = catalogueButton(theirs('see'));
  const told = {
    ...{ key: `reward:points:${input.transportKey}`, channel: person.slackUserId },
    reply: { text, blocks: [section(text), actions(see)] },
  };
  const wish = { memberId: person.memberId, points, reason, now };
  const done = await givePoints(deps.db, actOf(input), wish, [told]);
  if (done.kind === 'repeated') return input.reply({ text: say('repeated') });
  await input.reply({ text: say('gave', { name: plainInMrkdwn(person.name), count: points }) });
}
