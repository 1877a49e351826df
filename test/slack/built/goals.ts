import { newsReply, savedReply, toldLine, undoneReply } from '../../../src/goals/batch/blocks.ts';
import {
  affectedReply,
  type Done,
  doneReply,
  endedReply,
  plainReply,
  whichReply,
} from '../../../src/goals/blocks.ts';
import { notWritten } from '../../../src/goals/change/slack.ts';
import { copiesOf, type Rest } from '../../../src/goals/copy/copy.ts';
import { type CopyShown, copyView } from '../../../src/goals/copy/view.ts';
import type { Judgement } from '../../../src/goals/difficulty/judge.ts';
import { doneBefore, itemBlocks, outliersReply } from '../../../src/goals/difficulty/outliers/blocks.ts';
import { whyNotReply, whyReply } from '../../../src/goals/difficulty/why/blocks.ts';
import { formView, type Start } from '../../../src/goals/form/form.ts';
import { problemReply } from '../../../src/goals/grammar/blocks.ts';
import { parseGoal } from '../../../src/goals/grammar/parse.ts';
import { helpReply } from '../../../src/goals/help.ts';
import { historyReply, type Listed, listReply } from '../../../src/goals/list/blocks.ts';
import { meaningOf } from '../../../src/goals/meaning.ts';
import type { Reader } from '../../../src/goals/phrases.ts';
import {
  type Asked,
  askedReply,
  proposedManyReply,
  proposedReply,
  sentReply,
} from '../../../src/goals/proposal/blocks.ts';
import { counterView } from '../../../src/goals/proposal/view.ts';
import { decidedReply, reviewReply, waitingReview } from '../../../src/goals/review/blocks.ts';
import {
  isGuided,
  type Review,
  type ReviewEvent,
  type ReviewLine,
} from '../../../src/goals/review/review.ts';
import type { Around } from '../../../src/goals/review/told.ts';
import { changeFields, changeView, leaveView } from '../../../src/goals/review/view.ts';
import { walkList } from '../../../src/goals/review/walk/blocks.ts';
import { triedBlocks } from '../../../src/goals/review/walk/triedBlocks.ts';
import { type StepShown, walkLoading, walkView } from '../../../src/goals/review/walk/view.ts';
import { firstMemory, MOST_TYPED } from '../../../src/goals/review/walk/walk.ts';
import { splitView } from '../../../src/goals/split/view.ts';
import { spreadView } from '../../../src/goals/spread/view.ts';
import { strategyList, strategySaved } from '../../../src/goals/strategy/blocks.ts';
import { draftInList, draftReply } from '../../../src/goals/strategy/own/blocks.ts';
import { targetOf, withOwns } from '../../../src/goals/strategy/own/own.ts';
import { eachView, noticeFor } from '../../../src/goals/strategy/own/view.ts';
import type { Strategy } from '../../../src/goals/strategy/strategy.ts';
import { strategyView } from '../../../src/goals/strategy/view.ts';
import type { Target } from '../../../src/goals/target.ts';
import { oneBlocks, waitingBlocks } from '../../../src/goals/waiting/blocks.ts';
import { whosePerson, whoseTeam } from '../../../src/goals/whose.ts';
import { absenceMap, workCalendar } from '../../../src/kpi/calendar.ts';
import { DEFAULT_DIFFICULTY } from '../../../src/kpi/difficulty.ts';
import { exact } from '../../../src/kpi/exact.ts';
import { currency } from '../../../src/kpi/money.ts';
import type { TeamInfo } from '../../../src/people/person.ts';
import { plainInMrkdwn } from '../../../src/platform/mrkdwn.ts';
import { judgementOf } from '../../goals/difficulty/shown.ts';
import { day, key } from '../../goals/given.ts';
import { splitShown, spreadShown, toldOf } from '../../goals/shown.ts';
import { type Built, peopleOf, playbookOf, targetsOf, teamsOf, times, today, type World } from './world.ts';

const calendar = workCalendar({
  holidays: new Set([day('2026-11-26'), day('2026-11-27')]),
  absences: absenceMap([{ date: day('2026-11-24'), part: 'am' }]),
});
const readerOf = ({ locale }: World): Reader => ({
  ...{ locale, today, currency: currency('USD'), fiscalYearStart: 4 },
});

interface Told {
  world: World;
  reader: Reader;
  metric: Done['metric'];
  target: Target;
  targets: readonly Target[];
  done: Done;
  judged: Judgement;
  names: ReadonlyMap<string, string>;
}

function toldIn(world: World): Told | undefined {
  const reader = readerOf(world);
  const playbook = playbookOf(world);
  const targets = targetsOf(world, playbook.metrics, { kind: 'member', id: 'm0' });
  const [metric] = playbook.metrics;
  const [target] = targets;
  const version = target?.versions.at(-1);
  if (metric === undefined || target === undefined || version === undefined) return undefined;
  const judged = judgementOf(target, metric, world.people);
  const done: Done = {
    ...{ target, metric, version, before: 987_654_321_000n, dropped: today, assumed: 'default' },
    meaning: meaningOf(target, metric, calendar, today, {}),
    ofName: world.typed(80),
    holidayNames: new Map([
      [day('2026-11-26'), world.typed(200)],
      [day('2026-11-27'), world.typed(200)],
    ]),
    told: { name: world.typed(80) },
    judged,
  };
  const names = new Map(times(world.people, (index) => [`m${index}`, world.typed(80)]));
  return { world, reader, metric, target, targets, done, judged, names };
}

const yearOf = (target: Target): Target => ({
  ...{ ...target, subject: { kind: 'team', id: 'west' } },
  ...{ periodKind: 'year', periodKey: key('2027') },
});

function answers({ world, reader, metric, target, targets, done, judged }: Told): Built[] {
  const { typed } = world;
  const { version } = done;
  const names = times(world.people, () => typed(80));
  const held = { value: 987_654_321_000n, shape: target };
  const asked: Asked = {
    ...{ target, metric, version, name: typed(80), held: 5n, heldShape: target },
    ...{ side: 'person', instead: version, judged },
  };
  const sent = times(world.people, () => ({ target, metric, version, name: typed(80), held: 5n }));
  return [
    { what: 'a change', reply: doneReply(done, reader) },
    { what: 'a change of a team’s year', reply: doneReply({ ...done, target: yearOf(target) }, reader) },
    { what: 'a change for a team', reply: doneReply({ ...done, told: { count: 200 } }, reader) },
    {
      what: 'an own change',
      reply: doneReply({ ...done, ofName: null, told: null, assumed: 'kept' }, reader),
    },
    { what: 'to those affected', reply: affectedReply({ text: 'x', done, mayPropose: true }, reader) },
    { what: 'an end', reply: endedReply({ target, metric, version, before: 5n, ofName: typed(80) }, reader) },
    { what: 'which one', reply: whichReply(metric, targets, reader) },
    {
      what: 'a proposal',
      reply: proposedReply({ target, metric, version, official: held, side: 'lead', names, judged }, reader),
    },
    { what: 'a proposal to a person', reply: askedReply(asked, reader) },
    { what: 'a proposal to a lead', reply: askedReply({ ...asked, side: 'lead' }, reader) },
    {
      what: 'several proposals',
      reply: proposedManyReply(
        typed(80),
        times(world.targets, () => asked),
        reader,
      ),
    },
    { what: 'several proposed', reply: sentReply({ sent, batchId: 'b' }, reader) },
    { what: 'another value', view: counterView(asked, 'Asia/Shanghai', null, reader) },
    { what: 'nothing written', reply: notWritten({ kind: 'unchanged', target }, false, reader) },
    { what: 'a plain line', reply: plainReply('x', 'y') },
    { what: 'help of goal', reply: helpReply(world.locale) },
  ];
}

const asProposal = (target: Target): Target => ({
  ...target,
  versions: target.versions.map((version) => ({ ...version, state: 'countered', trigger: 'market' })),
});

/** T-07: what is too hard, with every remedy. */
function outliers({
  world,
  judged,
  targets,
  metric,
  reader,
}: Omit<Told, 'done' | 'names' | 'target'>): Built[] {
  const whose = { ...whoseTeam({ ...teamsOf(world)[0], id: 'x', name: world.typed(80) } as TeamInfo, 'UTC') };
  const listed = times(targets.length * 5, (index) => ({
    ...{ target: targets[index % targets.length] ?? yearOf(targets[0] as Target), metric, whose },
    ...{ judgement: judged, remedy: REMEDIES[index % REMEDIES.length] ?? 'set' },
  }));
  const counts = { hard: listed.length, easy: 1, fair: 200, unknown: 1 };
  const scope = { key: `region:${world.typed(60)}`, name: world.typed(80) };
  const empty = { listed: [], hard: 0, easy: 0, fair: 0, unknown: 0 };
  return [
    ...listed
      .slice(0, 5)
      .map((one) => ({ what: 'one that is too hard', part: itemBlocks(one, scope, reader) })),
    ...targets.slice(0, 2).flatMap((target) =>
      target.versions.slice(-1).map((version) => ({
        ...{ what: 'what was pressed before', reply: doneBefore(target, version, metric, reader) },
      })),
    ),
    { what: 'what is too hard', reply: outliersReply({ listed, ...counts }, scope, reader) },
    { what: 'nothing is too hard', reply: outliersReply(empty, { key: '', name: '' }, reader) },
  ];
}
const REMEDIES = ['ask person', 'ask lead', 'set', 'waits', 'none'] as const;

/** T-07: the history behind a number, with all names, with some, with none. */
function whys({ world, reader, judged, names, targets, metric }: Told): Built[] {
  const shown = { judgement: judged, name: world.typed(80), names };
  return [
    { what: 'why this number', reply: whyReply(shown, true, reader) },
    {
      what: 'why this number, without names',
      reply: whyReply({ ...shown, names: new Map() }, false, reader),
    },
    { what: 'why not', reply: whyNotReply('why_retired', reader) },
    ...outliers({ world, judged, targets, metric, reader }),
  ];
}

function lists({ world, reader, metric, targets, judged, names }: Told): Built[] {
  const { typed } = world;
  const may = { change: true, propose: true, end: true, answer: true, withdraw: true };
  const listed = targets.map(
    (target): Listed => ({
      ...{ target, metric, may, isOverruled: false, judged },
      meaning: meaningOf(target, metric, calendar, today, {}),
    }),
  );
  const [first] = targets;
  const many = times(world.entries, () => first?.versions ?? []).flat();
  const history = first === undefined ? [] : [{ ...first, versions: many }];
  const subject = { kind: 'member', id: 'm0' } as const;
  const open = targets.map((target) => ({ target: asProposal(target), metric, name: typed(80) }));
  const waiting = waitingBlocks(open, [], { metrics: [metric], names }, reader);
  return [
    ...open.slice(0, 3).map((one) => ({ what: 'one proposal', part: oneBlocks(one, reader) })),
    { what: 'a list', reply: listReply(`Targets of ${typed(200)}`, listed, names, true, subject, reader) },
    {
      what: 'a list with what waits',
      reply: listReply('x', listed, names, true, subject, reader, waiting),
    },
    {
      what: 'a list of nothing',
      reply: listReply(`Targets of ${typed(200)}`, [], names, true, subject, reader),
    },
    { what: 'a history', reply: historyReply(metric, history, names, 'UTC', reader) },
    { what: 'a history of nothing', reply: historyReply(metric, [], names, 'UTC', reader) },
  ];
}

function wrongLines(world: World): string[] {
  const { typed } = world;
  const name = typed(80).replace(/\s/g, '') || 'x';
  return [
    ...[`set ${name} 50`, `set ${typed(3000)}`, `set ${name} ${name}`, `${name} 1.234`, `${name} 0.125`],
    ...[`team ${name} ${name} 5`, `@${name} ${name} 5`, `set ${name} 5 from:${name}`, `set ${name} 0`],
    ...['set 50', 'set', `set ${name} EUR 5`, `set ${name} 99999999999999999`, `propose ${typed(60)}`],
  ];
}

function problems(world: World, reader: Reader): Built[] {
  const playbook = playbookOf(world);
  const teams = teamsOf(world);
  const frame = {
    playbook,
    currency: currency('USD'),
    today,
    fiscalYearStart: 4,
    teams,
    regions: [world.typed(60)],
  };
  return wrongLines(world).flatMap((line) => {
    const read = parseGoal(line, frame);
    if (read.ok) return [];
    const { kind } = read.problem;
    return [{ what: `a wrong goal: ${kind}`, reply: problemReply(read.problem, line, playbook, reader) }];
  });
}

function forms(world: World, reader: Reader, target: Target | undefined): Built[] {
  const own = peopleOf(world).map((person) => whosePerson(person, 'm0'));
  const choices = [...own, ...teamsOf(world).map((team) => whoseTeam(team, 'UTC'))];
  const tz = 'America/Argentina/ComodRivadavia';
  const start: Start = {
    whose: choices[1],
    target,
    value: 999_999_999_999n,
    levels: { commit: 5n },
    choices,
    tz,
  };
  return [
    { what: 'the form', view: formView(start, playbookOf(world), reader) },
    { what: 'the form, checked', view: formView(start, playbookOf(world), reader, ['*too hard*']) },
    ...many(world, reader, target),
    { what: 'the form alone', view: formView({ ...start, choices: [] }, playbookOf(world), reader) },
  ];
}

/** Occasions to look at targets, with as many lines as there are people. */
function reviews(world: World, reader: Reader): Built[] {
  const metrics = playbookOf(world).metrics;
  const [metric] = metrics;
  if (metric === undefined) return [];
  const names = new Map(times(world.people, (index) => [`m${index}`, world.typed(80)]));
  const around = { metrics, names };
  const lines = times(
    world.people,
    (index): ReviewLine => ({
      ...{
        subject: { kind: 'member', id: `m${index}` },
        metricKey: metric.key,
        periodKind: 'week',
        periodKey: null,
      },
      ...{
        before: 987_654_321_000n,
        after: index % 3 === 2 ? 987_654_321_000n : 123_456_789_000n,
        steps: [75, 100].map((percent) => ({ from: today, value: BigInt(percent) * 1_111_111_111n })),
        seq: 1,
      },
    }),
  );
  const share = exact(-36, 100);
  const events: ReviewEvent[] = [
    {
      ...{ kind: 'market', metricKey: metric.key, role: 'rep', direction: 'fell', week: key('2026-W47') },
      ...{ people: 60, now: exact(1600), before: exact(2500), change: share },
    },
    {
      ...{ kind: 'strategy', strategyId: 's', title: world.typed(150), text: world.typed(2000) },
      ...{ from: day('2027-01-01'), percent: -10, actorId: 'm0' },
    },
    {
      kind: 'absence',
      memberId: 'm0',
      name: world.typed(80),
      period: key('2026-12'),
      awayHalves: 25,
      ofHalves: 44,
    },
    {
      ...{ kind: 'onboarding', memberId: 'm0', name: world.typed(80), firstDay: today },
      ...{ percent: 50, following: [75, 100], isRamped: false },
    },
  ];
  const strategy = {
    ...{ id: 's', title: world.typed(150), text: '', from: today, metricKeys: [metric.key], teamIds: [] },
    ...{ percent: 20, actorId: 'm0', asked: 3, answered: 1 },
  };
  const targets = targetsOf(world, metrics, { kind: 'team', id: teamsOf(world)[0]?.id ?? '' });
  const scene = {
    ...{ targets, metrics, people: peopleOf(world), teams: teamsOf(world) },
    ...{ currency: currency('USD'), periods: {} },
  };
  const form = strategyView(scene, world.typed(150), 'UTC', reader);
  const all = times(world.entries, () => strategy);
  return [
    ...(form === undefined ? [] : [{ what: 'the form of a strategy', view: form }]),
    {
      what: 'a strategy saved',
      reply: strategySaved({ strategy, targets: 3, names: [...names.values()] }, reader),
    },
    { what: 'strategies', reply: strategyList(all, metrics, reader, all.slice(0, 10)) },
    ...draftBuilt(strategy, lines, around, reader),
    ...fieldsBuilt(events[0], lines, around, reader),
    ...eventsBuilt(events, { lines, around, names, typed: world.typed }, reader),
  ];
}

/** A strategy that is looked at before anybody is asked: half of its targets have values of their own. */
function draftBuilt(
  strategy: Strategy,
  lines: readonly ReviewLine[],
  around: Around,
  reader: Reader,
): Built[] {
  const owns = new Map(
    lines
      .filter((_, index) => index % 2 === 0)
      .map((line) => [targetOf(line), { value: 222_222_222_200n, levels: { commit: 111_111_111_100n } }]),
  );
  const own = withOwns(lines, owns);
  const form = { strategyId: 's', lines: own, page: 0 };
  const errors = { 'own:0:calls': 'No number.' };
  const notice = noticeFor(errors, own, around, reader) ?? '';
  return [
    { what: 'a draft in the list', part: draftInList(strategy, reader) },
    { what: 'a strategy as a draft', reply: draftReply({ strategy, lines: own, owns }, around, reader) },
    { what: 'a value for each, first page', view: eachView(form, around, reader) },
    { what: 'a value for each, second page', view: eachView({ ...form, page: 1, notice }, around, reader) },
  ];
}

/** The fields of a review by themselves, once: they bear the same ids in each. */
function fieldsBuilt(
  event: ReviewEvent | undefined,
  lines: readonly ReviewLine[],
  around: Around,
  reader: Reader,
): Built[] {
  if (event === undefined) return [];
  const review: Review = {
    ...{ id: 'r', key: 'k', event, recipients: [], lines, decidedBy: null, state: 'open', reason: '' },
  };
  return [{ what: 'the fields of a review', part: changeFields(review, around, reader, MOST_TYPED) }];
}

function eventsBuilt(
  events: readonly ReviewEvent[],
  {
    lines,
    around,
    names,
    typed,
  }: {
    lines: readonly ReviewLine[];
    around: Around;
    names: ReadonlyMap<string, string>;
    typed: World['typed'];
  },
  reader: Reader,
): Built[] {
  return events.flatMap((event): Built[] => {
    const base = { id: 'r', key: 'k', event, recipients: ['m0', 'm1'], lines, decidedBy: 'm0' };
    const review: Review = { ...base, state: 'open', reason: typed(500) };
    return [
      { what: `a review: ${event.kind}`, reply: reviewReply(review, around, [...names.values()], reader) },
      { what: `a changed review: ${event.kind}`, view: changeView(review, around, 'UTC', reader) },
      { what: `a decided review: ${event.kind}`, reply: decidedReply(review, typed(80), reader) },
      { what: `a review that is left: ${event.kind}`, view: leaveView('r', reader) },
      { what: `a review that waits: ${event.kind}`, part: waitingReview(review, around, reader) },
      ...(isGuided(review) ? walkBuilt(review, { around, names, typed }, reader) : []),
    ];
  });
}

/** Each step of the walk through a review, with as much as there can be. */
function walkBuilt(
  review: Review,
  { around, names, typed }: { around: Around; names: ReadonlyMap<string, string>; typed: World['typed'] },
  reader: Reader,
): Built[] {
  const texts = Object.fromEntries(times(MOST_TYPED, (index) => [String(index), '1,234,567,890.25']));
  const memory = { ...firstMemory('r'), texts, reason: typed(500), picture: '' };
  const metricKey = review.lines[0]?.metricKey ?? '';
  const weeks = times(9, (index) => ({
    ...{ week: key('2026-W47'), people: 60, median: index === 3 ? null : exact(987_654_321) },
  }));
  const score = { reached: 1, rated: 480 };
  const person = [...names.keys()].map((memberId) => ({ memberId, before: score, after: score }));
  const tried = {
    ...{ metricKey, periodKind: 'week' as const, periods: [key('2026-W46'), key('2026-W47')] },
    ...{ before: score, after: score, last: { before: score, after: score }, people: person },
  };
  const text = plainInMrkdwn(typed(2000));
  const messages = [...names.values()].map((name) => ({ name, text }));
  const cohort = times(3, () => ({ metricKey, role: 'rep' as const, weeks }));
  const shown: StepShown[] = [
    { step: 'happened', asked: [...names.values()], cohort },
    { step: 'targets', tz: 'UTC' },
    { step: 'tried', tried: { kind: 'tried', tried: [tried], difficulty: DEFAULT_DIFFICULTY } },
    { step: 'tried', tried: { kind: 'teams' } },
    { step: 'told', told: { kind: 'messages', messages } },
    { step: 'told', told: { kind: 'messages', messages: [] } },
    { step: 'told', told: { kind: 'refused', problem: plainInMrkdwn(typed(500)) } },
    { step: 'told', told: { kind: 'unchanged' } },
  ];
  const past = times(12, () => ({ review: { ...review, state: 'left' as const }, on: today }));
  return [
    { what: 'a walk that is read', view: walkLoading(reader) },
    { what: 'targets of teams are not replayed', part: triedBlocks({ kind: 'unchanged' }, around, reader) },
    ...shown.map((one) => ({
      ...{ what: `a walk, ${review.event.kind}: ${one.step}` },
      view: walkView(review, memory, one, around, reader),
    })),
    {
      what: 'reviews that wait',
      reply: walkList(
        times(20, () => review),
        past,
        around,
        reader,
      ),
    },
    { what: 'no review that waits', reply: walkList([], [], around, reader) },
  ];
}

/** Several targets at once: the modals and their answers. */
function many(world: World, reader: Reader, target: Target | undefined): Built[] {
  const [metric] = playbookOf(world).metrics;
  if (metric === undefined || target === undefined) return [];
  const name = world.typed(80);
  const told = times(world.people, () => toldOf(target, metric, name)).flat();
  const lines = told.map((one) => toldLine(one, false, reader));
  const count = Math.max(2, Math.min(world.people, 100));
  return [
    { what: 'a split', view: splitView(splitShown(target, metric, name, count, 'equal'), reader) },
    {
      what: 'a split by hand',
      view: splitView(splitShown(target, metric, name, Math.min(count, 80), 'hand'), reader),
    },
    { what: 'a year spread', view: spreadView(spreadShown(target, metric, name, 'season'), reader) },
    { what: 'a year by hand', view: spreadView(spreadShown(target, metric, name, 'hand'), reader) },
    { what: 'several saved', reply: savedReply({ told, batchId: 'b', peopleTold: 3, rest: 'x' }, reader) },
    { what: 'news of several', reply: newsReply({ actor: name, lines, isUndo: false }, reader) },
    { what: 'several undone', reply: undoneReply(3, [name, name], reader) },
  ];
}

/** All that `goals` shows. */
export function goalsBuilt(world: World): Built[] {
  const told = toldIn(world);
  const reader = readerOf(world);
  return [
    ...(told === undefined ? [] : [...answers(told), ...lists(told), ...whys(told)]),
    ...copies(world, reader, told?.targets ?? []),
    ...problems(world, reader),
    ...forms(world, reader, told?.target),
    ...reviews(world, reader),
  ];
}

/** Last period's targets with a factor: for everybody, for oneself, with nothing to copy, with a wrong factor. */
function copies(world: World, reader: Reader, targets: readonly Target[]): Built[] {
  const metrics = playbookOf(world).metrics;
  const name = world.typed(80);
  const all = times(world.people, () => targets).flat();
  const factor = { n: 11n, d: 10n };
  const frame = { today, currency: reader.currency, fiscalYearStart: 4 };
  const made = copiesOf(all, metrics, { source: 'recurring', to: 'next', factor, metrics: [] }, frame);
  const shown: CopyShown = {
    chosen: {
      who: 'team:t0',
      source: 'recurring',
      to: 'next',
      factor: '110%',
      metrics: metrics.slice(0, 100).map(({ key: one }) => one),
    },
    groups: teamsOf(world).map((team) => whoseTeam(team, 'UTC')),
    ...{
      source: 'recurring',
      periods: [key('2026-10'), key('FY2027-Q3')],
      destinations: [],
      metrics,
      factor,
    },
    copies: made.map((copy) => ({ ...copy, lost: ['commit', 'stretch'] })),
    rests: made.map((of): Rest => ({ of, unassigned: -5n })),
    ...{ nameOf: () => name, isMine: false, tz: 'America/Argentina/ComodRivadavia' },
  };
  const named: CopyShown = {
    ...shown,
    source: key('2026-10'),
    destinations: [key('2026-11'), key('2026-12')],
    copies: [],
  };
  return [
    { what: 'a copy', view: copyView(shown, reader) },
    { what: 'a copy of one’s own', view: copyView({ ...shown, isMine: true }, reader) },
    { what: 'a copy of nothing', view: copyView(named, reader) },
    {
      what: 'a copy with a wrong factor',
      view: copyView({ ...shown, factor: { kind: 'too large', text: name } }, reader),
    },
  ];
}
