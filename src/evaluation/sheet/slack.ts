import { altText } from '../../platform/charts/index.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { isFirst } from '../../platform/once.ts';
import { failureOf } from '../../platform/slack.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { viewOf } from '../card/slack.ts';
import { listCycles, membersOfCycle } from '../cycle/store.ts';
import { periodText } from '../figures.ts';
import { isAllowed, type Part, partValue, readPart, readScene, type Scene } from '../scene/slack.ts';
import { words } from '../words.ts';
import { scorecardChart, scorecardDocument } from './sheet.ts';
import { sheetWords } from './words.ts';

/** A scorecard as a picture and as a PDF, by direct message: files cannot stand in a message that one person alone sees. */

/** "Chart". */
export async function sendChart(input: ActionInput): Promise<void> {
  await withPart(input, input.value, async (scene, part) => {
    const chart = scorecardChart(await viewOf(input, scene, part), input.actor.locale);
    return {
      ...{ name: 'pacer-scorecard.png', altText: altText(chart) },
      bytes: await input.deps.charts.render(chart),
    };
  });
}

/** "PDF". */
export const pressPdf = (input: ActionInput): Promise<void> => sendPdf(input, input.value);

/** `/review pdf`: one's own evaluation, the latest. */
export async function ownPdf(input: Input): Promise<void> {
  const { deps, workspace, actor } = input;
  for (const cycle of await listCycles(deps.db, workspace.id)) {
    if (cycle.state === 'draft') continue;
    const members = await membersOfCycle(deps.db, workspace.id, cycle.id);
    if (members.some(({ memberId }) => memberId === actor.memberId))
      return sendPdf(input, partValue(cycle.id, actor.memberId));
  }
  await input.reply({ text: sheetWords(actor.locale)('nothing') });
}

async function sendPdf(input: Input, value: string): Promise<void> {
  const { locale } = input.actor;
  await withPart(input, value, async (scene, part) => {
    const given = {
      period: periodText(part.cycle, locale),
      state: words(locale)(`state-${part.cycle.state}`),
    };
    const document = scorecardDocument(await viewOf(input, scene, part), given, locale);
    return { name: 'pacer-scorecard.pdf', bytes: await input.deps.charts.document(document) };
  });
}

/** Draws something of a part that the actor may read, and sends it once by the act. */
async function withPart(
  input: Input,
  value: string,
  draw: (scene: Scene, part: Part) => Promise<{ name: string; bytes: Buffer; altText?: string }>,
): Promise<void> {
  const say = sheetWords(input.actor.locale);
  const scene = await readScene(input);
  const part = await readPart(input, value, scene);
  if (part === undefined || !(await isAllowed(input, 'read-evaluation', part))) return;
  const named = { name: plainInMrkdwn(part.person.name), cycle: plainInMrkdwn(part.cycle.name) };
  await deliver(input, () => draw(scene, part), say('comment', named));
}

/** A file by direct message; what cannot be drawn or sent is told, in words that say what to do. */
export async function deliver(
  input: Input,
  draw: () => Promise<{ name: string; bytes: Buffer; altText?: string }>,
  comment: string,
): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const say = sheetWords(actor.locale);
  // Taken before it is sent: a copy of the same press brings no second file.
  if (!(await isFirst(deps.db, workspace.id, transportKey))) return;
  let file: Awaited<ReturnType<typeof draw>>;
  try {
    file = await draw();
  } catch (error) {
    deps.log.warn({ err: error, transportKey }, 'a picture of an evaluation could not be drawn');
    return input.reply({ text: say('notDrawn') });
  }
  try {
    const slack = await deps.slack(workspace.id);
    await slack.sendFile(actor.slackUserId, file, comment);
  } catch (error) {
    const failure = failureOf(error);
    deps.log.warn({ failure }, 'a scorecard could not be sent');
    return input.reply({ text: say('notSent', { why: plainInMrkdwn(failure.error) }) });
  }
  if (input.channelId?.startsWith('D') !== true) await input.reply({ text: say('sent') });
}
