import { leadsAnybody } from '../../people/rights.ts';
import { altText } from '../../platform/charts/index.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { adjustmentsOf } from '../adjust/store.ts';
import type { CardInputs } from '../card/inputs.ts';
import { type CardResult, resultOf } from '../card/result.ts';
import { computeCards } from '../closing/slack.ts';
import { snapshotsOf } from '../closing/store.ts';
import type { Cycle, CycleMember } from '../cycle/cycle.ts';
import { readCycle } from '../cycle/store.ts';
import { cycleWords } from '../cycle/words.ts';
import { periodText } from '../figures.ts';
import { partValue, readScene, type Scene } from '../scene/slack.ts';
import { deliver } from '../sheet/slack.ts';
import { stepsOf } from '../slack.ts';
import { words } from '../words.ts';
import { peopleReply, type Row } from './blocks.ts';
import { spreadChart } from './calibration.ts';

/** S-06: the comparison: who takes part, how they are spread, as a list and as a picture. */

/** "People": who takes part, as far as the actor evaluates them. */
export async function showPeople(input: ActionInput): Promise<void> {
  const found = await compared(input);
  if (found === undefined) return;
  await input.reply(peopleReply(found.cycle, found.rows, found.names, input.actor.locale));
}

/** "Chart": how the same people are spread over the bands, by direct message. */
export async function sendSpread(input: ActionInput): Promise<void> {
  const found = await compared(input);
  if (found === undefined) return;
  const { locale } = input.actor;
  const { cycle, rows } = found;
  const chart = spreadChart(rows, { cycle: cycle.name, period: periodText(cycle, locale) }, locale);
  const draw = async () => ({
    ...{ name: 'pacer-spread.png', altText: altText(chart) },
    bytes: await input.deps.charts.render(chart),
  });
  await deliver(input, draw, cycleWords(locale)('spreadComment', { cycle: plainInMrkdwn(cycle.name) }));
}

interface Found {
  cycle: Cycle;
  rows: Row[];
  names: ReadonlyMap<string, string>;
}

/** Those of a cycle whom the actor evaluates; undefined where there is nobody, which is told. */
async function compared(input: ActionInput): Promise<Found | undefined> {
  const { deps, workspace, actor } = input;
  const cycle = await readCycle(deps.db, workspace.id, input.value);
  if (cycle === undefined) return none(input, 'gone');
  const scene = await readScene(input);
  const steps = (await stepsOf(input, scene, cycle)).steps.filter(({ isMine }) => isMine);
  if (steps.length === 0) {
    if (!leadsAnybody(actor))
      await denied(deps.db, workspace.id, actor.memberId, 'evaluate', `cycle:${cycle.id}`);
    return none(input, 'none');
  }
  const results = await resultsOf(
    input,
    scene,
    cycle,
    steps.map(({ member }) => member),
  );
  const adjustments = await adjustmentsOf(deps.db, workspace.id, cycle.id);
  const rows = steps.flatMap(({ member: { memberId }, step }) => {
    const card = results.get(memberId);
    if (card === undefined) return [];
    const named = { name: scene.names.get(memberId) ?? '?', team: teamOf(memberId, scene) };
    const adjustment = adjustments.find((one) => one.memberId === memberId) ?? null;
    const before =
      card.inputs.adjustment === null ? card.result : resultOf({ ...card.inputs, adjustment: null });
    return [
      { ...named, step, value: partValue(cycle.id, memberId), result: card.result, before, adjustment },
    ];
  });
  return { cycle, rows: rows.sort((a, b) => (a.name < b.name ? -1 : 1)), names: scene.names };
}

async function none(input: Input, why: 'gone' | 'none'): Promise<undefined> {
  await input.reply({ text: words(input.actor.locale)(why) });
  return undefined;
}

function teamOf(memberId: string, { people, teams }: Scene): string {
  const person = people.find((one) => one.memberId === memberId);
  return teams.find(({ id }) => id === person?.teamId)?.name ?? '–';
}

/** Inputs and result of each person: sealed ones of a closed cycle, else those of now. */
async function resultsOf(
  input: Input,
  scene: Scene,
  cycle: Cycle,
  members: readonly CycleMember[],
): Promise<Map<string, { inputs: CardInputs; result: CardResult } | undefined>> {
  const { deps, workspace } = input;
  if (cycle.state === 'closed') {
    const sealed = await snapshotsOf(deps.db, workspace.id, cycle.id);
    const byKey = new Map(sealed.map((one) => [one.memberKey, one]));
    return new Map(members.map(({ memberId, memberKey }) => [memberId, byKey.get(memberKey)]));
  }
  const adjustments = await adjustmentsOf(deps.db, workspace.id, cycle.id);
  const cards = await computeCards(input, scene, cycle, members, adjustments);
  return new Map(cards.map((card) => [card.memberId, card]));
}
