/** Keeps an answer: sends it to the one who asked, with its picture. */
import type { KnownBlock } from '@slack/types';
import type { Reader } from '../../goals/phrases.ts';
import { altText } from '../../platform/charts/index.ts';
import { isFirst } from '../../platform/once.ts';
import { failureOf } from '../../platform/slack.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { choiceIn } from '../ask.ts';
import { answerReply } from '../blocks.ts';
import { chartOf } from '../chart.ts';
import { readMemory } from '../check.ts';
import { readCircle } from '../circle/slack.ts';
import type { About } from '../phrases.ts';
import { work } from '../slack.ts';

/** "Send me this with a picture": the text goes at once; a picture that cannot be drawn or sent never holds it up. */
export async function sendPicture(input: ActionInput): Promise<void> {
  const memory = readMemory(input.view?.metadata ?? '');
  if (memory === undefined || input.view === undefined) return;
  const circle = await readCircle(input);
  const choice = choiceIn(input.view.values, memory.choice);
  const shown = await work(input, circle, choice, '');
  if (shown?.about === undefined) return;
  const { reader } = circle;
  const { about } = shown;
  if (!(await isFirst(input.deps.db, input.workspace.id, input.transportKey))) return;
  const slack = await input.deps.slack(input.workspace.id);
  const sent = await slack.post(input.actor.slackUserId, answerReply(about, choice, [], reader));
  const image = await pictureOf(input, about, reader);
  if (image === undefined) return;
  try {
    await slack.update(sent, answerReply(about, choice, [image], reader));
  } catch (error) {
    input.deps.log.warn({ failure: failureOf(error) }, 'the picture of a what-if could not be added');
  }
}

async function pictureOf(input: Input, about: About, reader: Reader): Promise<KnownBlock | undefined> {
  const spec = chartOf(about, reader);
  try {
    const image = await input.deps.charts.render(spec);
    const slack = await input.deps.slack(input.workspace.id);
    const alt = altText(spec);
    const id = await slack.upload(image, 'pacer.png', alt);
    return { type: 'image', slack_file: { id }, alt_text: alt };
  } catch (error) {
    input.deps.log.warn({ failure: failureOf(error) }, 'the picture of a what-if could not be made');
    return undefined;
  }
}
