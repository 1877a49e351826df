import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { targetsOf } from '../../goals/store.ts';
import { type PeriodOptions, parsePeriodKey, periodOf, rangeOf } from '../../kpi/period.ts';
import { unwrap } from '../../kpi/result.ts';
import { isBalanced } from '../../kpi/score.ts';
import type { Person } from '../../people/person.ts';
import { calendarsOf, countedStaysIn, listTeams } from '../../people/store.ts';
import { button } from '../../platform/blocks.ts';
import { formatDate } from '../../platform/format.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable } from '../../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { periodText } from '../figures.ts';
import { withButton } from '../reviews/slack.ts';
import { onlyAdministrator, partValue, readScene, type Scene } from '../scene/slack.ts';
import { listTemplates, saveTemplate } from '../template/store.ts';
import { suggestedKpis, type Template, templateBalance } from '../template/template.ts';
import { templateWords } from '../template/words.ts';
import { words } from '../words.ts';
import type { Cycle, MoveProblem } from './cycle.ts';
import { afterPeriod, type CycleForm, cycleView, cycleWish, newForm, periodChoices } from './form.ts';
import { createCycle, deleteDraft, membersOfCycle, moveCycle, readCycle } from './store.ts';
import { type Circle, takingPart } from './takingPart.ts';
import { typedPeriod } from './typed.ts';
import { cycleWords } from './words.ts';

/** Beginning and moving a cycle: administrators. */

const periodsOf = ({ workspace }: Input): PeriodOptions => ({ fiscalYearStart: workspace.fiscalYearStart });

/** `/review new [period, or two dates]` and the button. */
export async function openCycle(input: Input, text = ''): Promise<void> {
  if (!(await onlyAdministrator(input, 'new-cycle'))) return;
  const { actor, today } = input;
  const periods = periodsOf(input);
  const [first = periodOf('month', today, periods)] = periodChoices(today, periods);
  const chosen = text === '' ? first : typedPeriod(text, today, periods);
  if (chosen === undefined) {
    const said = plainInMrkdwn(text.slice(0, 60));
    return input.reply({ text: cycleWords(actor.locale)('datesUnread', { text: said }) });
  }
  await show(input, newForm(chosen, today, periods), (view) => input.open(view));
}

export const pressNew = (input: ActionInput): Promise<void> => openCycle(input);

/** Another period was chosen in the form. */
export async function choosePeriod(input: ActionInput): Promise<void> {
  const { view, value, today } = input;
  if (view === undefined) return;
  const shown = afterPeriod(view.values, value, today, periodsOf(input));
  await show(input, shown, (next) => input.updateView(next));
}

async function show(input: Input, shown: CycleForm, how: (view: ModalView) => Promise<void>): Promise<void> {
  const { deps, workspace, today, actor } = input;
  const teams = await listTeams(deps.db, workspace.id, today);
  await how(cycleView({ today, periods: periodsOf(input), teams, shown }, actor.locale));
}

/** The form was handed in: a draft, with who takes part and the scorecard of each. */
export async function submitCycle(input: SubmitInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'new-cycle'))) return;
  const { deps, workspace, actor, transportKey } = input;
  const say = cycleWords(actor.locale);
  const wish = cycleWish(input.values);
  if (wish === undefined) return;
  const { periodKey, range } = periodFor(wish, periodsOf(input));
  const scene = await readScene(input);
  const people = await participants(input, scene, wish.circle, range);
  if (people.length === 0) return input.reply({ text: say('nobody') });
  const { templates, suggested } = await templatesFor(input, scene, range);
  const members = people.flatMap(({ memberId, role }) => {
    const template =
      templates.find((one) => one.role === role) ??
      templates.find((one) => one.role === 'any') ??
      templates[0];
    return template === undefined
      ? []
      : [{ memberId, templateId: template.id, templateVersion: template.version }];
  });
  if (members.length === 0) return input.reply({ text: say('noCard') });
  const period = periodText({ periodKey, range }, actor.locale);
  const name = keepable(wish.name) || say('defaultName', { period });
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const { self: selfDue, manager: managerDue, calibration: calibrationDue, answer: answerDue } = wish.dues;
  const dues = { selfDue, managerDue, calibrationDue, answerDue };
  const made = await createCycle(deps.db, act, { name, periodKey, range, ...dues, members });
  if (made.kind !== 'created')
    return input.reply({ text: made.kind === 'exists' ? say('exists') : words(actor.locale)('repeated') });
  const note =
    suggested === undefined ? '' : `\n${say('suggested', { name: plainInMrkdwn(suggested.name) })}`;
  const text = `${say('created', { name: plainInMrkdwn(name), count: members.length })}${note}`;
  const all = words(actor.locale);
  await input.reply(
    withButton(
      text,
      button(all('move-draft'), 'evaluation.move', `${made.cycleId}:draft`, 'primary'),
      button(all('people'), 'evaluation.people', made.cycleId),
      button(all('remove'), 'evaluation.remove', made.cycleId),
    ),
  );
}

/** P-01: a period of the calendar by its own key; dates of one's own by a new one. */
function periodFor({ period }: CycleForm, periods: PeriodOptions): Pick<Cycle, 'periodKey' | 'range'> {
  if (typeof period === 'string') return { periodKey: period, range: rangeOf(period, periods) };
  return { periodKey: unwrap(parsePeriodKey(`custom:${randomUUID()}`)), range: period };
}

/** P-04, P-06: who takes part, by where they were in the period. */
async function participants(
  { deps, workspace }: Input,
  { people }: Scene,
  circle: Circle,
  range: Cycle['range'],
): Promise<Person[]> {
  const stays = await countedStaysIn(deps.db, workspace.id, range);
  const ids = circle.least === 0 ? [] : [...new Set(stays.map((stay) => stay.memberId))];
  const calendars = await calendarsOf(deps.db, workspace.id, ids, range);
  return takingPart(circle, { people, stays, calendars, range });
}

/** The workspace's scorecards; where there is none one is suggested by the targets there are, and kept. */
async function templatesFor(
  input: SubmitInput,
  { playbook }: Scene,
  range: Cycle['range'],
): Promise<{ templates: Template[]; suggested: Template | undefined }> {
  const { deps, workspace, actor, transportKey } = input;
  const templates = await listTemplates(deps.db, workspace.id);
  if (templates.length > 0) return { templates, suggested: undefined };
  const { fiscalYearStart } = workspace;
  const targets = await targetsOf(deps.db, workspace.id, { range, fiscalYearStart });
  const official = targetedMetrics(targets);
  const kpis = suggestedKpis(playbook.metrics, official);
  if (official.size === 0 || kpis.length === 0) return { templates: [], suggested: undefined };
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey: `${transportKey}:card` };
  const wish = { name: templateWords(actor.locale)('suggestedName'), role: 'any', kpis } as const;
  const isFair = isBalanced(templateBalance(kpis, playbook.metrics));
  const oneSidedReason = isFair ? '' : templateWords(actor.locale)('suggestedReason');
  const plain = { oneSidedReason, selfWeight: 0, peerWeight: 0, peerQuestions: [] };
  const suggested = await saveTemplate(deps.db, act, { ...wish, ...plain });
  return {
    templates: suggested === undefined ? await listTemplates(deps.db, workspace.id) : [suggested],
    suggested,
  };
}

/** Metrics with an official target: people's own where there are any, since what only a team is asked for rates nobody. */
function targetedMetrics(targets: Awaited<ReturnType<typeof targetsOf>>): ReadonlySet<string> {
  const official = targets.filter((one) => one.layer === 'official');
  const own = official.filter((one) => one.subject.kind === 'member');
  return new Set((own.length > 0 ? own : official).map((one) => one.metricKey));
}

/** "Delete draft". */
export async function removeDraft(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'delete-cycle'))) return;
  const { deps, workspace, actor, transportKey } = input;
  const cycle = await readCycle(deps.db, workspace.id, input.value);
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const isGone = cycle !== undefined && (await deleteDraft(deps.db, act, cycle.id));
  const text = isGone
    ? cycleWords(actor.locale)('deleted', { name: plainInMrkdwn(cycle.name) })
    : words(actor.locale)('gone');
  await input.reply({ text });
}

/** "Begin": the reviews open, and everybody is told in their language. "Compare": reviews are finished. */
export async function begin(input: ActionInput, cycleId: string, from: 'draft' | 'open'): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const say = cycleWords(actor.locale);
  const [scene, members] = await Promise.all([
    readScene(input),
    membersOfCycle(deps.db, workspace.id, cycleId),
  ]);
  const ids = new Set(members.map((one) => one.memberId));
  const people = scene.people.filter((one) => one.isActive && ids.has(one.memberId));
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const moved = await moveCycle(deps.db, act, { cycleId, from, today: input.today }, (cycle) =>
    from === 'draft' ? people.map((person) => openNotice(cycle, person)) : [],
  );
  if (moved.kind !== 'moved') return input.reply({ text: moveText(moved, input) });
  const name = plainInMrkdwn(moved.cycle.name);
  await input.reply({
    text: from === 'draft' ? say('opened', { name, count: people.length }) : say('comparing', { name }),
  });
}

function openNotice(cycle: Cycle, person: Person): Notice {
  const say = cycleWords(person.locale);
  const text = say('toldOpen', {
    cycle: plainInMrkdwn(cycle.name),
    self: formatDate(cycle.selfDue, person.locale, true),
    manager: formatDate(cycle.managerDue, person.locale, true),
  });
  const value = partValue(cycle.id, person.memberId);
  return {
    key: `cycle:${cycle.id}:open:${person.memberId}`,
    channel: person.slackUserId,
    reply: withButton(
      text,
      button(say('review'), 'evaluation.review', value, 'primary'),
      button(say('see'), 'evaluation.see', value),
    ),
  };
}

/** Why a cycle was not moved. */
export function moveText(
  problem: MoveProblem | { kind: 'gone' } | { kind: 'repeated' },
  { actor }: Pick<Input, 'actor'>,
): string {
  const say = cycleWords(actor.locale);
  switch (problem.kind) {
    case 'moved already':
      return say('moved');
    case 'period runs':
      return say('runs', { date: formatDate(problem.until, actor.locale, true) });
    case 'adjustments wait':
      return say('adjustmentsWait', { count: problem.count });
    case 'gone':
      return words(actor.locale)('gone');
    case 'repeated':
      return words(actor.locale)('repeated');
  }
}
