import { isLocalDate } from '../../kpi/localDate.ts';
import { leadsAnybody } from '../../people/rights.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { bookOf } from '../book.ts';
import { type Campaign, LONGEST_NAME } from '../campaign.ts';
import { type CampaignWish, saveCampaigns } from '../changing/store.ts';
import { actOf, changeable, refuse } from '../form/slack.ts';
import { savedReply } from '../list/blocks.ts';
import { nearTo } from '../list/list.ts';
import { readCampaigns } from '../store.ts';
import { words } from '../words.ts';
import { adoptForm, behind, endedIn, endForm, NEW, nameIn } from './form.ts';

/** "What is it?" beside a name that belongs to no campaign. */
export async function openAdopt(input: Input, name: string): Promise<void> {
  const { deps, workspace, actor } = input;
  if (!leadsAnybody(actor)) return refuse(input, 'campaign:new');
  const book = bookOf(await readCampaigns(deps.db, workspace.id));
  if (name === '' || book.find(name) !== undefined)
    return input.reply({ text: words(actor.locale)('adoptGone') });
  await input.open(adoptForm(name, book.campaigns, nearTo(name, book), actor.locale));
}

export const pressAdopt = (input: ActionInput): Promise<void> => openAdopt(input, input.value);

/** A logged name becomes another name of a campaign, or one of its own: what was logged under it counts there, and stays as it was written. */
export async function submitAdopt(input: SubmitInput): Promise<void> {
  const { actor, today } = input;
  const name = nameIn(input.metadata).slice(0, LONGEST_NAME);
  const into = input.values['into'] ?? '';
  if (into === NEW) {
    if (!leadsAnybody(actor)) return refuse(input, 'campaign:new');
    return save(
      input,
      {
        ...{
          name,
          aliases: [],
          channel: '',
          region: '',
          from: today,
          to: null,
          budget: null,
          original: null,
        },
        ...{ ownerId: actor.memberId, expectedLeads: null },
      },
      'adopted',
    );
  }
  const campaign = await changeable(input, into);
  if (campaign === undefined) return;
  await save(input, { ...campaign, aliases: [...campaign.aliases, name] }, 'adopted');
}

/** "End". */
export async function openEnd(input: Input, id: string): Promise<void> {
  const campaign = await changeable(input, id);
  if (campaign !== undefined) await input.open(endForm(campaign, input.today, input.actor.locale));
}

export const pressEnd = (input: ActionInput): Promise<void> => openEnd(input, input.value);

export async function submitEnd(input: SubmitInput): Promise<void> {
  const campaign = await changeable(input, endedIn(input.metadata).id);
  const last = input.values['last'] ?? '';
  if (campaign === undefined || !isLocalDate(last) || last < campaign.from) return;
  await save(input, { ...campaign, to: behind(last) }, 'ended');
}

async function save(input: Input, wish: CampaignWish | Campaign, what: 'adopted' | 'ended'): Promise<void> {
  const { deps, actor } = input;
  const done = await saveCampaigns(deps.db, actOf(input), [wish]);
  const say = words(actor.locale);
  if (done.kind === 'saved') await input.reply(savedReply(done.campaigns, done.batchId, what, actor.locale));
  if (done.kind === 'gone') await input.reply({ text: say('gone') });
  if (done.kind === 'taken') await input.reply({ text: say('taken', { name: plainInMrkdwn(done.name) }) });
}
