import type { KnownBlock } from '@slack/types';
import type { TeamInfo } from '../../people/person.ts';
import { listTeams } from '../../people/store.ts';
import type { Reply } from '../../platform/blocks.ts';
import { altText } from '../../platform/charts/index.ts';
import { namesWithin } from '../../platform/fit.ts';
import { plain, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { isFirst } from '../../platform/once.ts';
import { failureOf } from '../../platform/slack.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { denied } from '../../workspace/store.ts';
import { type Asked, type AskFrame, type AskProblem, askedIn, askedOf } from './ask.ts';
import { type About, returnsReply } from './blocks.ts';
import { chartOf } from './chart.ts';
import { type Returns, readReturns } from './reading/index.ts';
import { type Teller, tellerFor } from './tell.ts';
import { reportWords } from './words.ts';

async function frameOf({ deps, workspace, actor, today }: Input): Promise<AskFrame> {
  const [playbook, teams] = await Promise.all([
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
    listTeams(deps.db, workspace.id, today),
  ]);
  return { playbook, teams, today, actor, periods: { fiscalYearStart: workspace.fiscalYearStart } };
}

/** `/pace campaign report …`. */
export async function showReport(input: Input, text: string): Promise<void> {
  const frame = await frameOf(input);
  const asked = askedOf(text, frame);
  await input.reply(
    asked.ok ? await replyFor(input, asked.value, frame) : await refusal(input, asked.problem),
  );
}

/** "What came of it" below the list: by campaign. */
export const pressReport = (input: ActionInput): Promise<void> => showReport(input, 'campaign');

/** The buttons below a report: the one that their value names takes its place. */
export async function switchReport(input: ActionInput): Promise<void> {
  const frame = await frameOf(input);
  const asked = askedIn(input.value, frame);
  if (asked === undefined) return input.reply({ text: reportWords(input.actor.locale)('gone') });
  if (!asked.ok) return input.reply(await refusal(input, asked.problem));
  await input.replace(await replyFor(input, asked.value, frame));
}

/** "Send me this with a picture": the text goes at once; a picture that cannot be drawn or sent never holds it up. */
export async function sendPicture(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const say = reportWords(actor.locale);
  const frame = await frameOf(input);
  const asked = askedIn(input.value, frame);
  if (asked === undefined) return input.reply({ text: say('gone') });
  if (!asked.ok) return input.reply(await refusal(input, asked.problem));
  const read = await readReturns({ ...frame, db: deps.db, workspace }, asked.value);
  if (read === undefined) return input.reply({ text: say('noFunnel') });
  const { about, teller } = tellingOf(input, asked.value, frame);
  const reply = returnsReply(read, about, teller);
  if (!(await isFirst(deps.db, workspace.id, input.transportKey))) return;
  const slack = await deps.slack(workspace.id);
  const sent = await slack.post(actor.slackUserId, reply);
  const image = await pictureOf(input, read, about, teller);
  if (image === undefined) return input.reply({ text: say('pictureFailed') });
  try {
    const blocks = reply.blocks ?? [];
    await slack.update(sent, {
      ...reply,
      blocks: [...blocks.slice(0, 2), image, ...blocks.slice(2)].slice(0, 50),
    });
  } catch (error) {
    deps.log.warn({ failure: failureOf(error) }, 'the picture of a report on spend could not be added');
  }
  await input.reply({ text: say('sent') });
}

async function pictureOf(
  { deps, workspace }: Input,
  read: Returns,
  about: About,
  teller: Teller,
): Promise<KnownBlock | undefined> {
  const spec = chartOf(read, about, teller);
  try {
    const image = await deps.charts.render(spec);
    const slack = await deps.slack(workspace.id);
    const alt = altText(spec);
    const id = await slack.upload(image, 'pacer.png', alt);
    return { type: 'image', slack_file: { id }, alt_text: alt };
  } catch (error) {
    deps.log.warn({ failure: failureOf(error) }, 'the picture of a report on spend could not be made');
    return undefined;
  }
}

async function replyFor(input: Input, asked: Asked, frame: AskFrame): Promise<Reply> {
  const { deps, workspace, actor } = input;
  const read = await readReturns({ ...frame, db: deps.db, workspace }, asked);
  if (read === undefined) return { text: reportWords(actor.locale)('noFunnel') };
  const { about, teller } = tellingOf(input, asked, frame);
  return returnsReply(read, about, teller);
}

function tellingOf({ workspace, actor }: Input, asked: Asked, { teams, playbook }: AskFrame) {
  const teller = tellerFor(actor.locale, workspace.currency, playbook);
  const about: About = { whose: whoseText(asked, teams, teller), fiscalYearStart: workspace.fiscalYearStart };
  return { about, teller };
}

function whoseText({ scope }: Asked, teams: readonly TeamInfo[], { say }: Teller): string {
  if (scope.kind !== 'team') return say(`whose-${scope.kind}`);
  return plain(teams.find((team) => team.id === scope.teamId)?.name ?? '');
}

/** What is said instead of a report; who asked for what they may not see is written down. */
async function refusal({ deps, workspace, actor }: Input, problem: AskProblem): Promise<Reply> {
  const say = reportWords(actor.locale);
  switch (problem.kind) {
    case 'denied':
      await denied(deps.db, workspace.id, actor.memberId, 'see-figures', problem.subject);
      return { text: say('denied') };
    case 'future':
      return { text: say('future') };
    case 'no period':
      return { text: say('noPeriod') };
    case 'person':
    case 'unknown person':
    case 'unknown region':
      return { text: say('person') };
    case 'unknown team': {
      const names = namesWithin(problem.teams.map(plainInMrkdwn), actor.locale);
      return { text: say('unknownTeam', { word: plainInMrkdwn(problem.word), names }) };
    }
    case 'unknown word':
      return { text: say('unknownWord', { word: plainInMrkdwn(problem.word) }) };
  }
}
