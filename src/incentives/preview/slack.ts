import type { KnownBlock } from '@slack/types';
import type { Cycle } from '../../evaluation/cycle/cycle.ts';
import { listCycles } from '../../evaluation/cycle/store.ts';
import { addDays, daysBetween } from '../../kpi/localDate.ts';
import { altText, type ChartSpec } from '../../platform/charts/index.ts';
import { formatDate } from '../../platform/format.ts';
import { failureOf } from '../../platform/slack.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { payout } from '../pay/payout.ts';
import type { Plan } from '../plan/plan.ts';
import { findPlan } from '../plan/store.ts';
import { planWords } from '../plan/words.ts';
import { readInputs } from '../reading/index.ts';
import { listRuns, readRun, statementsOf } from '../run/store.ts';
import { runWords } from '../run/words.ts';
import { onlyAdministrator, readScene, type Scene } from '../scene/slack.ts';
import {
  fairnessChart,
  fairnessReply,
  type PreviewView,
  peopleChart,
  previewReply,
  previewText,
} from './blocks.ts';
import type { Rewarded } from './fairness.ts';
import { amountOf, improvedUnrewarded, type Tried } from './preview.ts';
import { previewWords } from './words.ts';

/** Trying a plan on closed evaluations: reads, computes as a run would, and tells. Nothing is kept. */

/** So many closed evaluations are looked back at. */
const LOOK_BACK = 4;

/** What the form shows of a plan, saved or not. */
export async function triedText(input: Input, scene: Scene, plan: Plan): Promise<string> {
  const view = await viewOf(input, scene, plan);
  return typeof view === 'string' ? view : previewText(view, input.actor.locale);
}

/** "Preview". */
export async function showPreview(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'bonus-plan'))) return;
  const { deps, workspace, actor } = input;
  const [id = ''] = input.value.split(':');
  const plan = await findPlan(deps.db, workspace.id, id);
  if (plan === undefined) return input.reply({ text: planWords(actor.locale)('gone') });
  const scene = await readScene(input);
  const view = await viewOf(input, scene, plan);
  if (typeof view === 'string') return input.reply({ text: view });
  const image = await pictureOf(input, peopleChart(view, actor.locale));
  await input.reply(previewReply(view, image, actor.locale));
}

/** B-07: how an approved or drafted run is spread: administrators. */
export async function showFairness(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'fairness'))) return;
  const { deps, workspace, actor } = input;
  const run = await readRun(deps.db, workspace.id, input.value);
  if (run === undefined) return input.reply({ text: runWords(actor.locale)('gone') });
  const [scene, statements, cycles] = await Promise.all([
    readScene(input),
    statementsOf(deps.db, workspace.id, run.id),
    listCycles(deps.db, workspace.id),
  ]);
  const people = statements.map(({ memberId, inputs, result }) => ({ memberId, inputs, statement: result }));
  const tried: Tried = { cycleName: run.name, cycleId: run.cycleId, people };
  const end = cycles.find(({ id }) => id === run.cycleId)?.range.to ?? run.inputs.period.to;
  const before = await earlierRuns(input, run.inputs.period.from);
  const view: PreviewView = {
    ...{
      name: run.name,
      tried: [tried],
      names: scene.names,
      currency: currencyOf(people, workspace.currency),
    },
    rewarded: rewardedOf(tried, scene, end),
    improved: improvedUnrewarded([...before, tried]),
  };
  const image = await pictureOf(input, fairnessChart(view, actor.locale));
  await input.reply(fairnessReply(view, image, actor.locale));
}

const currencyOf = (people: Tried['people'], own: string): string =>
  people[0]?.statement.lines[0]?.currency ?? own;

/** What earlier approved runs paid, oldest first. */
async function earlierRuns({ deps, workspace }: Input, before: string): Promise<Tried[]> {
  const runs = (await listRuns(deps.db, workspace.id, LOOK_BACK * 2)).filter(
    ({ state, inputs }) => state === 'approved' && inputs.period.from < before,
  );
  const tried: Tried[] = [];
  for (const run of runs.slice(0, LOOK_BACK).toReversed()) {
    const rows = await statementsOf(deps.db, workspace.id, run.id);
    const people = rows.map(({ memberId, inputs, result }) => ({ memberId, inputs, statement: result }));
    tried.push({ cycleName: run.name, cycleId: run.cycleId, people });
  }
  return tried;
}

async function viewOf(input: Input, scene: Scene, plan: Plan): Promise<PreviewView | string> {
  const { deps, workspace, actor } = input;
  const say = previewWords(actor.locale);
  const cycles = (await listCycles(deps.db, workspace.id)).filter(({ state }) => state === 'closed');
  const chosen = cycles.slice(0, LOOK_BACK).toReversed();
  const tried: Tried[] = [];
  for (const cycle of chosen) {
    const one = await tryOn(input, cycle, plan);
    if ('noRate' in one) {
      const date = formatDate(addDays(cycle.range.to, -1), actor.locale, true);
      return say('noRate', { code: one.noRate, date });
    }
    tried.push(one);
  }
  const newest = tried.at(-1);
  const end = chosen.at(-1)?.range.to;
  if (newest === undefined || end === undefined) return say('none');
  return {
    ...{ name: plan.name, tried, names: scene.names, currency: plan.rules.currency },
    ...{ rewarded: rewardedOf(newest, scene, end), improved: improvedUnrewarded(tried) },
  };
}

async function tryOn(input: Input, cycle: Cycle, plan: Plan): Promise<Tried | { noRate: string }> {
  const read = await readInputs(input, cycle, [plan], false);
  if ('noRate' in read) return read;
  const byKey = new Map(read.people.map((person) => [person.memberKey, person]));
  const people = payout(read.run, read.people).flatMap((statement) => {
    const [inputs, memberId] = [byKey.get(statement.memberKey), read.memberOf.get(statement.memberKey)];
    return inputs === undefined || memberId === undefined ? [] : [{ memberId, inputs, statement }];
  });
  return { cycleName: cycle.name, cycleId: cycle.id, people };
}

/** B-07: who got what, with what tells people apart. */
function rewardedOf({ people }: Tried, scene: Scene, end: string): Rewarded[] {
  const byId = new Map(scene.people.map((person) => [person.memberId, person]));
  return people.map(({ memberId, inputs, statement }) => {
    const person = byId.get(memberId);
    const team = scene.teams.find(({ id }) => id === inputs.team);
    const lead = team?.leadIds[0];
    const firstDay = person?.firstDay ?? null;
    return {
      ...{ amount: Number(amountOf(statement)), team: team?.name ?? '', region: person?.region ?? '' },
      manager: lead === undefined ? '' : (scene.names.get(lead) ?? ''),
      years: firstDay === null ? null : Math.floor(daysBetween(firstDay, end as typeof firstDay) / 365.25),
    };
  });
}

/** A picture, or none where it could not be made: it never holds the answer up. */
async function pictureOf(input: Input, spec: ChartSpec): Promise<KnownBlock[]> {
  try {
    const image = await input.deps.charts.render(spec);
    const alt = altText(spec);
    const id = await (await input.deps.slack(input.workspace.id)).upload(image, 'pacer.png', alt);
    return [{ type: 'image', slack_file: { id }, alt_text: alt }];
  } catch (error) {
    input.deps.log.warn({ failure: failureOf(error) }, 'the picture of a payout could not be made');
    return [];
  }
}
