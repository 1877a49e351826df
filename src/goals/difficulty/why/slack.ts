/** T-07: answers "Why this number". The rights are checked at the press; names are shown to those who may read these people's figures. */
import { may } from '../../../people/rights.ts';
import { altText } from '../../../platform/charts/index.ts';
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import { isFirst } from '../../../platform/once.ts';
import { failureOf } from '../../../platform/slack.ts';
import type { ActionInput, Input } from '../../../platform/slice.ts';
import { denied } from '../../../workspace/store.ts';
import { plainReply } from '../../blocks.ts';
import { type Circle, readCircle, subjectOf } from '../../circle/slack.ts';
import { sayTo, subjectName } from '../../phrases.ts';
import { findTarget } from '../../store.ts';
import { readSubject } from '../../target.ts';
import { maySee } from '../../whose.ts';
import { askedOf, type Judgement, judgedVersion } from '../judge.ts';
import { judgeOne } from '../reading/index.ts';
import { verdictLines, type WhyShown, whyNotReply, whyReply } from './blocks.ts';
import { reachChart } from './chart.ts';

/** The button of a target, or of one version of it ("id:seq"). */
export async function why(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const [id = '', seq = ''] = input.value.split(':');
  const [circle, target] = await Promise.all([readCircle(input), findTarget(deps.db, workspace.id, id)]);
  const { reader, playbook } = circle;
  const metric = playbook.metrics.find((one) => one.key === target?.metricKey);
  const whose = target === undefined ? undefined : subjectOf(target.subject, input, circle);
  if (target === undefined || metric === undefined || whose === undefined)
    return input.reply(plainReply(sayTo(reader)('gone')));
  if (!maySee(actor, whose)) {
    await denied(deps.db, workspace.id, actor.memberId, 'see-targets', `target:${target.id}`);
    return input.reply(plainReply(sayTo(reader)('denied_see', { name: plainInMrkdwn(whose.name) })));
  }
  if (metric.isRetired) return input.reply(whyNotReply('why_retired', reader));
  const version =
    target.versions.find((one) => String(one.seq) === seq) ?? judgedVersion(target, reader.today);
  if (version === undefined || askedOf(target, metric, version, reader.today) === undefined)
    return input.reply(whyNotReply('why_ended', reader));
  const judgement = await judgeOne(input, circle, target, metric, version);
  if (judgement === undefined) return input.reply(whyNotReply('why_unread', reader));
  const name = subjectName(whose.subject, whose.name, reader);
  await answer(input, { judgement, name, names: namesFor(input, circle, judgement) }, circle);
}

/** The names that the actor may read: of people whose figures, and of teams whose targets they may see. */
function namesFor(input: Input, circle: Circle, { difficulty }: Judgement): Map<string, string> {
  const { actor } = input;
  const ids = new Set(difficulty.history.map((one) => one.memberId));
  const names = new Map<string, string>();
  for (const { memberId, teamId, name } of circle.people)
    if (ids.has(memberId) && may(actor, 'see-figures', { memberId, teamId })) names.set(memberId, name);
  for (const id of ids) {
    const subject = readSubject(id);
    const whose = subject === undefined ? undefined : subjectOf(subject, input, circle);
    if (subject === undefined || whose === undefined || !maySee(actor, whose)) continue;
    names.set(id, subjectName(subject, whose.name, circle.reader));
  }
  return names;
}

/** In words at once; the picture goes to the direct message, because a message that one person sees cannot hold it. */
async function answer(input: Input, shown: WhyShown, { reader }: Circle): Promise<void> {
  const chart = reachChart(shown, reader);
  await input.reply(whyReply(shown, chart !== undefined, reader));
  if (chart === undefined) return;
  const { deps, workspace, actor, transportKey } = input;
  // Taken before it is sent: a copy of the same press brings no second picture.
  if (!(await isFirst(deps.db, workspace.id, transportKey))) return;
  try {
    const bytes = await deps.charts.render(chart);
    const slack = await deps.slack(workspace.id);
    const file = { name: `pacer-${shown.judgement.asked.metric.key}.png`, bytes, altText: altText(chart) };
    await slack.sendFile(actor.slackUserId, file, verdictLines(shown, reader).join('\n'));
  } catch (error) {
    const failure = failureOf(error);
    deps.log.warn({ failure }, 'the picture of a history could not be sent');
    await input.reply(whyNotReply('why_no_picture', reader));
  }
}
