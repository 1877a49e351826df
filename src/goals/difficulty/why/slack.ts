/** T-07: answers "Why this number". The rights are checked at the press; names are shown to those who may read these people's figures. */
import { setTimeout as sleep } from 'node:timers/promises';
import { may } from '../../../people/rights.ts';
import type { Reply } from '../../../platform/blocks.ts';
import { altText } from '../../../platform/charts/index.ts';
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
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
import { type WhyShown, whyNotReply, whyReply } from './blocks.ts';
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

/** Slack needs a moment until an uploaded picture can be shown. */
const PAUSES_MS = [0, 400, 1_200];

/** With its picture where that can be drawn and shown, and in words alone where not. */
async function answer(input: Input, shown: WhyShown, { reader }: Circle): Promise<void> {
  const image = await pictureOf(input, shown, reader);
  if (image === undefined) return input.reply(whyReply(shown, reader));
  for (const pause of PAUSES_MS) {
    await sleep(pause);
    if (await isShown(input, whyReply({ ...shown, image }, reader))) return;
  }
  await input.reply(whyReply(shown, reader));
}

async function isShown(input: Input, reply: Reply): Promise<boolean> {
  try {
    await input.reply(reply);
    return true;
  } catch (error) {
    input.deps.log.warn({ failure: failureOf(error) }, 'an answer was not shown with its picture');
    return false;
  }
}

async function pictureOf(
  { deps, workspace }: Input,
  shown: WhyShown,
  reader: Circle['reader'],
): Promise<WhyShown['image']> {
  const spec = reachChart(shown, reader);
  if (spec === undefined) return undefined;
  try {
    const picture = await deps.charts.render(spec);
    const alt = altText(spec);
    const slack = await deps.slack(workspace.id);
    return { fileId: await slack.upload(picture, 'pacer.png', alt), alt };
  } catch (error) {
    deps.log.warn({ err: error }, 'the picture of a history could not be shown');
    return undefined;
  }
}
