import { adoptForm, endForm } from '../../../src/campaigns/adopt/form.ts';
import { bookOf } from '../../../src/campaigns/book.ts';
import type { Campaign } from '../../../src/campaigns/campaign.ts';
import { campaignForm, draftOf, emptyDraft } from '../../../src/campaigns/form/form.ts';
import { type ListFrame, listReply, PAGE, savedReply } from '../../../src/campaigns/list/blocks.ts';
import { decidedReply, decisionForm, moveBlocks, movesReply } from '../../../src/campaigns/moves/blocks.ts';
import { type Move, type Side, sideOf } from '../../../src/campaigns/moves/moves.ts';
import type { Asked } from '../../../src/campaigns/report/ask.ts';
import { type About, returnsReply } from '../../../src/campaigns/report/blocks.ts';
import { bottleneckOf } from '../../../src/campaigns/report/bottleneck.ts';
import { figuresOf, type Tally } from '../../../src/campaigns/report/figures.ts';
import type { Funnel } from '../../../src/campaigns/report/funnel.ts';
import { CUTS } from '../../../src/campaigns/report/groups.ts';
import type { Returns } from '../../../src/campaigns/report/reading/index.ts';
import { tellerFor } from '../../../src/campaigns/report/tell.ts';
import { addDays } from '../../../src/kpi/localDate.ts';
import { key } from '../../goals/given.ts';
import { type Built, peopleOf, playbookOf, times, today, type World } from './world.ts';

const most = 9_999_999_999_999_99n;

/** Campaigns: their list and forms, what came of them, and what is proposed for their budgets. */
export function campaignsBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const campaigns = times(
    Math.max(world.entries, 2 * PAGE),
    (index): Campaign => ({
      ...{ id: `c${index}`, name: typed(80), aliases: times(20, () => typed(80)), channel: typed(40) },
      ...{ region: typed(40), from: today, to: index % 2 === 0 ? null : addDays(today, 9), budget: most },
      ...{
        original: index % 2 === 0 ? null : { minor: most, currency: 'EUR' },
        ownerId: 'm0',
        expectedLeads: 999,
      },
    }),
  );
  const [first] = campaigns;
  const frame: ListFrame = {
    ...{ locale, currency: 'USD', mayMake: true, mayChange: () => true },
    owners: new Map(peopleOf(world).map(({ memberId, name }) => [memberId, name])),
  };
  const listed = campaigns.map((campaign, index) => ({
    ...{
      campaign,
      state: (['running', 'planned', 'over'] as const)[index % 3] ?? 'running',
      leads: 99_999_900n,
    },
    spend: index % 2 === 0 ? null : most + 1n,
  }));
  const strays = times(world.entries, () => ({ name: typed(80), near: campaigns.slice(0, 3) }));
  const playbook = playbookOf(world);
  const teller = tellerFor(locale, 'USD', playbook);
  const funnel: Funnel = {
    ...{ steps: playbook.types.slice(0, 6), leadKey: 'type-0', revenueKeys: ['type-1'], spendKey: 'spend' },
  };
  const tally = (share: bigint, spend: bigint | null): Tally => ({
    counts: new Map(funnel.steps.map((step, at) => [step.key, (9_999_999n * share) / BigInt(at + 1)])),
    ...{ spend, revenue: most },
  });
  const now = figuresOf(tally(80n, most), funnel);
  const before = figuresOf(
    { counts: new Map(funnel.steps.map(({ key: step }) => [step, 99_999n])), spend: null, revenue: most },
    funnel,
  );
  const few = figuresOf({ counts: new Map([['type-0', 100n]]), spend: null, revenue: 0n }, funnel);
  const returnsOf = (asked: Asked, rows: number): Returns => ({
    ...{ asked, range: { from: today, to: addDays(today, 30) }, funnel, whole: now, book: bookOf(campaigns) },
    rows: times(rows, (index) => ({
      ...{ key: `k${index}`, name: index === 0 ? '' : typed(80), tally: tally(80n, null) },
      figures: index % 2 === 0 ? now : few,
    })),
    bottleneck: rows === 0 ? undefined : bottleneckOf(now, before),
  });
  const about: About = { whose: typed(80), fiscalYearStart: 4 };
  const reports = CUTS.flatMap((cut) => {
    const asked: Asked = { cut, period: key('2026-Q4'), scope: { kind: 'team', teamId: 't1' } };
    return [
      { what: `return by ${cut}`, reply: returnsReply(returnsOf(asked, world.entries + 1), about, teller) },
      { what: `no return by ${cut}`, reply: returnsReply(returnsOf(asked, 0), about, teller) },
      {
        what: `posted return by ${cut}`,
        reply: returnsReply(returnsOf(asked, 3), { ...about, posted: [] }, teller),
      },
    ];
  });
  const moves = sidesOf(campaigns, now).map((from): { move: Move; isOpen: boolean } => ({
    move: { from, to: from, amount: most },
    isOpen: true,
  }));
  const decided = moves.slice(0, 1).flatMap(({ move }): Built[] => [
    { what: 'a proposal', part: moveBlocks(move, true, teller) },
    { what: 'the form that accepts', view: decisionForm(move, 'accepted', 'USD', teller) },
    { what: 'the form that declines', view: decisionForm(move, 'declined', 'USD', teller) },
    ...(['accepted', 'declined'] as const).map((kind) => ({
      what: `a proposal that was ${kind}`,
      reply: decidedReply(move, { kind, amount: most, reason: typed(500) }, { id: 'd1', campaigns }, teller),
    })),
  ]);
  return [
    ...[0, 1].map((page) => ({ what: 'campaigns', reply: listReply({ listed, strays, page }, frame) })),
    {
      what: 'few campaigns',
      reply: listReply({ listed: listed.slice(0, PAGE), strays: [], page: 9 }, frame),
    },
    {
      what: 'no campaigns',
      reply: listReply({ listed: [], strays: [], page: 0 }, { ...frame, mayMake: false }),
    },
    {
      what: 'the form of a new campaign',
      view: campaignForm(emptyDraft(today, 'U0', typed(80)), 'USD', locale),
    },
    ...(first === undefined ? [] : formsOf(first, campaigns, world)),
    ...(['made', 'changed', 'ended', 'adopted'] as const).map((what) => ({
      what: `a campaign ${what}`,
      reply: savedReply(campaigns, 'b1', what, locale),
    })),
    ...reports,
    { what: 'proposals', reply: movesReply(moves, teller) },
    {
      what: 'no proposals, and what was decided',
      reply: movesReply([], teller, pastDecisions(world)),
    },
    ...decided,
  ];
}

function sidesOf(campaigns: readonly Campaign[], figures: ReturnType<typeof figuresOf>): Side[] {
  return campaigns.flatMap((campaign) => sideOf(campaign, figures) ?? []);
}

function formsOf(first: Campaign, campaigns: readonly Campaign[], { locale, typed }: World): Built[] {
  return [
    {
      what: 'the form of a campaign',
      view: campaignForm(draftOf(first, 'U0', 'USD'), 'USD', locale, 'Something was wrong'),
    },
    { what: 'what a name is', view: adoptForm(typed(80), campaigns, campaigns.slice(0, 3), locale) },
    { what: 'the last day', view: endForm(first, today, locale) },
  ];
}

const pastDecisions = ({ typed, entries }: World) =>
  Array.from({ length: entries }, (_, index) => ({
    kind: index % 2 === 0 ? ('accepted' as const) : ('declined' as const),
    ...{ amount: 987_654_321n, from: typed(80), to: typed(80), name: typed(80), date: 'Nov 20' },
    reason: typed(500),
  }));
