/** Opens the form of a target and takes it in. */
import { addDays } from '../../kpi/localDate.ts';
import { rangeOf } from '../../kpi/period.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Input, SubmitInput } from '../../platform/slice.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { plainReply } from '../blocks.ts';
import { changeTarget } from '../change/slack.ts';
import { type Circle, readCircle, subjectOf, widerOf } from '../circle/slack.ts';
import { problemReply } from '../grammar/blocks.ts';
import type { Trouble, Wanted, Who } from '../grammar/command.ts';
import { readValue } from '../grammar/value.ts';
import type { LevelsWish } from '../levels/levels.ts';
import { sayTo } from '../phrases.ts';
import {
  EXTRA_LEVELS,
  type ExtraLevel,
  plannedAfter,
  readSubject,
  type Shape,
  type Target,
  versionOn,
} from '../target.ts';
import { choicesFor, type Whose } from '../whose.ts';
import { type Filled, readForm } from './check.ts';
import { formView, type Start } from './form.ts';

/** Opens the form; within 3 s of the act, as Slack wants it. */
export async function openForm(
  input: Input,
  circle: Circle,
  whose: Whose | undefined,
  target: Target | undefined,
): Promise<void> {
  await input.open(formView(startOf(input, circle, whose, target), circle.playbook, circle.reader));
}

/** What the form begins with: for whom it may be, and what holds of the target that is being changed. */
export function startOf(
  { actor, workspace }: Input,
  circle: Circle,
  whose: Whose | undefined,
  target: Target | undefined,
): Start {
  const wider = widerOf(actor, workspace.tz, circle);
  const choices = choicesFor(actor, circle.people, circle.teams, workspace.tz, wider);
  const { today } = circle.reader;
  const held = target === undefined ? undefined : versionOn(target, today);
  const shown = held?.value == null ? target && plannedAfter(target, today)[0] : held;
  const holds = { value: shown?.value ?? null, levels: shown?.levels ?? {} };
  return { whose, target, ...holds, choices, tz: actor.tz };
}

/** The form was handed in: the same way as a typed line. */
export async function submit(input: SubmitInput): Promise<void> {
  const circle = await readCircle(input);
  const filled = readForm(input.values);
  const say = sayTo(circle.reader);
  if (!filled.ok) return input.reply(plainReply(say('past')));
  const read = wantedOf(input, circle, filled.value);
  if (read === undefined) return input.reply(plainReply(say('unknown_member')));
  if ('kind' in read) {
    const problem = { ...read, place: { start: 0, end: 0 } };
    return input.reply(problemReply(problem, '', circle.playbook, circle.reader));
  }
  await changeTarget(input, circle, read, 'set', (reply) => input.reply(reply));
}

function wantedOf(input: SubmitInput, circle: Circle, filled: Filled): Wanted | Trouble | undefined {
  const who = whoOf(input, circle, filled.who);
  if (who === undefined) return undefined;
  const metric = circle.playbook.metrics.find((one) => one.key === filled.metricKey && !one.isRetired);
  if (metric === undefined) return { kind: 'metric-missing' };
  const value = readValue(filled.value, metric, circle.reader.currency);
  if (!value.ok) return value.problem;
  const levels = levelsFilled(filled, metric, circle);
  if ('kind' in levels) return levels;
  const { shape, trigger, reason } = filled;
  const from = firstDate(filled.from, shape, input, circle);
  if (typeof from === 'object' && from !== null) return from;
  return { who, metric, value: value.value, levels: levels.said, shape, from, trigger, reason };
}

/** What stands in the fields of the levels; an empty one takes its level away. */
function levelsFilled(
  { levels }: Filled,
  metric: MetricInfo,
  { reader }: Circle,
): { said: LevelsWish } | Trouble {
  const said: { [level in ExtraLevel]?: bigint | null } = {};
  for (const level of EXTRA_LEVELS) {
    const read = levels[level] === '' ? null : readValue(levels[level], metric, reader.currency, true);
    if (read !== null && !read.ok) return read.problem;
    said[level] = read === null ? null : read.value;
  }
  return { said };
}

/** Today means "as soon as it may be": the form always shows a date. One outside the named period is a problem. */
function firstDate(
  from: Filled['from'],
  shape: Shape,
  { now, actor }: Input,
  { reader }: Circle,
): Filled['from'] | Trouble {
  if (from === null || from === localDateOf(now, actor.tz)) return null;
  if (shape.periodKey === null) return from;
  const range = rangeOf(shape.periodKey, reader);
  if (from > addDays(range.to, -1)) return { kind: 'outside-period', date: from, period: shape.periodKey };
  return from < range.from ? null : from;
}

function whoOf(input: Input, circle: Circle, choice: string): Who | undefined {
  if (choice === '') return { kind: 'self' };
  const subject = readSubject(choice);
  const whose = subject === undefined ? undefined : subjectOf(subject, input, circle);
  if (whose === undefined) return undefined;
  const { id } = whose.subject;
  switch (whose.subject.kind) {
    case 'team':
      return { kind: 'team', id, name: whose.name };
    case 'region':
      return { kind: 'region', name: id };
    case 'company':
      return { kind: 'company' };
    case 'member':
      return whose.slackUserId === null ? undefined : { kind: 'person', slackUserId: whose.slackUserId };
  }
}
