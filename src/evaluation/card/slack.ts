import type { Button } from '@slack/types';
import { button, type Reply } from '../../platform/blocks.ts';
import type { ActionInput, Deps, Input } from '../../platform/slice.ts';
import type { Adjustment } from '../adjust/adjust.ts';
import { adjustmentsOf } from '../adjust/store.ts';
import { standOf } from '../answer/answer.ts';
import { answersOf } from '../answer/store.ts';
import { snapshotOf } from '../closing/store.ts';
import { GRADE_POINTS, isGrade } from '../cycle/cycle.ts';
import { signedText } from '../figures.ts';
import { handoverWords } from '../handover/words.ts';
import { peerPoints } from '../peers/peers.ts';
import { readPeers } from '../peers/slack.ts';
import { peerWords } from '../peers/words.ts';
import { type Frame, readFactsOf } from '../reading/index.ts';
import {
  isAdministrator,
  isAllowed,
  mayOver,
  type Part,
  partValue,
  readPart,
  readScene,
  type Scene,
} from '../scene/slack.ts';
import { sheetWords } from '../sheet/words.ts';
import { type Correction, textHash } from '../snapshot/canonical.ts';
import { templatesOfCycle } from '../template/store.ts';
import type { Template } from '../template/template.ts';
import { type CardView, cardReply } from './blocks.ts';
import { cardInputs } from './card.ts';
import type { CardInputs, PartInput } from './inputs.ts';
import { type CardResult, resultOf } from './result.ts';
import { cardWords } from './words.ts';

/** "See": one person's scorecard, to themselves, who evaluates them, and administrators. */
export async function showCard(input: ActionInput): Promise<void> {
  const scene = await readScene(input);
  const part = await readPart(input, input.value, scene);
  if (part === undefined || !(await isAllowed(input, 'read-evaluation', part))) return;
  await input.reply(await cardOf(input, scene, part));
}

/** The card as a reply, with the buttons that the actor may press. */
export async function cardOf(input: Input, scene: Scene, part: Part): Promise<Reply> {
  return cardReply(await viewOf(input, scene, part), input.actor.locale);
}

/** All that a card shows to the actor. */
export async function viewOf(input: Input, scene: Scene, part: Part): Promise<CardView> {
  const { deps, workspace, actor, today } = input;
  const { cycle, member, person } = part;
  const [adjustments, answers, peers] = await Promise.all([
    adjustmentsOf(deps.db, workspace.id, cycle.id),
    answersOf(deps.db, workspace.id, cycle.id, member.memberId),
    readPeers(input, scene, part),
  ]);
  const adjustment = adjustments.find((one) => one.memberId === member.memberId) ?? null;
  const { inputs, result, corrects } = await figuresOf(input, scene, part, adjustment);
  const isClosed = cycle.state === 'closed';
  // What a manager has not finished is not shown to the person yet.
  const isOwn = person.memberId === actor.memberId;
  return {
    ...{ name: person.name, cycleName: cycle.name, memberId: member.memberId, inputs, result, isClosed },
    ...{ metrics: scene.playbook.metrics, names: scene.names, answers },
    correction: corrects === null ? null : { points: corrects.points, reason: cycle.reopenReason },
    runsUntil: today < cycle.range.to ? cycle.range.to : null,
    self: member.selfGrade === null ? null : { grade: member.selfGrade, text: member.selfText },
    peers,
    managerText: isOwn && !isClosed ? '' : member.managerText,
    adjustment: isOwn && !isClosed ? null : adjustment,
    buttons: buttonsFor(input, part, adjustment, standOf(answers)),
  };
}

/** The frozen figures of a closed cycle, else those of now. */
async function figuresOf(
  input: Input,
  scene: Scene,
  { cycle, member }: Part,
  adjustment: Adjustment | null,
): Promise<{ inputs: CardInputs; result: CardResult; corrects: Correction | null }> {
  const { deps, workspace } = input;
  if (cycle.state === 'closed') {
    const sealed = await snapshotOf(deps.db, workspace.id, cycle.id, member.memberKey);
    if (sealed !== undefined) return sealed;
  }
  const templates = await templatesOfCycle(deps.db, workspace.id, cycle.id);
  const template = templateFor(member, templates);
  const frame = frameOf(input, scene, cycle, template === undefined ? [] : [template]);
  const facts = await readFactsOf(frame, member.memberId);
  const inputs = inputsFor(facts, { frame, template, member, adjustment });
  return { inputs, result: resultOf(inputs), corrects: null };
}

/** As much of a request as reading needs. */
export interface Reader extends Pick<Input, 'workspace'> {
  deps: Pick<Deps, 'db'>;
}

/** What the readings of a cycle share. */
export function frameOf(
  { deps, workspace }: Reader,
  { playbook }: Scene,
  { periodKey, range }: Part['cycle'],
  templates: readonly Template[],
): Frame {
  const keys = templates.flatMap((template) => template.kpis.map((kpi) => kpi.metricKey));
  return { db: deps.db, workspace, playbook, periodKey, range, metricKeys: [...new Set(keys)] };
}

export function templateFor(
  { templateId, templateVersion }: Part['member'],
  templates: readonly Template[],
): Template | undefined {
  return templates.find(({ id, version }) => id === templateId && version === templateVersion);
}

/** S-01…S-07: the inputs of one person, with reviews and the confirmed adjustment. */
export function inputsFor(
  facts: Parameters<typeof cardInputs>[0],
  given: {
    frame: Frame;
    template: Template | undefined;
    member: Part['member'];
    adjustment: Adjustment | null;
  },
): CardInputs {
  const { frame, template, member, adjustment } = given;
  const empty = { id: member.templateId, version: member.templateVersion, kpis: [], oneSidedReason: '' };
  return cardInputs(facts, {
    ...{ template: template ?? empty, periodKey: frame.periodKey, range: frame.range },
    currency: frame.workspace.currency,
    parts: partsOf(template, member),
    adjustment:
      adjustment === null || adjustment.confirmedById === null
        ? null
        : { points: adjustment.points, reasonHash: textHash(adjustment.reason) },
  });
}

function partsOf(template: Template | undefined, { selfGrade, peerGrades }: Part['member']): PartInput[] {
  if (template === undefined) return [];
  const { selfWeight, peerWeight } = template;
  const points = selfGrade !== null && isGrade(selfGrade) ? GRADE_POINTS[selfGrade] : null;
  return [
    ...(selfWeight === 0 ? [] : [{ kind: 'self', weight: selfWeight, points } as const]),
    ...(peerWeight === 0
      ? []
      : [{ kind: 'peers', weight: peerWeight, points: peerPoints(peerGrades) } as const]),
  ];
}

function buttonsFor(
  input: Input,
  part: Part,
  adjustment: Adjustment | null,
  stand: ReturnType<typeof standOf>,
): Button[] {
  const { actor } = input;
  const { cycle, member, person } = part;
  const say = cardWords(actor.locale);
  const value = partValue(cycle.id, member.memberId);
  const isOwn = person.memberId === actor.memberId;
  const found: Button[] = [];
  const files = [
    button(sheetWords(actor.locale)('chart'), 'evaluation.chart', value),
    button(sheetWords(actor.locale)('pdf'), 'evaluation.pdf', value),
  ];
  if (cycle.state === 'open' && isOwn && !member.isReviewed)
    found.push(button(say('own'), 'evaluation.review', value, 'primary'));
  if (cycle.state !== 'closed' && cycle.state !== 'draft' && mayOver(input, 'evaluate', part) && !isOwn) {
    found.push(button(say('write'), 'evaluation.word', value, 'primary'));
    found.push(button(say('adjust'), 'evaluation.adjust', value));
  }
  if (
    cycle.state !== 'closed' &&
    cycle.state !== 'draft' &&
    !member.isReviewed &&
    !isOwn &&
    isAdministrator(input)
  )
    found.push(button(handoverWords(actor.locale)('hand'), 'evaluation.hand', value));
  if (cycle.state === 'open' && !member.isReviewed && (isOwn || mayOver(input, 'evaluate', part)))
    found.push(button(peerWords(actor.locale)('name'), 'evaluation.peers', value));
  const isSecond =
    adjustment !== null && adjustment.confirmedById === null && adjustment.actorId !== actor.memberId;
  if (isSecond && cycle.state !== 'closed' && mayOver(input, 'confirm-evaluation', part) && !isOwn)
    found.push(
      button(say('confirm', { points: signedText(adjustment.points) }), 'evaluation.confirm', adjustment.id),
    );
  if (cycle.state !== 'closed') return [...found, ...files];
  if (isOwn && stand !== 'dispute') {
    found.push(button(say('agree'), 'evaluation.agree', value, 'primary'));
    found.push(button(say('comment'), 'evaluation.comment', value));
    found.push(button(say('dispute'), 'evaluation.dispute', value));
  }
  if (stand === 'dispute' && !isOwn && mayOver(input, 'evaluate', part))
    found.push(button(say('settle'), 'evaluation.settle', value, 'primary'));
  return [...found, ...files];
}
