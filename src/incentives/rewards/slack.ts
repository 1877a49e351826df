import { periodOf } from '../../kpi/period.ts';
import { leadsAnybody, may } from '../../people/rights.ts';
import { listOfficers } from '../../people/store.ts';
import { actions, section } from '../../platform/blocks.ts';
import { namesWithin } from '../../platform/fit.ts';
import { formatPeriod } from '../../platform/format.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, Input, VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { moneyText } from '../plan/show.ts';
import { actOf, isAdministrator, isOfficer, readScene, type Scene } from '../scene/slack.ts';
import { words } from '../words.ts';
import { askedBlocks, askedText, rewardsReply, takeBackButton } from './blocks.ts';
import { decidersOf, decidingOf } from './deciding/deciding.ts';
import { openGive } from './edit/slack.ts';
import { creditOf, type RewardOrder } from './reward.ts';
import { budgetIn, chooseReward, findOrder, grantsOf, listRewards, moveOrder, ordersOf } from './store.ts';
import { rewardWords } from './words.ts';

/** B-08: `/pace rewards`: what somebody may choose, and what waits for them; choosing, and taking back. */

export async function showRewards(input: VerbInput): Promise<void> {
  const [word = ''] = normalise(input.text).text.trim().toLowerCase().split(/\s+/);
  if (['give', '给', '发'].includes(word)) return openGive(input);
  if (word !== '') {
    const text = words(input.actor.locale)('unknown', { word: plainInMrkdwn(word.slice(0, 40)) });
    return input.reply({ text });
  }
  await showCatalogue(input);
}

const quarterOf = ({ workspace, today }: Input) =>
  periodOf('quarter', today, { fiscalYearStart: workspace.fiscalYearStart });

/** "Choose a reward" in what tells of points, and the command. */
export async function showCatalogue(input: Input): Promise<void> {
  const { deps, workspace, actor } = input;
  const { db } = deps;
  const [scene, all, grants, orders, open, officers] = await Promise.all([
    readScene(input),
    listRewards(db, workspace.id),
    grantsOf(db, workspace.id, actor.memberId),
    ordersOf(db, workspace.id, { memberId: actor.memberId }),
    ordersOf(db, workspace.id, { states: ['waiting', 'approved'] }),
    listOfficers(db, workspace.id),
  ]);
  const mayEdit = isAdministrator(input);
  const officerIds = officers.map(({ memberId }) => memberId);
  const theirs = open.filter((order) => isTheirs(input, scene, order));
  const waiting = theirs.filter((order) => {
    const facts = { actorId: actor.memberId, isOfficer: isOfficer(input), isTheirs: true, now: input.now };
    return ['second', 'alone', 'wait'].includes(decidingOf({ order, officerIds, ...facts }).kind);
  });
  const view = {
    ...{ grants, orders, waiting, mayEdit, mayGive: leadsAnybody(actor), names: scene.names, tz: actor.tz },
    ...{ credit: creditOf(grants, orders), toGive: theirs.filter(({ state }) => state === 'approved') },
    items: all.filter(({ isOffered }) => isOffered || mayEdit),
    budget: isOfficer(input) ? await budgetText(input) : null,
  };
  await input.reply(rewardsReply(view, actor.locale));
}

function isTheirs({ actor }: Input, { people }: Scene, { memberId }: RewardOrder): boolean {
  const person = people.find((one) => one.memberId === memberId);
  if (person === undefined) return false;
  return may(actor, 'propose-bonus', person) || may(actor, 'approve-bonus', person);
}

async function budgetText(input: Input) {
  const { deps, workspace, actor } = input;
  const { currency, fiscalYearStart } = workspace;
  const quarter = quarterOf(input);
  const { limit, spent } = await budgetIn(deps.db, workspace.id, quarter, currency);
  const money = (minor: bigint): string => moneyText(minor, currency, actor.locale);
  return {
    period: formatPeriod(quarter, actor.locale, { fiscalYearStart }),
    ...{ limit: limit === null ? null : money(limit), spent: money(spent) },
  };
}

/** "Choose": points, stock and budget are taken at once, and given back where it is declined or taken back. */
export async function choose(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, now } = input;
  const say = rewardWords(actor.locale);
  const [scene, officers] = await Promise.all([readScene(input), listOfficers(deps.db, workspace.id)]);
  const officerIds = officers.map(({ memberId }) => memberId);
  const deciders = (order: RewardOrder) => {
    const ids = decidersOf(order, actor.teamId, scene.teams, officerIds);
    return scene.people.filter(({ memberId, isActive }) => isActive && ids.includes(memberId));
  };
  const tell = (order: RewardOrder): Notice[] =>
    deciders(order).map((person) => {
      const name = plainInMrkdwn(actor.name);
      const text = askedText(order, name, person.locale);
      const reply = { text, blocks: askedBlocks(order, name, person.locale) };
      return { key: `reward:${order.id}:asked:${person.memberId}`, channel: person.slackUserId, reply };
    });
  const wish = { itemId: input.value, currency: workspace.currency, periodKey: quarterOf(input), now };
  const done = await chooseReward(deps.db, actOf(input), wish, tell);
  if (done.kind === 'too few points')
    return input.reply({ text: say(done.kind, { points: done.points, credit: done.credit }) });
  if (done.kind !== 'chosen') return input.reply({ text: say(done.kind) });
  const { order, credit } = done;
  const names = deciders(order).map(({ name }) => plainInMrkdwn(name));
  const text = say('chosen', {
    ...{ name: plainInMrkdwn(order.name), count: credit },
    names: names.length === 0 ? say('nobody') : namesWithin(names, actor.locale, 3),
  });
  const blocks = [section(text), actions(takeBackButton(order, actor.locale))];
  await input.reply({ text, blocks });
}

/** "Take back": until somebody decided. */
export async function takeBack(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, now } = input;
  const say = rewardWords(actor.locale);
  const order = await findOrder(deps.db, workspace.id, input.value);
  if (order === undefined) return input.reply({ text: say('gone') });
  if (order.memberId !== actor.memberId) {
    await denied(deps.db, workspace.id, actor.memberId, 'take-back-reward', `member:${order.memberId}`);
    return input.reply({ text: say('notYours') });
  }
  const [scene, officers] = await Promise.all([readScene(input), listOfficers(deps.db, workspace.id)]);
  const officerIds = officers.map(({ memberId }) => memberId);
  const ids = decidersOf(order, actor.teamId, scene.teams, officerIds);
  const tell = scene.people
    .filter(({ memberId, isActive }) => isActive && ids.includes(memberId))
    .map((person): Notice => {
      const said = { person: plainInMrkdwn(actor.name), name: plainInMrkdwn(order.name) };
      const text = rewardWords(person.locale)('cancelledTold', said);
      const key = `reward:${order.id}:cancelled:${person.memberId}`;
      return { key, channel: person.slackUserId, reply: { text, blocks: [section(text)] } };
    });
  const done = await moveOrder(deps.db, actOf(input), { id: order.id, to: 'cancelled', now }, tell);
  if (done.kind !== 'moved') return input.reply({ text: say(done.kind) });
  await input.reply({ text: say('cancelled', { name: plainInMrkdwn(order.name) }) });
}
