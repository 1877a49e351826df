import type { RecordedActivity } from '../../../src/activities/activity.ts';
import type { Frame } from '../../../src/activities/blocks.ts';
import {
  askedReply,
  chooseReply,
  ratedReply,
  ratingModal,
  resultReply,
} from '../../../src/activities/grading/blocks.ts';
import {
  poolsReply,
  type RatingList,
  ratingListReply,
  type Status,
  waitingPart,
} from '../../../src/activities/grading/list/blocks.ts';
import { leniencyReply, poolModal, ratersModal } from '../../../src/activities/grading/managing/blocks.ts';
import type { Rating } from '../../../src/activities/grading/store.ts';
import type { Rubric } from '../../../src/playbook/rubric.ts';
import { type Built, peopleOf, teamsOf, times, type World } from './world.ts';

/** A rubric as large as one may be, in words of the workspace. */
export function rubricIn({ typed }: World): Rubric {
  const named = () => ({ en: typed(60), zh: typed(60) });
  const criteria = times(10, () => ({ ...named(), weight: 10 }));
  return { criteria, grades: times(10, named), raters: 10 };
}

function ratingsOf(world: World, rubric: Rubric, count: number): Rating[] {
  return times(count, (index) => ({
    ...{ id: `rating-${index}`, batchId: 'batch', line: 1, raterId: `m${index + 1}` },
    ...{ points: 777n, weight: 100n, needed: 2, scale: 10, comment: world.typed(1000) },
    grades: rubric.criteria.map((criterion) => ({ ...criterion, grade: 7 })),
    at: new Date('2026-11-25T15:00:00Z'),
  }));
}

/** All that rating by several raters shows. */
export function gradingBuilt(world: World, facts: readonly RecordedActivity[], frame: Frame): Built[] {
  const { locale, typed } = world;
  const people = peopleOf(world);
  const names = new Map(people.map(({ memberId, name }) => [memberId, name]));
  const rubric = rubricIn(world);
  const ratings = ratingsOf(world, rubric, 10);
  const author = typed(80);
  const result = { value: 7_777n, scale: 10, raters: 10 };
  const rated: Status = { result, count: 10, needed: 2, asked: [...names.values()] };
  const open: Status = { result: undefined, count: 1, needed: 2, asked: [...names.values()].slice(0, 9) };
  const nobody: Status = { ...open, asked: [] };
  const list: RatingList = {
    waiting: facts.slice(0, 20).map((fact) => ({ fact, author })),
    rated: facts
      .slice(0, 5)
      .flatMap((fact) => ratings.slice(0, 1).map((rating) => ({ fact, author, rating }))),
    own: facts.slice(0, 8).map((fact) => ({ fact, status: rated })),
    teams: facts.slice(0, 12).flatMap((fact) => [
      { fact, author, status: open },
      { fact, author, status: nobody },
    ]),
    led: teamsOf(world),
  };
  const empty: RatingList = { waiting: [], rated: [], own: [], teams: [], led: [] };
  const leniency = people.map(({ memberId: raterId }, index) => {
    return { raterId, common: 7, deviation: BigInt((index % 3) - 1) * 417n };
  });
  const ofOne = facts.slice(0, 1).flatMap((fact): Built[] => [
    { what: 'asked to rate', reply: askedReply(fact, author, frame) },
    { what: 'raters to choose', reply: chooseReply(fact, author, 2, frame) },
    { what: 'a form of grades', view: ratingModal(fact, { rubric, author, before: undefined }, frame) },
    {
      what: 'a form of grades, again',
      view: ratingModal(fact, { rubric, author, before: ratings[0] }, frame),
    },
    {
      what: 'grades handed in',
      reply: ratedReply({ grade: '7.77/10', isAgain: false, ratingId: 'r', fact }, frame),
    },
    {
      what: 'how one’s work was rated',
      reply: resultReply(fact, { result, ratings, author: undefined, names: undefined }, frame),
    },
    { what: 'how work was rated', reply: resultReply(fact, { result, ratings, author, names }, frame) },
    {
      what: 'the raters of a piece of work',
      view: ratersModal(fact, { author, asked: ['U1', 'U2'], owners: ['U0'], needed: 10 }, frame),
    },
  ]);
  return [
    ...ofOne,
    { what: 'ratings', reply: ratingListReply(list, frame) },
    { what: 'no ratings', reply: ratingListReply(empty, frame) },
    { what: 'teams to choose raters for', reply: poolsReply(teamsOf(world), locale) },
    { what: 'no team to choose raters for', reply: poolsReply([], locale) },
    { what: 'the raters of a team', view: poolModal({ id: 't0', name: typed(80) }, ['U1'], locale) },
    { what: 'how raters compare', reply: leniencyReply(leniency, names, locale) },
    { what: 'nobody to compare', reply: leniencyReply([], names, locale) },
    { what: 'ratings in Home', part: waitingPart(20, locale) },
  ];
}
