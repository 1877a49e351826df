import { exact } from '../../../src/kpi/exact.ts';
import { rangeOf } from '../../../src/kpi/period.ts';
import { boardReply, placeReply, type Shown, shownReply } from '../../../src/leaderboard/blocks.ts';
import { boardOf, type Candidate } from '../../../src/leaderboard/board.ts';
import { tellerFor } from '../../../src/leaderboard/figures.ts';
import type { Measure } from '../../../src/leaderboard/measure.ts';
import { askedProblem, questionProblem } from '../../../src/leaderboard/problems.ts';
import { BOARD_PERIODS, type PostedPeriod, postedReply } from '../../../src/leaderboard/report/blocks.ts';
import { key } from '../../goals/given.ts';
import { candidate, everybody, higher } from '../../leaderboard/given.ts';
import { type Built, playbookOf, teamsOf, times, today, type World } from './world.ts';

/** People at all places: ranked in ties, below the line, away, without data. */
function crowd(world: World, shift: number): Candidate[] {
  return times(world.people, (index) =>
    candidate(
      world.typed(80),
      index % 7 === 6 ? null : ([0, 9_999_999_999 - index - shift][index % 4 === 3 ? 0 : 1] ?? 0),
      {
        id: `m${(index + shift) % world.people}`,
        presentDays: exact(index % 5 === 4 ? 0 : 5),
        reached: 3,
        base: exact(888_888_888_888n),
        sum: exact(999_999_999_999n),
        hasBase: index % 6 !== 5,
        asked: 5,
      },
    ),
  );
}

function measuresOf(world: World): Measure[] {
  const { metrics } = playbookOf(world);
  const [count, money] = metrics;
  return [
    { kind: 'points' },
    { kind: 'attainment', metric: null },
    ...[count, money].flatMap((metric): Measure[] =>
      metric === undefined
        ? []
        : [
            { kind: 'value', metric },
            { kind: 'attainment', metric },
            { kind: 'improvement', of: { kind: 'value', metric } },
          ],
    ),
  ];
}

/** Everybody has one, in the metric of the longest name. */
function streaksOf(world: World): Shown['streaks'] {
  const [metric] = playbookOf(world).metrics;
  if (metric === undefined) return new Map();
  const streak = { metric, weeks: 12, isLonger: true, isOpen: false };
  return new Map(times(world.people, (index) => [`m${index}`, streak]));
}

function shownOf(world: World, candidates: readonly Candidate[], given: Partial<Shown>): Shown {
  return {
    board: boardOf(candidates, crowd(world, 3), higher),
    candidates,
    measure: { kind: 'points' },
    reach: 'longer',
    period: { key: key('2026-W47'), kind: 'week', isComplete: true },
    range: rangeOf(key('2026-W47')),
    daysCounted: 5,
    scope: everybody,
    team: undefined,
    memberId: `m${world.people - 1}`,
    today,
    playbook: playbookOf(world),
    isLong: false,
    streaks: streaksOf(world),
    ...given,
  };
}

/** All that `leaderboard` shows. */
export function leaderboardBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const teller = tellerFor(locale, 'USD', { fiscalYearStart: 4 });
  const full = crowd(world, 0);
  const [team] = teamsOf(world);
  const inTeam = { team, scope: { kind: 'people', teamId: 't0' } } as const;
  const boards = measuresOf(world).flatMap((measure) =>
    [{ isLong: true }, inTeam, { scope: { kind: 'teams' } } as const].map((given) =>
      boardReply(shownOf(world, full, { measure, ...given }), teller),
    ),
  );
  const posted = (candidates: readonly Candidate[], every: PostedPeriod) => ({
    ...{ every, period: key('2026-W47'), team: typed(80), top: 10, isQuiet: false },
    streaks: streaksOf(world),
    scope: inTeam.scope,
    measure: measuresOf(world).at(-1) ?? ({ kind: 'points' } as const),
    board: boardOf(candidates, crowd(world, 3), higher),
    totals: measuresOf(world).map((measure) => ({
      ...{ measure, value: exact(999_999_999_999n), before: exact(888_888_888_888n) },
    })),
  });
  const word = typed(200);
  const teams = teamsOf(world).map((one) => one.name);
  const questions = [
    { kind: 'unknown word', word, place: 0 },
    { kind: 'unknown team', word, teams },
    { kind: 'unknown person', word },
  ] as const;
  const metric = playbookOf(world).metrics[0]?.key ?? '';
  return [
    ...boards.map((reply) => ({ what: 'a board', reply })),
    { what: 'an empty board', reply: boardReply(shownOf(world, [], {}), teller) },
    ...[full, []].flatMap((candidates) =>
      BOARD_PERIODS.map((every) => {
        const { text, blocks = [] } = postedReply(posted(candidates, every), teller);
        return { what: `the board of a ${every}`, reply: { text, blocks } };
      }),
    ),
    ...[`m${world.people - 1}`, 'm0', 'nobody'].map((memberId) => ({
      what: 'my place',
      reply: placeReply(shownOf(world, full, { memberId, ...inTeam }), teller),
    })),
    ...questions.map((problem) => ({
      what: `leaderboard: ${problem.kind}`,
      reply: { text: questionProblem(problem, locale) },
    })),
    ...(['not additive', 'no improvement'] as const).map((kind) => ({
      what: `leaderboard: ${kind}`,
      reply: { text: askedProblem({ kind, metric }, locale, playbookOf(world)) },
    })),
    ...[true, false].map((isShown) => ({ what: 'on or off the boards', reply: shownReply(isShown, locale) })),
  ];
}
