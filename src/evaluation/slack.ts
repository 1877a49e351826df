import { actions, button, header, section } from '../platform/blocks.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import { normalise } from '../platform/normalise.ts';
import type { HomePart, Input, VerbInput } from '../platform/slice.ts';
import { adjustmentsOf } from './adjust/store.ts';
import { standOf } from './answer/answer.ts';
import { answersOf } from './answer/store.ts';
import { parseReview } from './command.ts';
import { type Cycle, type CycleMember, type Step, stepOf } from './cycle/cycle.ts';
import { openCycle } from './cycle/slack.ts';
import { listCycles, membersOfCycle } from './cycle/store.ts';
import { cycleName } from './figures.ts';
import { type Led, type Mine, overviewReply } from './overview/blocks.ts';
import { mayOver, partValue, readScene, type Scene } from './scene/slack.ts';
import { ownPdf } from './sheet/slack.ts';
import { showTemplates } from './template/slack.ts';
import { showMissing } from './waiting/slack.ts';
import { words } from './words.ts';

/** `/review`: the overview; `new`, `templates`. */
export async function review(input: VerbInput): Promise<void> {
  const command = parseReview(normalise(input.text).text);
  switch (command.kind) {
    case 'overview':
      return input.reply(await overview(input));
    case 'new':
      return openCycle(input, command.period);
    case 'templates':
      return showTemplates(input);
    case 'missing':
      return showMissing(input);
    case 'pdf':
      return ownPdf(input);
    case 'unknown': {
      const word = plainInMrkdwn(command.word.slice(0, 40));
      return input.reply({ text: words(input.actor.locale)('unknown', { word }) });
    }
  }
}

/** Cycles that are shown: those that are not over, and the last that are. */
const SHOWN = 4;

async function overview(input: Input) {
  const { deps, workspace, actor } = input;
  const scene = await readScene(input);
  const cycles = await listCycles(deps.db, workspace.id, SHOWN);
  const mine: Mine[] = [];
  const led: Led[] = [];
  for (const cycle of cycles) {
    const { steps, openAdjustments } = await stepsOf(input, scene, cycle);
    const own = steps.find(({ member }) => member.memberId === actor.memberId);
    if (own !== undefined && cycle.state !== 'draft')
      mine.push({ cycle, step: own.step, value: partValue(cycle.id, actor.memberId) });
    const seen = steps.filter(({ isMine }) => isMine);
    if (seen.length > 0) led.push({ cycle, steps: seen.map(({ step }) => step), openAdjustments });
  }
  return overviewReply({ mine, led, isAdmin: actor.isAdmin }, actor.locale);
}

interface StepOfMember {
  member: CycleMember;
  step: Step;
  /** Whether the actor evaluates them. */
  isMine: boolean;
}

/** Where each person's evaluation waits. */
export async function stepsOf(
  input: Input,
  { people }: Scene,
  cycle: Cycle,
): Promise<{ steps: StepOfMember[]; openAdjustments: number }> {
  const { deps, workspace, today } = input;
  const [members, answers, adjustments] = await Promise.all([
    membersOfCycle(deps.db, workspace.id, cycle.id),
    answersOf(deps.db, workspace.id, cycle.id),
    adjustmentsOf(deps.db, workspace.id, cycle.id),
  ]);
  const said = Map.groupBy(answers, (answer) => answer.memberId);
  const steps = members.flatMap((member): StepOfMember[] => {
    const person = people.find((one) => one.memberId === member.memberId);
    if (person === undefined) return [];
    const step = stepOf(cycle, member, standOf(said.get(member.memberId) ?? []), today);
    return [{ member, step, isMine: mayOver(input, 'evaluate', { member, person }) }];
  });
  const own = new Set(steps.filter(({ isMine }) => isMine).map(({ member }) => member.memberId));
  const open = adjustments.filter((one) => one.confirmedById === null && own.has(one.memberId));
  return { steps, openAdjustments: open.length };
}

/** Home: what waits for me in an evaluation. */
export async function homePart(input: Input): Promise<HomePart[]> {
  const { deps, workspace, actor, today } = input;
  const say = words(actor.locale);
  const cycles = (await listCycles(deps.db, workspace.id, SHOWN)).filter((cycle) => cycle.state !== 'draft');
  const lines: { text: string; value: string }[] = [];
  for (const cycle of cycles) {
    const member = (await membersOfCycle(deps.db, workspace.id, cycle.id)).find(
      (one) => one.memberId === actor.memberId,
    );
    if (member === undefined) continue;
    const stand = standOf(await answersOf(deps.db, workspace.id, cycle.id, actor.memberId));
    const step = stepOf(cycle, member, stand, today);
    if (step !== 'self-review' && step !== 'answer') continue;
    const named = {
      name: cycleName(cycle, actor.locale),
      step: say(`step-${step}`),
    };
    lines.push({ text: say('mineLine', named), value: partValue(cycle.id, actor.memberId) });
  }
  if (lines.length === 0) return [];
  const blocks = lines.flatMap(({ text, value }) => [
    section(text),
    actions(button(say('see'), 'evaluation.see', value)),
  ]);
  return [{ order: 30, blocks: [header(say('title')), ...blocks] }];
}
