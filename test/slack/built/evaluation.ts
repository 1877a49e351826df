import { adjustView, secondQuestion } from '../../../src/evaluation/adjust/slack.ts';
import { answerView } from '../../../src/evaluation/answer/slack.ts';
import { type CardView, cardReply } from '../../../src/evaluation/card/blocks.ts';
import type { CardInputs } from '../../../src/evaluation/card/inputs.ts';
import { resultOf } from '../../../src/evaluation/card/result.ts';
import { CYCLE_STATES, type Cycle, STEPS } from '../../../src/evaluation/cycle/cycle.ts';
import { cycleView, newForm } from '../../../src/evaluation/cycle/form.ts';
import { handoverReply, handoverView } from '../../../src/evaluation/handover/blocks.ts';
import { overviewReply, peopleReply } from '../../../src/evaluation/overview/blocks.ts';
import {
  type PeersShown,
  peerNotice,
  peersView,
  peerView,
  proposalNotice,
  questionsOf,
} from '../../../src/evaluation/peers/blocks.ts';
import { MOST_PEERS } from '../../../src/evaluation/peers/peers.ts';
import { reopenCycleView } from '../../../src/evaluation/reopen/slack.ts';
import { selfView, withButton, wordView } from '../../../src/evaluation/reviews/slack.ts';
import { templatesReply } from '../../../src/evaluation/template/blocks.ts';
import { cardView, formOf } from '../../../src/evaluation/template/form.ts';
import { MOST_KPIS, type Template } from '../../../src/evaluation/template/template.ts';
import { missingReply, reminderNotice } from '../../../src/evaluation/waiting/blocks.ts';
import { NEARNESSES } from '../../../src/evaluation/waiting/reminders.ts';
import { WAITING_STEPS } from '../../../src/evaluation/waiting/waiting.ts';
import { rangeOf } from '../../../src/kpi/period.ts';
import type { Person } from '../../../src/people/person.ts';
import { button } from '../../../src/platform/blocks.ts';
import { plainInMrkdwn } from '../../../src/platform/mrkdwn.ts';
import { day, key } from '../../goals/given.ts';
import { type Built, playbookOf, times, today, type World } from './world.ts';

const month = key('2026-10');
const value = '7b0c2e0e-8a29-4a52-a4e3-3c0f6a4f1c11:7b0c2e0e-8a29-4a52-a4e3-3c0f6a4f1c12';

function cycleOf(world: World, state: Cycle['state']): Cycle {
  return {
    ...{ id: 'c1', name: world.typed(80), periodKey: month, range: rangeOf(month), state, createdById: 'm0' },
    ...{ selfDue: day('2026-11-09'), managerDue: day('2026-11-16') },
    ...{ calibrationDue: day('2026-11-23'), answerDue: day('2026-11-30'), closedAt: null, reopenReason: '' },
  };
}

/** A card with every kind of KPI: scored, under its floor, silent in each way. */
function inputsOf(world: World): CardInputs {
  const { metrics } = playbookOf(world);
  const silences = [null, null, 'no data', 'no target', 'away', 'baseline needed'] as const;
  return {
    ...{ rule: 'S/1', template: { id: 't1', version: 1 }, currency: 'USD', parts: [], mayBeOneSided: true },
    period: { key: month, from: '2026-10-01', to: '2026-11-01' },
    presence: { present: '39/2', working: '22' },
    kpis: times(Math.min(MOST_KPIS, world.metrics), (index) => ({
      ...({
        metric: metrics[index]?.key ?? '',
        unit: index % 2 === 0 ? 'count' : 'money',
        weight: 8,
      } as const),
      ...({
        direction: 'higher',
        nature: (['result', 'process', 'quality'] as const)[index % 3] ?? 'result',
      } as const),
      floor: index % 3 === 2 ? '99999999900' : null,
      value: silences[index % 6] === 'no data' ? null : '999999999999/7',
      levels: silences[index % 6] === 'no target' ? null : { target: '888888888888/3' },
      target: { id: 'x', versions: times(world.entries, (seq) => seq) },
      silence: index < 3 ? null : (silences[index % 6] ?? null),
    })),
    adjustment: { points: -10, reasonHash: 'x' },
  };
}

function peersShown(world: World): PeersShown {
  return {
    requests: times(MOST_PEERS, (index) => ({ memberId: 'm0', peerId: `m${index}`, state: 'done' })),
    answers: times(MOST_PEERS, () => ({
      memberId: 'm0',
      grade: 4,
      texts: times(3, () => world.typed(1000)),
    })),
    ...{ questions: times(3, () => world.typed(300)), proposed: [] },
  };
}

function viewOf(world: World, given: Partial<CardView>): CardView {
  const inputs = inputsOf(world);
  const names = new Map([['m0', world.typed(80)]]);
  const buttons = (
    ['own', 'word', 'chart', 'pdf', 'hand', 'adjust', 'agree', 'comment', 'dispute', 'settle'] as const
  ).map((id) => button(world.typed(75), id === 'own' ? 'evaluation.review' : `evaluation.${id}`, value));
  return {
    ...{
      name: world.typed(80),
      cycleName: world.typed(80),
      memberId: 'm0',
      inputs,
      result: resultOf(inputs),
    },
    ...{ metrics: playbookOf(world).metrics, isClosed: true, runsUntil: day('2026-11-01'), names, buttons },
    peers: peersShown(world),
    correction: { points: '-7/3', reason: world.typed(500) },
    ...{ self: { grade: 5, text: world.typed(2000) }, managerText: world.typed(2000) },
    adjustment: {
      ...{ id: 'a1', memberId: 'm0', points: -10, reason: world.typed(1000), actorId: 'm0' },
      confirmedById: 'm0',
    },
    answers: (['dispute', 'comment', 'settled', 'agree', 'dispute'] as const).map((kind, index) => ({
      ...{ id: `${index}`, memberId: 'm0', kind, text: world.typed(2000), actorId: 'm0' },
      ...(kind === 'dispute'
        ? { ownerId: 'm0', dueDate: day('2026-11-16') }
        : { ownerId: null, dueDate: null }),
    })),
    ...given,
  };
}

function templateOf(world: World): Template {
  const kpis = playbookOf(world)
    .metrics.slice(0, MOST_KPIS)
    .map(({ key: metricKey }, index) => ({ metricKey, weight: 8, floor: index % 2 === 0 ? 400n : null }));
  return {
    ...{ id: 't1', version: 3, name: world.typed(80), role: 'any', kpis, isRetired: false },
    ...{
      oneSidedReason: world.typed(300),
      selfWeight: 4,
      peerWeight: 4,
      peerQuestions: times(3, () => world.typed(300)),
    },
  };
}

const personOf = (world: World, index: number): Person => ({
  ...{ memberId: `m${index}`, slackUserId: `U${index}`, name: world.typed(80), email: null, tz: 'UTC' },
  ...{ locale: world.locale, isActive: true, hidesFromBoards: false, role: 'rep', teamId: null },
  ...{ region: null, firstDay: null, lastDay: null },
});

/** All that `evaluation` shows. */
export function evaluationBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const playbook = playbookOf(world);
  const cycles = CYCLE_STATES.map((state) => cycleOf(world, state));
  const led = cycles.map((cycle) => ({
    cycle,
    steps: times(world.people, (index) => STEPS[index % STEPS.length] ?? 'done'),
    openAdjustments: 3,
  }));
  const mine = cycles.map((cycle) => ({ cycle, step: 'answer' as const, value }));
  const rows = times(world.people, (index) => ({
    ...{ name: typed(80), step: STEPS[index % STEPS.length] ?? 'done', value },
    ...{ result: resultOf(inputsOf(world)), before: resultOf(inputsOf(world)), team: typed(80) },
    adjustment: {
      ...{ id: 'a', memberId: 'm0', points: 3, reason: typed(1000) },
      actorId: 'm0',
      confirmedById: index % 2 ? 'm0' : null,
    },
  }));
  const member = { selfGrade: 4, selfText: typed(2000), managerText: typed(2000), isReviewed: true };
  const template = templateOf(world);
  const floors = Object.fromEntries(template.kpis.map(({ metricKey }) => [metricKey, typed(20)]));
  const second = { confirmedById: null };
  const [open = cycleOf(world, 'open')] = cycles;
  const waits = times(world.people, (index) => ({
    step: WAITING_STEPS[index % WAITING_STEPS.length] ?? 'self',
    ...{ about: personOf(world, index), by: [personOf(world, index + 1), personOf(world, index + 2)] },
  }));
  const teams = times(world.teams, (index) => ({
    ...{ id: `t${index}`, name: typed(80), region: null, tz: null, channelId: null, leadIds: [] },
  }));
  return [
    { what: 'the overview', reply: overviewReply({ mine, led, isAdmin: true }, locale) },
    { what: 'an empty overview', reply: overviewReply({ mine: [], led: [], isAdmin: true }, locale) },
    { what: 'who takes part', reply: peopleReply(open, rows, new Map([['m0', typed(80)]]), locale) },
    { what: 'a scorecard', reply: cardReply(viewOf(world, {}), locale) },
    {
      what: 'an adjustment that waits',
      reply: cardReply(
        viewOf(world, {
          isClosed: false,
          buttons: [button('x', 'evaluation.confirm', 'a1')],
          adjustment: { id: 'a1', memberId: 'm0', points: 3, reason: typed(1000), actorId: 'm0', ...second },
        }),
        locale,
      ),
    },
    {
      what: 'a sentence with a button',
      reply: withButton(
        `Adjusted: ${plainInMrkdwn(typed(2000))}`,
        button(typed(75), 'evaluation.see', value),
      ),
    },
    {
      what: 'the scorecards',
      reply: templatesReply(
        times(world.entries, () => template),
        playbook,
        'USD',
        locale,
      ),
    },
    { what: 'a scorecard’s form', view: cardView(formOf(template, [], floors), playbook, 'USD', locale) },
    ...[month, { from: day('2026-10-05'), to: day('2026-11-16') }].map((period) => ({
      what: 'a new cycle',
      view: cycleView({ today, periods: {}, teams, shown: newForm(period, today, {}) }, locale),
    })),
    ...(['left', 'leaves', 'away', 'moved'] as const).map((why, index) => ({
      what: `a hand-over: ${why}`,
      reply: handoverReply(
        {
          ...{ from: personOf(world, 1), why, about: waits.map(({ about }) => about) },
          to: index === 0 ? null : personOf(world, 2),
        },
        open,
        locale,
      ),
    })),
    ...(['proposed', 'asked'] as const).map((state) => ({
      what: `peers that are ${state}`,
      reply: cardReply(
        viewOf(world, {
          peers: {
            ...{ requests: [{ memberId: 'm0', peerId: 'm1', state }], answers: [], questions: [] },
            proposed: state === 'proposed' ? times(MOST_PEERS, () => typed(80)) : [],
          },
        }),
        locale,
      ),
    })),
    ...[true, false].map((isOwn) => ({
      what: 'who are peers',
      view: peersView(value, { name: typed(80), slackUserIds: ['U1'], isOwn }, locale),
    })),
    {
      what: 'a peer’s form',
      view: peerView(value, { name: typed(80), questions: questionsOf([], typed(80), locale) }, locale),
    },
    {
      what: 'a peer’s form with questions of its own',
      view: peerView(value, { name: typed(80), questions: times(3, () => typed(300)) }, locale),
    },
    { what: 'a peer is asked', reply: peerNotice(open, personOf(world, 0), personOf(world, 1)).reply },
    {
      what: 'peers are proposed',
      reply: proposalNotice(open, personOf(world, 0), [personOf(world, 1)], personOf(world, 2), 'k').reply,
    },
    { what: 'the form that reopens', view: reopenCycleView('c1', locale) },
    {
      what: 'the form of a hand-over',
      view: handoverView(value, { cycle: open, about: waits.map(({ about }) => about) }, locale),
    },
    {
      what: 'who is missing',
      reply: missingReply(
        cycles.map((cycle) => ({ cycle, waiting: waits, done: 1, all: world.people })),
        locale,
      ),
    },
    ...WAITING_STEPS.flatMap((step) =>
      NEARNESSES.map((near) => ({
        what: `a reminder: ${step}, ${near}`,
        reply: reminderNotice(
          { step, near, due: day('2026-11-16'), about: waits.map(({ about }) => about) },
          {
            cycle: open,
            person: personOf(world, 0),
            key: 'k',
            ...(near === 'soon' ? { actorName: typed(80) } : {}),
          },
        ).reply,
      })),
    ),
    { what: 'a self-review', view: selfView(value, member, locale) },
    { what: 'a manager’s word', view: wordView(value, typed(80), member, locale) },
    {
      what: 'the question to a second person',
      reply: secondQuestion(
        { id: 'a1', points: 3, reason: typed(1000) },
        typed(80),
        { cycle: open, member: { memberId: 'm0' } as never, person: { name: typed(80) } as never },
        locale,
      ),
    },
    { what: 'an adjustment', view: adjustView(value, typed(80), locale) },
    ...(['comment', 'dispute', 'settle'] as const).map((kind) => ({
      what: kind,
      view: answerView(kind, value, locale),
    })),
  ];
}
