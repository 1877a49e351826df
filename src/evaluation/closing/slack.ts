import type { Person } from '../../people/person.ts';
import { button } from '../../platform/blocks.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput } from '../../platform/slice.ts';
import { closeDates } from '../../workspace/closed/store.ts';
import type { Adjustment } from '../adjust/adjust.ts';
import { adjustmentsOf } from '../adjust/store.ts';
import { unratedKey } from '../card/keys.ts';
import { resultOf } from '../card/result.ts';
import { frameOf, inputsFor, type Reader, templateFor } from '../card/slack.ts';
import { CYCLE_STATES, type Cycle, type CycleMember } from '../cycle/cycle.ts';
import { begin, moveText } from '../cycle/slack.ts';
import { membersOfCycle, readCycle } from '../cycle/store.ts';
import { cycleWords } from '../cycle/words.ts';
import { pointsText } from '../figures.ts';
import { readFacts } from '../reading/index.ts';
import { withButton } from '../reviews/slack.ts';
import { onlyAdministrator, partValue, readScene, type Scene } from '../scene/slack.ts';
import type { Correction } from '../snapshot/canonical.ts';
import { templatesOfCycle } from '../template/store.ts';
import { words } from '../words.ts';
import { closeCycle, fingerprint, type ToSeal } from './store.ts';

/** "Begin", "Compare", "Close": the value names the cycle and the state that the button saw. */
export async function move(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'move-cycle'))) return;
  const [cycleId = '', stateText = ''] = input.value.split(':');
  const from = CYCLE_STATES.find((known) => known === stateText);
  if (from === 'draft' || from === 'open') return begin(input, cycleId, from);
  await close(input, cycleId);
}

/** S-07: computes everybody's card from what there is now, seals them, closes, and tells everybody. */
async function close(input: ActionInput, cycleId: string): Promise<void> {
  const { deps, workspace, actor, transportKey, today, now } = input;
  const say = cycleWords(actor.locale);
  const cycle = await readCycle(deps.db, workspace.id, cycleId);
  if (cycle === undefined) return input.reply({ text: words(actor.locale)('gone') });
  const scene = await readScene(input);
  const [members, adjustments] = await Promise.all([
    membersOfCycle(deps.db, workspace.id, cycle.id),
    adjustmentsOf(deps.db, workspace.id, cycle.id),
  ]);
  const cards = await computeCards(input, scene, cycle, members, adjustments);
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const wish = { cycleId: cycle.id, today, now, fingerprint: fingerprint(members, adjustments), cards };
  const done = await closeCycle(
    deps.db,
    act,
    wish,
    (closed, sealed) => noticesOf(closed, scene, cards, sealed),
    (tx, { id, name, range }) =>
      closeDates(tx, workspace.id, actor.memberId, { id: `cycle:${id}`, name, range }),
  );
  if (done.kind === 'changed meanwhile') return input.reply({ text: say('changed') });
  if (done.kind !== 'closed') return input.reply({ text: moveText(done, input) });
  const again = done.count === 0 ? 'correctedNone' : 'corrected';
  const key = cycle.reopenReason === '' ? 'closed' : again;
  await input.reply({ text: say(key, { name: plainInMrkdwn(cycle.name), count: done.count }) });
}

/** Everybody's inputs and results as of the period's end, some hundreds of people at a time. */
export async function computeCards(
  reader: Reader,
  scene: Scene,
  cycle: Cycle,
  members: readonly CycleMember[],
  adjustments: readonly Adjustment[],
): Promise<ToSeal[]> {
  const templates = await templatesOfCycle(reader.deps.db, reader.workspace.id, cycle.id);
  const frame = frameOf(reader, scene, cycle, templates);
  const byId = new Map(members.map((member) => [member.memberId, member]));
  const cards: ToSeal[] = [];
  for await (const { memberId, facts } of readFacts(frame, [...byId.keys()])) {
    const member = byId.get(memberId);
    if (member === undefined) continue;
    const adjustment = adjustments.find((one) => one.memberId === memberId) ?? null;
    const inputs = inputsFor(facts, { frame, template: templateFor(member, templates), member, adjustment });
    cards.push({ memberId, inputs, result: resultOf(inputs) });
  }
  return cards;
}

/** Everybody at the first close; after a correction those alone whose figures changed. */
function noticesOf(
  cycle: Cycle,
  { people }: Scene,
  cards: readonly ToSeal[],
  sealed: ReadonlyMap<string, Correction | null>,
): Notice[] {
  const byId = new Map(people.map((person) => [person.memberId, person]));
  return cards.flatMap((card) => {
    const person = byId.get(card.memberId);
    const corrects = sealed.get(card.memberId);
    return person?.isActive === true && corrects !== undefined
      ? [closedNotice(cycle, person, card, corrects)]
      : [];
  });
}

function closedNotice(cycle: Cycle, person: Person, { result }: ToSeal, corrects: Correction | null): Notice {
  const { locale } = person;
  const all = words(locale);
  const say = cycleWords(locale);
  const outcome =
    result.total === null || result.band === null
      ? all(unratedKey(result))
      : `${pointsText(result.total, locale)} · ${all(`band-${result.band}`)}`;
  const named = { cycle: plainInMrkdwn(cycle.name), result: outcome };
  const text =
    corrects === null
      ? say('toldClosed', named)
      : say('toldCorrected', { ...named, reason: plainInMrkdwn(cycle.reopenReason) });
  const see = button(say('see'), 'evaluation.see', partValue(cycle.id, person.memberId), 'primary');
  const seq = corrects === null ? '' : `:${corrects.seq + 1}`;
  return {
    key: `cycle:${cycle.id}:closed:${person.memberId}${seq}`,
    channel: person.slackUserId,
    reply: withButton(text, see),
  };
}
