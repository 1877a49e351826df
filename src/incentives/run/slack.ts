import { snapshotsOf } from '../../evaluation/closing/store.ts';
import { readCycle } from '../../evaluation/cycle/store.ts';
import { localDate } from '../../kpi/localDate.ts';
import { may } from '../../people/rights.ts';
import { listOfficers } from '../../people/store.ts';
import { actions, button, section } from '../../platform/blocks.ts';
import { namesWithin } from '../../platform/fit.ts';
import { formatMoment } from '../../platform/format.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { badgesIn } from '../../recognition/badges/store.ts';
import { allStand, paidOf } from '../badges/badges.ts';
import { isHeld } from '../dispute/dispute.ts';
import { disputesOf } from '../dispute/store.ts';
import type { Statement } from '../pay/line.ts';
import { actOf, isOfficer, onlyAdministrator, onlyOfficer, readScene, type Scene } from '../scene/slack.ts';
import { totalsText } from '../statement/blocks.ts';
import { statementWords } from '../statement/words.ts';
import { runPeopleReply, runTotals } from './blocks.ts';
import { mayCompute, paidIn } from './computing/slack.ts';
import { approvalOf, type Run } from './run.ts';
import { approveRun, discardRun, readRun, type StatementRow, statementsOf } from './store.ts';
import { runWords } from './words.ts';

/** Approving and discarding payout runs, and who gets what. */

const EVER = { from: localDate('0001-01-01'), to: localDate('9999-12-31') };

/** "Approve". */
export async function approve(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, now } = input;
  const say = runWords(actor.locale);
  const run = await readRun(deps.db, workspace.id, input.value);
  if (run === undefined) return input.reply({ text: say('gone') });
  const [scene, statements, officers] = await Promise.all([
    readScene(input),
    statementsOf(deps.db, workspace.id, run.id),
    listOfficers(deps.db, workspace.id),
  ]);
  const approval = approvalOf({
    ...{ actorId: actor.memberId, isOfficer: isOfficer(input), run, now, paidIds: paidIn(statements) },
    officerIds: officers.map(({ memberId }) => memberId),
  });
  switch (approval.kind) {
    case 'no right':
      await onlyOfficer(input, 'approve-bonus');
      return;
    case 'decided':
      return input.reply({ text: say('decided') });
    case 'wait': {
      const until = new Date(approval.until.epochMilliseconds);
      return input.reply({ text: say('wait', { date: formatMoment(until, actor.tz, actor.locale) }) });
    }
    case 'own run':
    case 'own pay': {
      const all = approval.others.map((id) => plainInMrkdwn(scene.names.get(id) ?? '?'));
      const names = all.length === 0 ? say('nobodyElse') : namesWithin(all, actor.locale, 5);
      return input.reply({ text: say(approval.kind === 'own run' ? 'ownRun' : 'ownPay', { names }) });
    }
    case 'second':
    case 'alone':
      return decide(input, scene, run, statements, approval.kind === 'alone');
  }
}

async function decide(
  input: ActionInput,
  scene: Scene,
  run: Run,
  statements: readonly StatementRow[],
  isAlone: boolean,
): Promise<void> {
  const { deps, actor, now } = input;
  const say = runWords(actor.locale);
  if (!(await isUnchanged(input, run, statements))) return input.reply({ text: say('changed') });
  const active = new Map(scene.people.filter((one) => one.isActive).map((one) => [one.memberId, one]));
  const tell = statements.flatMap((row): Notice[] => {
    const person = active.get(row.memberId);
    return person === undefined ? [] : [toldNotice(run, row, person)];
  });
  const taken = statements.flatMap(({ result }) =>
    result.lines.flatMap(({ way, amount }) =>
      way.kind === 'recovery' ? [{ id: way.id, minor: -BigInt(amount) }] : [],
    ),
  );
  const wish = { runId: run.id, isAlone, now, taken, badges: paidOf(statements) };
  const done = await approveRun(deps.db, actOf(input), wish, tell);
  if (done.kind !== 'done') return input.reply({ text: say(done.kind) });
  const name = plainInMrkdwn(run.name);
  const text = say(isAlone ? 'approvedAlone' : 'approved', { name, count: tell.length });
  const csv = button(say('exportCsv'), 'incentives.export', run.id);
  const xlsx = button(say('exportXlsx'), 'incentives.export-xlsx', run.id);
  await input.reply({ text, blocks: [section(text), actions(csv, xlsx)] });
}

/** Whether the evaluation, and the badges that are paid, still stand as they were frozen: a correction since makes the run wrong. */
async function isUnchanged(input: Input, run: Run, statements: readonly StatementRow[]): Promise<boolean> {
  const cycle = await readCycle(input.deps.db, input.workspace.id, run.cycleId);
  if (cycle?.state !== 'closed') return false;
  // Of each person the newest comes last.
  const snapshots = await snapshotsOf(input.deps.db, input.workspace.id, run.cycleId);
  const newest = new Map(snapshots.map(({ memberKey, sha256 }) => [memberKey, sha256]));
  if (!statements.every(({ memberKey, inputs }) => newest.get(memberKey) === inputs.evaluation.sha256))
    return false;
  const memberIds = statements.filter(({ inputs }) => inputs.badges !== undefined).map((row) => row.memberId);
  if (memberIds.length === 0) return true;
  const standing = await badgesIn(input.deps.db, input.workspace.id, { range: EVER, memberIds });
  return allStand(paidOf(statements), standing);
}

function toldNotice(run: Run, { memberId, result }: StatementRow, person: Scene['people'][number]): Notice {
  const { locale, slackUserId } = person;
  const say = statementWords(locale);
  const isNothing = result.totals.every(({ minor }) => minor === '0');
  const text = say(isNothing ? 'toldNothing' : 'told', {
    run: plainInMrkdwn(run.name),
    amount: totalsText(result.totals, locale),
  });
  const open = button(say('open'), 'incentives.statement', `${run.id}:${memberId}`, 'primary');
  const reply = { text, blocks: [section(text), actions(open)] };
  return { key: `payout:${run.id}:told:${memberId}`, channel: slackUserId, reply };
}

/** "Discard": an administrator takes a draft back, or whoever leads everybody in it and computed it themselves. */
export async function discard(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const say = runWords(actor.locale);
  const run = await readRun(deps.db, workspace.id, input.value);
  if (run === undefined) return input.reply({ text: say('gone') });
  const isOwn = run.createdById === actor.memberId && (await mayCompute(input, run.cycleId));
  if (!isOwn && !(await onlyAdministrator(input, 'discard-payout'))) return;
  const done = await discardRun(deps.db, actOf(input), input.value);
  const text =
    done.kind === 'done' ? say('discarded', { name: plainInMrkdwn(done.run.name) }) : say(done.kind);
  await input.reply({ text });
}

/** "People": who gets what, as far as the actor may see statements. */
export async function showPeople(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const run = await readRun(deps.db, workspace.id, input.value);
  if (run === undefined || run.state === 'discarded')
    return input.reply({ text: runWords(actor.locale)('gone') });
  const [scene, statements, disputes] = await Promise.all([
    readScene(input),
    statementsOf(deps.db, workspace.id, run.id),
    disputesOf(deps.db, workspace.id, run.id),
  ]);
  const byId = new Map(scene.people.map((person) => [person.memberId, person]));
  const seen = statements.filter(({ memberId }) => {
    const person = byId.get(memberId);
    if (isOfficer(input)) return true;
    return person !== undefined && may(actor, 'propose-bonus', person);
  });
  if (seen.length === 0) {
    await onlyOfficer(input, 'see-payout');
    return;
  }
  const people = seen
    .map(({ memberId, memberKey, result }) => ({
      ...{ memberId, statement: result, name: scene.names.get(memberId) ?? '?' },
      isDisputed: result.lines.some((_, index) => isHeld(disputes, memberKey, index)),
    }))
    .toSorted((a, b) => moneyOf(b.statement) - moneyOf(a.statement) || (a.name < b.name ? -1 : 1));
  const totals = runTotals(seen.map(({ result }) => result));
  await input.reply(
    runPeopleReply({ run, isOfficer: isOfficer(input), count: seen.length, totals }, people, actor.locale),
  );
}

/** For the order of a list alone. */
const moneyOf = ({ totals }: Statement): number => Number(totals[0]?.minor ?? '0');
