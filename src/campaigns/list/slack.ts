import { sumByOrigin } from '../../activities/origins/store.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { leadsAnybody } from '../../people/rights.ts';
import { listPeople } from '../../people/store.ts';
import type { Reply } from '../../platform/blocks.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { bookOf } from '../book.ts';
import { mayChange, stateOf } from '../campaign.ts';
import { campaignsOfBatch, undoBatch } from '../changing/store.ts';
import { actOf, refuse } from '../form/slack.ts';
import { funnelOf } from '../report/funnel.ts';
import { readCampaigns } from '../store.ts';
import { words } from '../words.ts';
import { listReply } from './blocks.ts';
import { listedOf, straysOf } from './list.ts';

/** So far back names are looked at that belong to no campaign. */
const STRAY_DAYS = 90;
/** So far back a list says what campaigns cost that are over. */
const LIST_DAYS = 365;

/** `/pace campaign`: what runs, what it may cost and cost so far, and names that belong to none. */
export async function showList(input: Input, page = 0): Promise<void> {
  await input.reply(await listFor(input, page));
}

export const pressList = (input: ActionInput): Promise<void> => showList(input);

/** "Earlier", "Later": another page takes its place. */
export async function pressPage(input: ActionInput): Promise<void> {
  await input.replace(await listFor(input, Number.parseInt(input.value, 10) || 0));
}

async function listFor({ deps, workspace, actor, today }: Input, page: number): Promise<Reply> {
  const [campaigns, people, playbook] = await Promise.all([
    readCampaigns(deps.db, workspace.id),
    listPeople(deps.db, workspace.id, today),
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
  ]);
  const book = bookOf(campaigns);
  const funnel = funnelOf(playbook);
  const keys = { leadKey: funnel?.leadKey ?? '', spendKey: funnel?.spendKey };
  const sources = [keys.leadKey, keys.spendKey ?? ''].filter((key) => key !== '');
  const to = addDays(today, 2);
  const reading = (from: LocalDate) =>
    sources.length === 0 ? [] : sumByOrigin(deps.db, workspace.id, { range: { from, to }, sources });
  const [sums, recent] = await Promise.all([
    reading(firstDate(campaigns, today)),
    reading(addDays(today, -STRAY_DAYS)),
  ]);
  const byId = new Map(people.map((one) => [one.memberId, one]));
  return listReply(
    { listed: listedOf(book, sums, keys, today), strays: straysOf(recent, book), page },
    {
      ...{ locale: actor.locale, currency: workspace.currency, mayMake: leadsAnybody(actor) },
      owners: new Map(people.map((one) => [one.memberId, one.name])),
      mayChange: (campaign) => mayChange(actor, campaign, byId.get(campaign.ownerId)),
    },
  );
}

/** What runs or is to come is counted from its first day on, however long ago; what is over for a year. */
function firstDate(campaigns: Awaited<ReturnType<typeof readCampaigns>>, today: LocalDate): LocalDate {
  const running = campaigns.filter((campaign) => stateOf(campaign, today) !== 'over').map(({ from }) => from);
  return [...running, addDays(today, -LIST_DAYS)].sort()[0] ?? today;
}

/** Undo: what an act changed goes back to what it was; who may is asked again. */
export async function pressUndo(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const say = words(actor.locale);
  const campaigns = await campaignsOfBatch(deps.db, workspace.id, input.value);
  if (campaigns.length === 0) return input.reply({ text: say('undoGone') });
  const people = await listPeople(deps.db, workspace.id, today);
  const ownerOf = (id: string) => people.find((one) => one.memberId === id);
  if (!campaigns.every((campaign) => mayChange(actor, campaign, ownerOf(campaign.ownerId))))
    return refuse(input, `campaign:${campaigns[0]?.id ?? ''}`);
  const done = await undoBatch(deps.db, actOf(input), input.value);
  switch (done.kind) {
    case 'repeated':
      return;
    case 'gone':
      return input.reply({ text: say('undoGone') });
    case 'changed since':
      return input.reply({ text: say('undoChanged') });
    case 'taken':
      return input.reply({ text: say('taken', { name: plainInMrkdwn(done.name) }) });
    case 'undone':
      return input.replace({ text: say('undone') });
  }
}
