import { asOfEnd } from '../../goals/asOf.ts';
import { standingIn, standingsOf } from '../../goals/standing.ts';
import { addDays } from '../../kpi/localDate.ts';
import { periodOf, rangeOf } from '../../kpi/period.ts';
import { listPeople, listTeams } from '../../people/store.ts';
import { escapeText } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitCheck, SubmitInput, VerbInput } from '../../platform/slice.ts';
import { parseQuery, type Query } from '../../playbook/query.ts';
import { type Teller, tellerFor } from '../figures.ts';
import { questionProblem } from '../problems.ts';
import { type Frame, frameOf, nowIn, readMember } from '../reading/index.ts';
import { type Known, subjectOf } from '../whose/slack.ts';
import { answerTo, readPress, sureOf } from './answer.ts';
import { askReply, type Moment, nameWithin, periodIn, wayModal } from './blocks.ts';
import { changeChoice, mayRead, readSettings } from './choice/slack.ts';
import { outcomesOf } from './judge.ts';
import { openQuestions, type Question, questionId, questionsOf } from './question.ts';
import { historyReply, ownReply, saidBy, saidReply } from './shown.ts';
import { answersOf, type Chooser, saveAnswer } from './store.ts';
import { words } from './words.ts';

const vocabulary = {
  on: 'on',
  开启: 'on',
  开: 'on',
  off: 'off',
  关闭: 'off',
  关: 'off',
  history: 'history',
  历史: 'history',
  记录: 'history',
} as const;
type Word = (typeof vocabulary)[keyof typeof vocabulary];

/** So far back answers are compared with what came out. */
const HISTORY_DAYS = 400;

const momentOf = ({ today, workspace }: Input): Moment => ({
  week: periodOf('week', today),
  today,
  fiscalYearStart: workspace.fiscalYearStart,
});
const tellerOf = ({ actor, workspace }: Input): Teller =>
  tellerFor(actor.locale, workspace.currency, { fiscalYearStart: workspace.fiscalYearStart });

/** `/pace checkin …`. */
export async function checkin(input: VerbInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const [frame, teams] = await Promise.all([
    frameOf(deps.db, workspace),
    listTeams(deps.db, workspace.id, today),
  ]);
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const { playbook } = frame;
  const asked = parseQuery<Word>(input.text, { playbook, teams, today, periods, vocabulary });
  if (!asked.ok && asked.problem.kind === 'unknown word')
    return input.reply({
      text: words(actor.locale)('unknownWord', { word: escapeText(asked.problem.word) }),
    });
  if (!asked.ok) return input.reply({ text: questionProblem(asked.problem, actor.locale) });
  const query = asked.value;
  const whose = await subjectOf(query.who, input);
  if (!whose.ok) return input.reply({ text: whose.text });
  await answerQuery(query, whose, frame, input);
}

async function answerQuery(query: Query<Word>, whose: Known, frame: Frame, input: VerbInput): Promise<void> {
  const { metric } = query;
  const { kind, id } = whose.subject;
  if (kind !== 'member' && kind !== 'team')
    return input.reply({ text: words(input.actor.locale)('onlyTeams') });
  const chooser = { kind, id };
  if (query.words.has('history') && kind === 'member') return input.reply(await history(whose, frame, input));
  const isOff = query.words.has('off') ? true : query.words.has('on') ? false : undefined;
  const change = {
    ...(isOff === undefined ? {} : { isOff }),
    ...(metric === undefined ? {} : { metrics: [metric.key] }),
  };
  if (Object.keys(change).length > 0) return changeChoice(chooser, change, frame, input);
  if (whose.isSelf) return input.reply(await own(frame, input));
  // What people said is for those who lead them, not for the whole team.
  if (kind === 'team' && !(await mayRead(chooser, whose.name, input))) return;
  await input.reply(await said(whose, chooser, frame, input));
}

/** All that I can be asked about now. */
async function readOpen(frame: Frame, input: Input) {
  const { asOf } = nowIn(input.now, input.actor.tz);
  const subject = { kind: 'member', id: input.actor.memberId } as const;
  return standingsOf(await readMember(frame, { subject, asOf, withForecast: true }));
}

/** What is asked of me, and what I answered beside that. */
async function readMine(frame: Frame, input: Input) {
  const { memberId } = input.actor;
  const { week } = momentOf(input);
  const [standings, settings, answers] = await Promise.all([
    readOpen(frame, input),
    readSettings({ kind: 'member', id: memberId }, frame, input),
    answersOf(input.deps.db, input.workspace.id, { memberIds: [memberId], week }),
  ]);
  const asked = questionsOf(standings, settings.choice);
  const others = openQuestions(standings).filter(
    (one) => answerTo(one, answers) !== undefined && !asked.some(({ id }) => id === one.id),
  );
  return { questions: [...asked, ...others], standings, settings, answers };
}

async function own(frame: Frame, input: Input) {
  const { questions, answers, settings } = await readMine(frame, input);
  return ownReply(questions, answers, settings, tellerOf(input), momentOf(input));
}

/** A number was chosen: kept, and the message says so in its place. */
export async function chooseSure(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, now, transportKey } = input;
  const pressed = readPress(input.value);
  const found = await questionFor(pressed, input);
  if (found === undefined || pressed?.sure === undefined) return;
  const { question, frame } = found;
  const { metricKey, periodKey } = question;
  const answer = {
    memberId: actor.memberId,
    week: momentOf(input).week,
    metricKey,
    periodKey,
    sure: pressed.sure,
  };
  await saveAnswer(deps.db, workspace.id, answer, { transportKey, now });
  await deps.db.durable();
  const { questions, answers } = await readMine(frame, input);
  await input.replace(askReply(questions, answers, tellerOf(input), momentOf(input)));
}

/** The form for what is in the way: opened after one look at what was said, because Slack waits three seconds. Whether the question is still open is asked when it is handed in. */
export async function openWay(input: ActionInput): Promise<void> {
  const pressed = readPress(input.value);
  const { week } = momentOf(input);
  if (pressed === undefined || pressed.week !== week)
    return input.reply({ text: words(input.actor.locale)('old') });
  const { memberId } = input.actor;
  const answers = await answersOf(input.deps.db, input.workspace.id, { memberIds: [memberId], week });
  const answer = answers.find((one) => questionId(one.metricKey, one.periodKey) === pressed.questionId);
  await input.open(wayModal(pressed.questionId, answer, tellerOf(input), week));
}

/** The number must be one of the eleven. */
export function checkWay({ values, locale }: SubmitCheck) {
  return sureOf(values['sure'] ?? '') === undefined ? { sure: words(locale)('badSure') } : undefined;
}

/** The form was handed in. */
export async function submitWay(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, now, transportKey } = input;
  const found = await questionFor(readPress(input.metadata), input);
  const sure = sureOf(input.values['sure'] ?? '');
  if (found === undefined || sure === undefined) return;
  const { metricKey, periodKey, standing } = found.question;
  const way = (input.values['way'] ?? '').trim();
  const answer = { memberId: actor.memberId, week: momentOf(input).week, metricKey, periodKey, sure, way };
  await saveAnswer(deps.db, workspace.id, answer, { transportKey, now });
  await deps.db.durable();
  const teller = tellerOf(input);
  const name = nameWithin(standing.metric, teller);
  const period = periodIn(periodKey, teller, momentOf(input));
  await input.reply({ text: words(actor.locale)('saved', { sure, name, period }) });
}

/** The question that a press is about, among those open now; where it is of another week or closed, the person is told. */
async function questionFor(
  pressed: ReturnType<typeof readPress>,
  input: Input,
): Promise<{ question: Question; frame: Frame } | undefined> {
  const say = words(input.actor.locale);
  if (pressed === undefined || pressed.week !== momentOf(input).week) {
    await input.reply({ text: say('old') });
    return undefined;
  }
  const frame = await frameOf(input.deps.db, input.workspace);
  const question = openQuestions(await readOpen(frame, input)).find(({ id }) => id === pressed.questionId);
  if (question === undefined) await input.reply({ text: say('gone') });
  return question === undefined ? undefined : { question, frame };
}

/** What a person or a team said this week; who leads the team has the settings below it. */
async function said(whose: Known, chooser: Chooser, frame: Frame, input: Input) {
  const { deps, workspace, actor, today } = input;
  const say = words(actor.locale);
  const moment = momentOf(input);
  const isTeam = chooser.kind === 'team';
  const people = (await listPeople(deps.db, workspace.id, today)).filter((person) =>
    isTeam
      ? person.isActive && person.teamId === whose.subject.id && person.role === 'rep'
      : person.memberId === whose.subject.id,
  );
  const names = new Map(people.map(({ memberId, name }) => [memberId, name]));
  const answers = await answersOf(deps.db, workspace.id, { memberIds: [...names.keys()], week: moment.week });
  const heard = new Set(answers.map(({ memberId }) => memberId));
  const title = isTeam ? say('teamTitle', { team: whose.name }) : say('personTitle', { name: whose.name });
  const settings = isTeam ? await readSettings(chooser, frame, input) : undefined;
  const view = {
    ...{ title, isTeam, settings, said: saidBy(answers, names, frame.playbook.metrics) },
    silent: people.filter(({ memberId }) => !heard.has(memberId)).map(({ name }) => name),
  };
  return saidReply(view, tellerOf(input), moment);
}

/** What was said of periods, and how they ended (K-08). */
async function history(whose: Known, frame: Frame, input: Input) {
  const { deps, workspace, today } = input;
  const { fiscalYearStart } = workspace;
  const since = periodOf('week', addDays(today, -HISTORY_DAYS));
  const answers = await answersOf(deps.db, workspace.id, { memberIds: [whose.subject.id], since });
  const ranges = answers.map(({ periodKey }) => rangeOf(periodKey, { fiscalYearStart }));
  const [from = today] = ranges.map((range) => range.from).sort();
  const { asOf } = nowIn(input.now, whose.tz);
  const metrics = [...new Set(answers.map(({ metricKey }) => metricKey))];
  const facts = await readMember(frame, { subject: whose.subject, asOf, metrics, also: { from, to: today } });
  const outcomes = outcomesOf(answers, frame.playbook.metrics, (metric, periodKey) => {
    const range = rangeOf(periodKey, { fiscalYearStart });
    return standingIn(range.to > today ? facts : { ...facts, asOf: asOfEnd(range) }, metric, periodKey);
  });
  return historyReply(outcomes, whose.isSelf ? undefined : whose.name, tellerOf(input), fiscalYearStart);
}
