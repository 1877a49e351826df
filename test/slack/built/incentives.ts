import { clawbackView } from '../../../src/incentives/clawback/clawback.ts';
import { disputeView, settleView } from '../../../src/incentives/dispute/form.ts';
import type { PaidBadge, PersonInputs } from '../../../src/incentives/pay/inputs.ts';
import { payout } from '../../../src/incentives/pay/payout.ts';
import { plansReply } from '../../../src/incentives/plan/blocks.ts';
import { planView } from '../../../src/incentives/plan/form.ts';
import { PLAN_KINDS, PLAN_STATES, type Plan, type Terms } from '../../../src/incentives/plan/plan.ts';
import { planValues } from '../../../src/incentives/plan/show.ts';
import { USUAL_CURVE } from '../../../src/incentives/plan/typed.ts';
import { fairnessReply, type PreviewView, previewReply } from '../../../src/incentives/preview/blocks.ts';
import { runAskReply, runBlocks, runPeopleReply } from '../../../src/incentives/run/blocks.ts';
import { type StatementView, statementReply } from '../../../src/incentives/statement/blocks.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { currency } from '../../../src/kpi/money.ts';
import { button } from '../../../src/platform/blocks.ts';
import { plainInMrkdwn } from '../../../src/platform/mrkdwn.ts';
import { BADGE_KINDS } from '../../../src/recognition/badges/badge.ts';
import { personOf, rulesOf, runOf } from '../../incentives/given.ts';
import { type Built, playbookOf, teamsOf, times, type World } from './world.ts';

const id = '7b0c2e0e-8a29-4a52-a4e3-3c0f6a4f1c11';
const value = `${id}:m0:0`;
const big = '999999999999999';

function termsOf({ entries }: World): Terms[] {
  const tiers = times(Math.max(1, Math.min(12, entries)), (index) => ({
    ...{
      from: `${index}`,
      to: `${index + 1}` as string | null,
      rate: { kind: 'share', bp: 100 + index } as const,
    },
  }));
  const last = tiers.at(-1);
  if (last !== undefined) last.to = null;
  return [
    { kind: 'tiers', metric: 'metric-1', on: 'attainment', mode: 'marginal', tiers },
    { kind: 'bonus', amount: big, curve: USUAL_CURVE },
    { kind: 'ranks', metric: 'metric-1', prizes: times(Math.max(1, Math.min(20, entries)), () => big) },
    { kind: 'bands', rewards: [{ band: 'meets', amount: big }] },
    { kind: 'badges', rewards: BADGE_KINDS.map((badge) => ({ badge, amount: big })) },
    {
      ...{ kind: 'pool', per: 'team', weight: 'metric', metric: 'metric-1' },
      fund: { kind: 'share', metric: 'metric-1', bp: 200 },
    },
  ];
}

/** Badges of the plan that pays them. */
const badgesOf = ({ entries, typed }: World, rules: readonly { terms: Terms }[]): PaidBadge[] =>
  times(entries, (index) => ({
    ...{ plan: `p${rules.findIndex(({ terms }) => terms.kind === 'badges') + 1}`, key: `streak:${index}` },
    ...({ badge: 'streak', on: '2026-07-31' } as const),
    detail: { kind: 'streak', metricKey: typed(40), weeks: 4 },
  }));

const limits = {
  ...({ guarantee: '100', cap: big, budget: '12345', unrated: 'guarantee' } as const),
  ...{ gate: { metric: 'metric-0', floor: '400' }, clawback: { days: 90, percent: 50 } },
};

/** All that `incentives` shows. */
export function incentivesBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const { metrics } = playbookOf(world);
  const teams = teamsOf(world);
  const names = new Map(times(world.people, (index) => [`m${index}`, typed(80)]));
  const scene = { metrics, teams, names, currency: 'USD' };
  const who = { role: 'any', teamIds: teams.map((team) => team.id), memberIds: [...names.keys()] } as const;
  const rules = termsOf(world).map((terms) => rulesOf(terms, limits));
  const plans = rules.map((own, index): Plan => {
    const state = PLAN_STATES[index % PLAN_STATES.length] ?? 'draft';
    return { id: `${id}${index}`, version: 3, name: typed(80), state, from: '2026-10-01', rules: own, who };
  });
  const run = runOf(rules);
  const kpi = { unit: 'money', direction: 'higher', value: '999999999/7', target: '888888888/3' } as const;
  const people = times(
    Math.max(1, world.people),
    (index): PersonInputs =>
      personOf(`m${index}`, {
        ...{ total: index % 3 === 0 ? null : '275/3', plans: rules.map((_, at) => `p${at + 1}`) },
        ...{ team: `t${index % 5}`, presence: { present: '39/2', working: '22' } },
        kpis:
          index % 4 === 0
            ? []
            : [
                { ...kpi, metric: 'metric-1' },
                { ...kpi, metric: 'metric-0', value: '1' },
              ],
        badges: badgesOf(world, rules),
        recoveries: [{ id: 'x', plan: 'p1', currency: 'USD', minor: '5' }],
      }),
  );
  const named = { ...run, plans: run.plans.map((plan) => ({ ...plan, name: typed(80) })) };
  const statements = payout(named, people);
  const [first = { memberKey: 'm0', lines: [], totals: [] }] = statements;
  const view = (given: Partial<StatementView>): StatementView => ({
    ...{ name: typed(80), memberId: 'm0', runId: id, runName: typed(80), run: named, sha256: 'a'.repeat(64) },
    ...{ person: people[0] ?? personOf('m0'), statement: first, mayDispute: true },
    approval: { name: typed(80), date: '2026-11-20', isAlone: true },
    ...{ notes: new Map([[0, plainInMrkdwn(typed(600))]]), takeable: new Set([1]) },
    ...{ withdrawn: new Map([['streak:0', localDate('2026-11-21')]]), maySeeBadges: true },
    older: times(8, () => ({ runId: id, name: typed(80) })),
    ...given,
  });
  const totals = first.totals;
  const line = (state: 'draft' | 'approved') => ({
    ...{ run: { id, name: typed(80), state }, isOfficer: true, count: world.people, totals },
  });
  const rows = statements.map((statement) => ({
    ...{ name: typed(80), memberId: statement.memberKey, statement, isDisputed: true },
  }));
  const tried = times(4, () => ({
    ...{ cycleName: typed(80), cycleId: id },
    people: statements.map((statement, index) => ({
      ...{ memberId: statement.memberKey, inputs: people[index] ?? personOf('x'), statement },
    })),
  }));
  const preview: PreviewView = {
    ...{ name: typed(80), tried, names, currency: 'USD', improved: [...names.keys()] },
    rewarded: times(world.people, (index) => ({
      ...{ amount: index * 100, team: typed(80), region: typed(40), manager: typed(80), years: index % 5 },
    })),
  };
  const empty: PreviewView = { ...preview, tried: [], rewarded: [], improved: [] };
  const said = { plan: plainInMrkdwn(typed(80)), amount: '$1' };
  const whom = { name: plainInMrkdwn(typed(80)), plainName: typed(80) };
  const cycles = [{ id, name: typed(80) }];
  const frame = { planId: id, metrics, teams, currency: currency('USD'), people: [], tried: '' };
  const runs = runBlocks([line('draft'), line('approved')], cycles, true, locale);
  const more = { before: runs, buttons: [] };
  const ask = plainInMrkdwn(typed(300)) || 'Look at it';
  return [
    { what: 'the plans', reply: plansReply(plans, scene, more, locale) },
    { what: 'no plans', reply: plansReply([], scene, { before: [], buttons: [] }, locale) },
    { what: 'runs', part: runs },
    { what: 'who gets what', reply: runPeopleReply(line('draft'), rows, locale) },
    { what: 'a run to approve', reply: runAskReply(ask, id, locale) },
    { what: 'a statement', reply: statementReply(view({}), scene, locale) },
    {
      what: 'a draft of a statement',
      reply: statementReply(view({ approval: null, notes: new Map(), older: [] }), scene, locale),
    },
    { what: 'a preview', reply: previewReply(preview, [], locale) },
    { what: 'an empty preview', reply: previewReply(empty, [], locale) },
    { what: 'fairness', reply: fairnessReply(preview, [], locale) },
    ...PLAN_KINDS.map((kind, index) => ({
      what: `the form of ${kind}`,
      view: planView(
        planValues(plans[index], scene, { from: '2026-10-01' }),
        { ...frame, tried: plainInMrkdwn(typed(2000)) },
        locale,
      ),
    })),
    {
      what: 'a new plan',
      view: planView(planValues(undefined, scene, { from: '2026-10-01' }), { ...frame, planId: '' }, locale),
    },
    { what: 'a disputed line', view: disputeView(value, said, locale) },
    {
      what: 'settling',
      view: settleView(id, 'USD', { ...said, ...whom, text: plainInMrkdwn(typed(1000)) }, locale),
    },
    {
      what: 'taking back',
      view: clawbackView(value, 'USD', { ...said, ...whom, most: '$1', date: 'x' }, locale),
    },
    {
      what: 'settle and correct',
      part: [
        {
          type: 'actions',
          elements: [button('s', 'incentives.settle', id), button('c', 'incentives.correct', id)],
        },
      ],
    },
  ];
}
