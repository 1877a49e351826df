import { listCycles } from '../evaluation/cycle/store.ts';
import { leadsAnybody, may } from '../people/rights.ts';
import { actions, button, context, header, section } from '../platform/blocks.ts';
import { linesInMessage } from '../platform/fit.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import { normalise } from '../platform/normalise.ts';
import type { HomePart, Input, VerbInput } from '../platform/slice.ts';
import { plansReply } from './plan/blocks.ts';
import { isFor, plansFor } from './plan/plan.ts';
import { limitsText, termsText } from './plan/show.ts';
import { openNewPlan } from './plan/slack.ts';
import { listPlans, planVersions } from './plan/store.ts';
import { type RunLine, runBlocks, runTotals } from './run/blocks.ts';
import { mayCompute } from './run/computing/slack.ts';
import { listRuns, readRun, statementsOf, statementsOfMember } from './run/store.ts';
import { runWords } from './run/words.ts';
import { isAdministrator, isOfficer, readScene, type Scene } from './scene/slack.ts';
import { totalsText } from './statement/blocks.ts';
import { statementWords } from './statement/words.ts';
import { words } from './words.ts';

/** `/pace bonus`: plans and payouts; to a rep what holds for them. `new`: the form. */
export async function bonus(input: VerbInput): Promise<void> {
  const [word = ''] = normalise(input.text).text.trim().toLowerCase().split(/\s+/);
  if (word === '') return showBonus(input);
  if (['new', '新建', '新的', '新增'].includes(word)) return openNewPlan(input);
  const text = words(input.actor.locale)('unknown', { word: plainInMrkdwn(word.slice(0, 40)) });
  await input.reply({ text });
}

/** So many runs and waiting evaluations are shown. */
const SHOWN = 6;

async function showBonus(input: Input): Promise<void> {
  const { deps, workspace, actor } = input;
  const scene = await readScene(input);
  if (!isOfficer(input) && !leadsAnybody(actor)) return showMine(input, scene);
  const [plans, runs, cycles] = await Promise.all([
    isAdministrator(input) ? listPlans(deps.db, workspace.id) : [],
    listRuns(deps.db, workspace.id, SHOWN),
    listCycles(deps.db, workspace.id, SHOWN),
  ]);
  const lines: RunLine[] = [];
  for (const run of runs) {
    const seen = (await statementsOf(deps.db, workspace.id, run.id)).filter(({ memberId }) => {
      const person = scene.people.find((one) => one.memberId === memberId);
      return isOfficer(input) || (person !== undefined && may(actor, 'propose-bonus', person));
    });
    if (seen.length === 0) continue;
    const isMine = run.createdById === actor.memberId && (await mayCompute(input, run.cycleId));
    lines.push({
      run,
      isMine,
      isOfficer: isOfficer(input),
      count: seen.length,
      totals: runTotals(seen.map(({ result }) => result)),
    });
  }
  const paid = new Set(runs.map(({ cycleId }) => cycleId));
  const waiting: { id: string; name: string; isMine: boolean }[] = [];
  for (const { id, name, state } of cycles) {
    if (state !== 'closed' || paid.has(id)) continue;
    const isMine = await mayCompute(input, id);
    if (isMine || isOfficer(input)) waiting.push({ id, name, isMine });
  }
  const before = runBlocks(lines, waiting, isAdministrator(input), actor.locale);
  if (isAdministrator(input))
    return input.reply(plansReply(plans, scene, { before, buttons: [] }, actor.locale));
  if (before.length === 0) return showMine(input, scene);
  const say = words(actor.locale);
  await input.reply({ text: say('ownTitle'), blocks: [header(say('ownTitle')), ...before] });
}

/** What holds for a person now. */
async function showMine(input: Input, scene: Scene): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const say = words(actor.locale);
  const place = { memberId: actor.memberId, role: actor.role, teamIds: actor.inTeams ?? [] };
  const all = plansFor(await planVersions(deps.db, workspace.id), today);
  const mine = all.filter(({ who }) => isFor(who, place));
  if (mine.length === 0) return input.reply({ text: say('ownNone') });
  const lines = mine.map(
    (plan) =>
      `*${plainInMrkdwn(plan.name)}*\n${termsText(plan.rules, scene, actor.locale)}${limitsText(plan.rules, scene, actor.locale)}`,
  );
  const blocks = linesInMessage([header(say('ownTitle')), context(say('ownIntro'))], lines, [], actor.locale);
  await input.reply({ text: say('ownTitle'), blocks });
}

/** Home: the last payout. */
export async function homePart({ deps, workspace, actor }: Input): Promise<HomePart[]> {
  const [row] = await statementsOfMember(deps.db, workspace.id, actor.memberId, 1);
  if (row === undefined) return [];
  const run = await readRun(deps.db, workspace.id, row.runId);
  if (run === undefined) return [];
  const say = runWords(actor.locale);
  const line = say('homeLine', {
    run: plainInMrkdwn(run.name),
    amount: totalsText(row.result.totals, actor.locale) || say('nothing'),
  });
  const open = button(
    statementWords(actor.locale)('open'),
    'incentives.statement',
    `${run.id}:${actor.memberId}`,
  );
  return [{ order: 32, blocks: [header(say('homeTitle')), section(line), actions(open)] }];
}
