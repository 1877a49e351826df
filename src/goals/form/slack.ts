/** Opens the form of a target and takes it in. */
import { addDays } from '../../kpi/localDate.ts';
import { rangeOf } from '../../kpi/period.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Input, SubmitInput } from '../../platform/slice.ts';
import { plainReply } from '../blocks.ts';
import { changeTarget } from '../change/slack.ts';
import { type Circle, readCircle, subjectOf } from '../circle/slack.ts';
import { problemReply } from '../grammar/blocks.ts';
import type { Trouble, Wanted, Who } from '../grammar/command.ts';
import { readValue } from '../grammar/value.ts';
import { sayTo } from '../phrases.ts';
import { plannedAfter, type Shape, type Target, valueOn } from '../target.ts';
import { choicesFor, type Whose } from '../whose.ts';
import { type Filled, readForm } from './check.ts';
import { choiceOf, formView } from './form.ts';

/** Opens the form; within 3 s of the act, as Slack wants it. */
export async function openForm(
  input: Input,
  circle: Circle,
  whose: Whose | undefined,
  target: Target | undefined,
): Promise<void> {
  const { actor, workspace } = input;
  const choices = choicesFor(actor, circle.people, circle.teams, workspace.tz);
  const value =
    target === undefined
      ? null
      : (valueOn(target, circle.reader.today) ?? plannedAfter(target, circle.reader.today)[0]?.value ?? null);
  await input.open(formView({ whose, target, value, choices, tz: actor.tz }, circle.playbook, circle.reader));
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
  const { shape, reason } = filled;
  const from = firstDate(filled.from, shape, input, circle);
  if (typeof from === 'object' && from !== null) return from;
  return { who, metric, value: value.value, shape, from, reason };
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
  const [kind, id = ''] = choice.split(':');
  const whose = subjectOf({ kind: kind === 'team' ? 'team' : 'member', id }, input, circle);
  if (whose === undefined || choiceOf(whose) !== choice) return undefined;
  if (whose.subject.kind === 'team') return { kind: 'team', id: whose.subject.id, name: whose.name };
  return whose.slackUserId === null ? undefined : { kind: 'person', slackUserId: whose.slackUserId };
}
