import type { Answer } from '../../../src/feedback/checkin/answer.ts';
import {
  askReply,
  metricsModal,
  questionBlocks,
  type Settings,
  settingsBlocks,
  wayModal,
} from '../../../src/feedback/checkin/blocks.ts';
import { outcomesOf } from '../../../src/feedback/checkin/judge.ts';
import { openQuestions } from '../../../src/feedback/checkin/question.ts';
import { historyReply, ownReply, saidBy, saidReply } from '../../../src/feedback/checkin/shown.ts';
import type { Teller } from '../../../src/feedback/figures.ts';
import { asOfEnd } from '../../../src/goals/asOf.ts';
import { type Facts, standingIn, standingsOf } from '../../../src/goals/standing.ts';
import { rangeOf } from '../../../src/kpi/period.ts';
import { key } from '../../goals/given.ts';
import { type Built, peopleOf, times, today, type World } from './world.ts';

const week = key('2026-W48');

/** All that the weekly question shows, from the facts of one member. */
export function checkinBuilt(world: World, facts: Facts, teller: Teller): Built[] {
  const moment = { week, today, fiscalYearStart: 4 };
  const targets = facts.targets.slice(0, 5).map((one) => ({ ...one, periodKind: 'month' as const }));
  const questions = openQuestions(standingsOf({ ...facts, targets, rows: [] }));
  const way = world.typed(500);
  const answers = questions.map(
    ({ metricKey, periodKey }, index): Answer => ({
      ...{ memberId: 'm0', week, metricKey, periodKey, sure: index % 11, way: index % 2 === 0 ? way : '' },
    }),
  );
  const names = new Map(peopleOf(world).map(({ memberId, name }) => [memberId, name]));
  const said = saidBy(
    [...names.keys()].flatMap((memberId) => answers.map((one) => ({ ...one, memberId }))),
    names,
    facts.metrics,
  );
  const settings = (isTeam: boolean, isOff: boolean, isTeamOff: boolean): Settings => ({
    ...{ subject: isTeam ? 'team:t0' : 'member:m0', isTeam, isTeamOff, metrics: facts.metrics },
    choice: { isOff, metrics: isOff ? [] : facts.metrics.slice(0, 5).map((metric) => metric.key) },
  });
  const past = times(6, (index) =>
    answers.map((one) => ({ ...one, periodKey: key(`2026-0${index + 1}`) })),
  ).flat();
  const outcomes = outcomesOf(past, facts.metrics, (metric, periodKey) =>
    standingIn({ ...facts, asOf: asOfEnd(rangeOf(periodKey)) }, metric, periodKey),
  );
  const view = { title: `How sure: ${world.typed(80)}`, said, silent: [...names.values()], isTeam: true };
  const [first] = questions;
  return [
    { what: 'the weekly question', reply: askReply(questions, [], teller, moment) },
    { what: 'the weekly question, answered', reply: askReply(questions, answers, teller, moment) },
    ...[false, true].flatMap((isOff): Built[] => [
      { what: 'checkin', reply: ownReply(questions, answers, settings(false, isOff, false), teller, moment) },
      { what: 'checkin of nothing', reply: ownReply([], [], settings(false, isOff, isOff), teller, moment) },
      {
        what: 'checkin of a team',
        reply: saidReply({ ...view, settings: settings(true, isOff, isOff) }, teller, moment),
      },
    ]),
    {
      what: 'checkin of somebody who said nothing',
      reply: saidReply(
        { ...view, said: [], silent: [world.typed(80)], isTeam: false, settings: undefined },
        ...([teller, moment] as const),
      ),
    },
    { what: 'the history', reply: historyReply(outcomes, world.typed(80), teller, 4) },
    { what: 'no history', reply: historyReply([], undefined, teller, 4) },
    { what: 'the settings', part: settingsBlocks(settings(false, false, false), teller) },
    ...(first === undefined
      ? []
      : [
          { what: 'one question', part: questionBlocks(first, answers, teller, moment) },
          { what: 'what is in the way', view: wayModal(first.id, answers[0], teller, week) },
          { what: 'what is in the way, first', view: wayModal(first.id, undefined, teller, week) },
        ]),
    {
      what: 'the metrics asked about',
      view: metricsModal('team:t0', settings(true, false, false).choice, facts.metrics, teller),
    },
  ];
}
