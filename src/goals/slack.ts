/** `/goal`: reads the line, and does or shows what it says. */

import type { KnownBlock } from '@slack/types';
import type { LocalDate } from '../kpi/localDate.ts';
import { currency } from '../kpi/money.ts';
import { localDateOf } from '../kpi/time.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { VerbInput } from '../platform/slice.ts';
import { denied } from '../workspace/store.ts';
import { plainReply } from './blocks.ts';
import { changeTarget } from './change/slack.ts';
import { type Circle, calendarFor, readCircle, whoseOf } from './circle/slack.ts';
import { copyByCommand } from './copy/slack.ts';
import { type Asked, askedOf, judgedVersion } from './difficulty/judge.ts';
import { runDifficulty } from './difficulty/outliers/slack.ts';
import { judgeAll } from './difficulty/reading/index.ts';
import { endByCommand } from './end/slack.ts';
import { openForm } from './form/slack.ts';
import { problemReply } from './grammar/blocks.ts';
import type { GoalCommand, Who } from './grammar/command.ts';
import { parseGoal } from './grammar/parse.ts';
import { helpReply } from './help.ts';
import { historyReply, type Listed, listReply } from './list/blocks.ts';
import { datesFor, listedOf, worthListing } from './list/listed.ts';
import { sayTo } from './phrases.ts';
import { matching } from './plan.ts';
import { runRamp } from './ramp/slack.ts';
import { aroundOf } from './review/slack.ts';
import { openReviews } from './review/store.ts';
import { targetsOf } from './store.ts';
import { waitingBlocks } from './waiting/blocks.ts';
import { waitingFor } from './waiting/slack.ts';
import { mayDo, maySee, regionsOf, type Whose } from './whose.ts';

/** The verb `goal` and the command `/goal`. */
export async function runGoal(input: VerbInput): Promise<void> {
  const circle = await readCircle(input);
  const { playbook, reader, teams } = circle;
  const frame = {
    playbook,
    currency: currency(input.workspace.currency),
    today: input.today,
    fiscalYearStart: input.workspace.fiscalYearStart,
    teams,
    regions: regionsOf(circle.people, teams),
  };
  const read = parseGoal(input.text, frame);
  if (!read.ok) return input.reply(problemReply(read.problem, input.text, playbook, reader));
  await carryOut(input, circle, read.value);
}

async function carryOut(input: VerbInput, circle: Circle, command: GoalCommand): Promise<void> {
  const answer = input.reply.bind(input);
  switch (command.kind) {
    case 'help':
      return answer(helpReply(circle.reader.locale));
    case 'list':
      return list(input, circle, command);
    case 'form':
      return openForm(input, circle, whoseOf(command.who, input, circle), undefined);
    case 'copy':
      return copyByCommand(input, circle, command);
    case 'ramp':
      return runRamp(input, circle, command);
    case 'difficulty':
      return runDifficulty(input, circle, command.who);
    case 'set':
    case 'propose':
      return changeTarget(input, circle, command, command.kind, answer);
    case 'end':
      return endByCommand(input, circle, command, answer);
    case 'history':
      return history(input, circle, command);
  }
}

/** Whose targets are to be shown, if the actor may see them; otherwise the answer is given already. */
async function seen(input: VerbInput, circle: Circle, who: Who): Promise<Whose | undefined> {
  const say = sayTo(circle.reader);
  const whose = whoseOf(who, input, circle);
  if (whose === undefined) {
    await input.reply(plainReply(say('unknown_member')));
    return undefined;
  }
  if (maySee(input.actor, whose)) return whose;
  const { deps, workspace, actor } = input;
  await denied(
    deps.db,
    workspace.id,
    actor.memberId,
    'see-targets',
    `${whose.subject.kind}:${whose.subject.id}`,
  );
  await input.reply(plainReply(say('denied_see', { name: plainInMrkdwn(whose.name) })));
  return undefined;
}

async function list(
  input: VerbInput,
  circle: Circle,
  command: Extract<GoalCommand, { kind: 'list' }>,
): Promise<void> {
  const { deps, workspace, actor, now } = input;
  const { reader, playbook, names } = circle;
  const whose = await seen(input, circle, command.who);
  if (whose === undefined) return;
  const today = localDateOf(now, whose.tz);
  const query = {
    subjects: [whose.subject],
    ...(command.metric === null ? {} : { metricKeys: [command.metric.key] }),
  };
  const targets = worthListing(await targetsOf(deps.db, workspace.id, query), today, reader);
  const isAll = command.metric === null && whose.isSelf;
  const waiting = isAll ? await waitingHere(input, circle) : [];
  const mayAdd = whose.isSelf || mayDo(actor, 'set-target', whose);
  if (targets.length === 0 && waiting.length === 0 && mayAdd && command.metric === null)
    return openForm(input, circle, whose, undefined);
  const calendar = await calendarFor(input, circle, whose, datesFor(targets, today, reader));
  const found = listedOf({ targets, playbook, actor, whose, calendar, today, periods: reader });
  const judged = await judgeAll(input, circle, questionsOf(found, today));
  const listed = found.map((one) => ({ ...one, judged: judged.get(one.target.id) }));
  await input.reply(
    listReply(titleOf(whose, listed.length, circle), listed, names, mayAdd, whose.subject, reader, waiting),
  );
}

/** T-07: what of a list is judged, by the target's id. */
function questionsOf(listed: readonly Listed[], today: LocalDate): Map<string, Asked> {
  const questions = listed.flatMap(({ target, metric, isOverruled }): [string, Asked][] => {
    const asked = isOverruled ? undefined : askedOf(target, metric, judgedVersion(target, today), today);
    return asked === undefined ? [] : [[target.id, asked]];
  });
  return new Map(questions);
}

/** What waits for the actor's answer: proposals of others, and reviews of targets. */
async function waitingHere(input: VerbInput, circle: Circle): Promise<KnownBlock[][]> {
  const { deps, workspace, actor } = input;
  const [proposals, reviews] = await Promise.all([
    waitingFor(input, circle),
    openReviews(deps.db, workspace.id, actor.memberId),
  ]);
  return waitingBlocks(proposals, reviews, aroundOf(circle), circle.reader);
}

function titleOf(whose: Whose, count: number, { reader }: Circle): string {
  const say = sayTo(reader);
  const { name } = whose;
  if (count === 0) return whose.isSelf ? say('none_mine') : say('none_of', { name });
  if (whose.isSelf) return say('mine');
  return whose.subject.kind === 'team' ? say('of_team', { name }) : say('of_person', { name });
}

async function history(
  input: VerbInput,
  circle: Circle,
  { who, metric, shape }: Extract<GoalCommand, { kind: 'history' }>,
): Promise<void> {
  const whose = await seen(input, circle, who);
  if (whose === undefined) return;
  const { deps, workspace } = input;
  const query = { subjects: [whose.subject], metricKeys: [metric.key] };
  const targets = matching({ metric, targets: await targetsOf(deps.db, workspace.id, query) }, shape);
  await input.reply(historyReply(metric, targets, circle.names, whose.tz, circle.reader));
}
