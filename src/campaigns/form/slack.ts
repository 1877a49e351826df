import { decimal } from '../../activities/pricing.ts';
import { addDays, isLocalDate } from '../../kpi/localDate.ts';
import { convert, currency, type Money } from '../../kpi/money.ts';
import { leadsAnybody } from '../../people/rights.ts';
import { personById, personBySlackId } from '../../people/store.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { denied, rateOn } from '../../workspace/store.ts';
import { type Campaign, mayChange } from '../campaign.ts';
import { type CampaignWish, type Saved, saveCampaigns } from '../changing/store.ts';
import { savedReply } from '../list/blocks.ts';
import { readCampaigns } from '../store.ts';
import { words } from '../words.ts';
import { budgetIn, type CampaignDraft, campaignForm, draftOf, emptyDraft, filled, memoryIn } from './form.ts';

export const actOf = ({ workspace, actor, transportKey, now, today }: Input) => ({
  ...{ workspaceId: workspace.id, actorId: actor.memberId, transportKey, now, today },
});

/** Says who may, and writes down who tried. */
export async function refuse(input: Input, subject: string): Promise<void> {
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, 'change-campaign', subject);
  await input.reply({ text: words(actor.locale)('denied') });
}

/** The campaign, if it is there and the actor may change it; else it was said why not. */
export async function changeable(input: Input, id: string): Promise<Campaign | undefined> {
  const { deps, workspace, actor, today } = input;
  const [campaign] = await readCampaigns(deps.db, workspace.id, [id]);
  if (campaign === undefined) {
    await input.reply({ text: words(actor.locale)('gone') });
    return undefined;
  }
  const owner = await personById(deps.db, workspace.id, campaign.ownerId, today);
  if (mayChange(actor, campaign, owner)) return campaign;
  await refuse(input, `campaign:${id}`);
  return undefined;
}

/** "New campaign", and `/pace campaign new`. */
export async function openNew(input: Input, name = ''): Promise<void> {
  const { workspace, actor, today } = input;
  if (!leadsAnybody(actor)) return refuse(input, 'campaign:new');
  await input.open(
    campaignForm(emptyDraft(today, actor.slackUserId, name), workspace.currency, actor.locale),
  );
}

export const pressNew = (input: ActionInput): Promise<void> => openNew(input, input.value);

/** "Edit". */
export async function openEdit(input: Input, id: string): Promise<void> {
  const campaign = await changeable(input, id);
  if (campaign === undefined) return;
  const { deps, workspace, actor, today } = input;
  const owner = await personById(deps.db, workspace.id, campaign.ownerId, today);
  const draft = draftOf(campaign, owner?.isActive === true ? owner.slackUserId : '', workspace.currency);
  await input.open(campaignForm(draft, workspace.currency, actor.locale));
}

export const pressEdit = (input: ActionInput): Promise<void> => openEdit(input, input.value);

/** The form as it was handed in; what is wrong beyond its fields brings it back with what was typed. */
export async function submitCampaign(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const { id } = memoryIn(input.metadata);
  const draft = filled(input.values, id);
  if (id === '' ? !leadsAnybody(actor) : (await changeable(input, id)) === undefined) {
    if (id === '') await refuse(input, 'campaign:new');
    return;
  }
  const wish = await wishOf(input, draft);
  const done = typeof wish === 'string' ? wish : await saveCampaigns(deps.db, actOf(input), [wish]);
  const problem = typeof done === 'string' ? done : problemOf(done, input);
  if (problem !== undefined)
    return input.open(campaignForm(draft, workspace.currency, actor.locale, problem));
  if (typeof done !== 'string' && done.kind === 'saved')
    await input.reply(savedReply(done.campaigns, done.batchId, id === '' ? 'made' : 'changed', actor.locale));
}

function problemOf(done: Saved, { actor }: Input): string | undefined {
  const say = words(actor.locale);
  switch (done.kind) {
    case 'saved':
    case 'repeated':
      return undefined;
    case 'gone':
      return say('gone');
    case 'taken':
      return say('taken', { name: plainInMrkdwn(done.name) });
  }
}

/** The campaign that the form describes, or what is wrong with it. */
async function wishOf(input: Input, draft: CampaignDraft): Promise<CampaignWish | string> {
  const { deps, workspace, actor, today } = input;
  const say = words(actor.locale);
  const owner = await personBySlackId(deps.db, workspace.id, draft.owner, today);
  if (owner === undefined || !owner.isActive) return say('ownerUnknown');
  const money = budgetIn(draft.budget, workspace.currency);
  if (money === undefined || !isLocalDate(draft.from)) return say('errBudget');
  const budget = money === null ? null : await inOwn(input, money);
  if (budget === undefined) return say('noRate', { code: money?.currency ?? '' });
  return {
    ...(draft.id === '' ? {} : { id: draft.id }),
    ...{ name: draft.name, aliases: draft.aliases, channel: draft.channel, region: draft.region },
    ...{ from: draft.from, to: isLocalDate(draft.last) ? addDays(draft.last, 1) : null },
    ...{ ownerId: owner.memberId, expectedLeads: draft.leads === '' ? null : Number(draft.leads) },
    ...{ budget, original: money === null || money.currency === workspace.currency ? null : money },
  };
}

/** M-05: in the workspace's currency, by the rate of today; undefined without one. */
export async function inOwn({ deps, workspace, today }: Input, money: Money): Promise<bigint | undefined> {
  if (money.currency === workspace.currency) return money.minor;
  const found = await rateOn(deps.db, workspace.id, money.currency, today);
  return found === undefined
    ? undefined
    : convert(money, currency(workspace.currency), decimal(found.rate)).minor;
}
