import type { Person } from '../../../people/person.ts';
import { may } from '../../../people/rights.ts';
import { listOfficers } from '../../../people/store.ts';
import { actions, section } from '../../../platform/blocks.ts';
import { namesWithin } from '../../../platform/fit.ts';
import { formatMoment } from '../../../platform/format.ts';
import type { Notice } from '../../../platform/jobs/outbox.ts';
import { cut, plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import { keepable } from '../../../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput } from '../../../platform/slice.ts';
import { denied } from '../../../workspace/store.ts';
import { actOf, isOfficer, readScene, type Scene } from '../../scene/slack.ts';
import { askedText, givenButton } from '../blocks.ts';
import { declineView } from '../edit/form.ts';
import { isForPayroll, type RewardOrder } from '../reward.ts';
import { findOrder, grantsOf, moveOrder } from '../store.ts';
import { rewardWords } from '../words.ts';
import { decidingOf } from './deciding.ts';

/** B-08: approving, declining and handing over what people chose. */

interface Found {
  order: RewardOrder;
  person: Person;
  scene: Scene;
  /** No second person exists. */
  isAlone: boolean;
}

const isOver = ({ actor }: Input, person: Person): boolean =>
  may(actor, 'propose-bonus', person) || may(actor, 'approve-bonus', person);

/** The choice that a button or form names, where the actor may decide it; otherwise they were told, and it was noted. */
async function readOrder(input: Input, id: string): Promise<Found | undefined> {
  const { deps, workspace, actor, now } = input;
  const say = rewardWords(actor.locale);
  const [order, scene, officers] = await Promise.all([
    findOrder(deps.db, workspace.id, id),
    readScene(input),
    listOfficers(deps.db, workspace.id),
  ]);
  const person = scene.people.find(({ memberId }) => memberId === order?.memberId);
  if (order === undefined || person === undefined) {
    await input.reply({ text: say('gone') });
    return undefined;
  }
  const officerIds = officers.map(({ memberId }) => memberId);
  const facts = { actorId: actor.memberId, isOfficer: isOfficer(input), isTheirs: isOver(input, person) };
  const deciding = decidingOf({ order, officerIds, now, ...facts });
  switch (deciding.kind) {
    case 'second':
    case 'alone':
      return { order, person, scene, isAlone: deciding.kind === 'alone' };
    case 'decided':
      await input.reply({ text: say('decided') });
      return undefined;
    case 'wait': {
      const until = new Date(deciding.until.epochMilliseconds);
      await input.reply({ text: say('wait', { date: formatMoment(until, actor.tz, actor.locale) }) });
      return undefined;
    }
    case 'no right':
      await refuse(input, order);
      await input.reply({ text: say(order.minor > 0n ? 'deniedMoney' : 'denied') });
      return undefined;
    case 'own run':
    case 'own pay': {
      await refuse(input, order);
      const all = deciding.others.map((one) => plainInMrkdwn(scene.names.get(one) ?? '?'));
      const names = all.length === 0 ? say('nobodyElse') : namesWithin(all, actor.locale, 5);
      await input.reply({ text: say(deciding.kind === 'own run' ? 'ownGrant' : 'ownOrder', { names }) });
      return undefined;
    }
  }
}

const refuse = ({ deps, workspace, actor }: Input, { memberId }: RewardOrder): Promise<void> =>
  denied(deps.db, workspace.id, actor.memberId, 'decide-reward', `member:${memberId}`);

const notice = (order: RewardOrder, what: string, channel: string, text: string): Notice => ({
  ...{ key: `reward:${order.id}:${what}`, channel },
  reply: { text, blocks: [section(text)] },
});

/** "Approve". */
export async function approveReward(input: ActionInput): Promise<void> {
  const found = await readOrder(input, input.value);
  if (found === undefined) return;
  const { deps, workspace, actor, now } = input;
  const { order, person, isAlone } = found;
  const say = rewardWords(actor.locale);
  const [grant] = await grantsOf(deps.db, workspace.id, order.memberId);
  const tell = toldOfApproval(input, found, grant?.reason ?? '');
  const wish = { id: order.id, to: 'approved', isAlone, now } as const;
  const done = await moveOrder(deps.db, actOf(input), wish, tell);
  if (done.kind !== 'moved') return input.settle({ text: say(done.kind) });
  const said = { name: plainInMrkdwn(order.name), person: plainInMrkdwn(person.name) };
  const isUnsaid = order.kind === 'public praise' && workspace.boardChannelId === null;
  const next = isForPayroll(order) ? 'toPayroll' : 'toHand';
  const lines = [
    say(isAlone ? 'approvedAlone' : 'approved', said),
    say(next),
    ...(isUnsaid ? [say('noChannel')] : []),
  ];
  const text = lines.join('\n');
  await input.settle({ text, blocks: [section(text), actions(givenButton(order, actor.locale))] });
}

/** The person; for praise also its words, in the channel of boards or to them alone. */
function toldOfApproval({ actor, workspace }: Input, { order, person }: Found, why: string): Notice[] {
  if (!person.isActive) return [];
  const say = rewardWords(person.locale);
  const by = plainInMrkdwn(actor.name);
  const reason = cut(plainInMrkdwn(why), 500);
  const { boardChannelId } = workspace;
  const told = say(isForPayroll(order) ? 'toldMoney' : 'toldApproved', {
    name: plainInMrkdwn(order.name),
    actor: by,
  });
  const quiet = order.kind === 'quiet praise' ? [say('toldQuiet', { actor: by, reason })] : [];
  const praise = rewardWords(workspace.locale)('praise', { person: plainInMrkdwn(person.name), reason });
  return [
    notice(order, 'approved', person.slackUserId, [told, ...quiet].join('\n')),
    ...(order.kind === 'public praise' && boardChannelId !== null
      ? [notice(order, 'praise', boardChannelId, praise)]
      : []),
  ];
}

/** "Decline…": the reason is asked for. */
export async function pressDecline(input: ActionInput): Promise<void> {
  const found = await readOrder(input, input.value);
  if (found === undefined) return;
  const { order, person } = found;
  const what = askedText(order, plainInMrkdwn(person.name), input.actor.locale);
  await input.open(declineView(order.id, person.name, what, input.actor.locale));
}

export async function submitDecline(input: SubmitInput): Promise<void> {
  const found = await readOrder(input, input.metadata);
  if (found === undefined) return;
  const { deps, actor, now } = input;
  const { order, person } = found;
  const reason = keepable(input.values['reason'] ?? '').trim();
  const told = rewardWords(person.locale)('toldDeclined', {
    ...{ name: plainInMrkdwn(order.name), actor: plainInMrkdwn(actor.name) },
    reason: cut(plainInMrkdwn(reason), 600),
  });
  const tell = person.isActive ? [notice(order, 'declined', person.slackUserId, told)] : [];
  const wish = { id: order.id, to: 'declined', reason, now } as const;
  const done = await moveOrder(deps.db, actOf(input), wish, tell);
  const say = rewardWords(actor.locale);
  if (done.kind !== 'moved') return input.reply({ text: say(done.kind) });
  const said = { name: plainInMrkdwn(order.name), person: plainInMrkdwn(person.name) };
  await input.reply({ text: say('declined', said) });
}

/** "Handed over": whoever may decide about the person notes it. */
export async function handOver(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, now } = input;
  const say = rewardWords(actor.locale);
  const [order, scene] = await Promise.all([findOrder(deps.db, workspace.id, input.value), readScene(input)]);
  const person = scene.people.find(({ memberId }) => memberId === order?.memberId);
  if (order === undefined || person === undefined) return input.reply({ text: say('gone') });
  if (!isOver(input, person)) {
    await refuse(input, order);
    return input.reply({ text: say('denied') });
  }
  const told = rewardWords(person.locale)('toldHanded', {
    ...{ name: plainInMrkdwn(order.name), actor: plainInMrkdwn(actor.name) },
  });
  const tell = person.isActive ? [notice(order, 'given', person.slackUserId, told)] : [];
  const done = await moveOrder(deps.db, actOf(input), { id: order.id, to: 'given', now }, tell);
  if (done.kind !== 'moved') return input.settle({ text: say(done.kind) });
  const said = { name: plainInMrkdwn(order.name), person: plainInMrkdwn(person.name) };
  const text = say('handed', said);
  await input.settle({ text, blocks: [section(text)] });
}
