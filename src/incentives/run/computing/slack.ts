import { randomUUID } from 'node:crypto';
import { membersOfCycle, readCycle } from '../../../evaluation/cycle/store.ts';
import { addDays, localDate } from '../../../kpi/localDate.ts';
import { leadsAnybody, may } from '../../../people/rights.ts';
import { listOfficers, listPeople } from '../../../people/store.ts';
import { namesWithin } from '../../../platform/fit.ts';
import { formatDate } from '../../../platform/format.ts';
import type { Notice } from '../../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import type { ActionInput, Input } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import { denied } from '../../../workspace/store.ts';
import { isDecidedLate, type RunInputs } from '../../pay/inputs.ts';
import type { Statement } from '../../pay/line.ts';
import { payout } from '../../pay/payout.ts';
import { runHash, statementHash } from '../../pay/seal.ts';
import { plansFor } from '../../plan/plan.ts';
import { planVersions } from '../../plan/store.ts';
import { type Gathered, readInputs } from '../../reading/index.ts';
import { actOf, isAdministrator, onlyAdministrator, readScene } from '../../scene/slack.ts';
import { totalsText } from '../../statement/blocks.ts';
import { runAskReply, runTotals } from '../blocks.ts';
import { secondsFor } from '../run.ts';
import { createRun, type NewRun } from '../store.ts';
import { runWords } from '../words.ts';

/** From a closed evaluation to a frozen draft. */

/** "Compute payouts": from a closed evaluation to a frozen draft. */
export async function compute(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const say = runWords(actor.locale);
  const cycle = await readCycle(deps.db, workspace.id, input.value);
  if (!(await mayCompute(input, input.value))) {
    if (!leadsAnybody(actor)) return void (await onlyAdministrator(input, 'compute-payout'));
    await denied(deps.db, workspace.id, actor.memberId, 'compute-payout', `workspace:${workspace.id}`);
    return input.reply({ text: say('notAllYours') });
  }
  if (cycle === undefined) return input.reply({ text: say('gone') });
  if (cycle.state !== 'closed') return input.reply({ text: say('notClosed') });
  const name = plainInMrkdwn(cycle.name);
  const plans = plansFor(await planVersions(deps.db, workspace.id), cycle.range.from);
  if (plans.length === 0) return input.reply({ text: say('noPlans', { name }) });
  const read = await readInputs(input, cycle, plans, true);
  if ('noRate' in read) {
    const date = formatDate(addDays(cycle.range.to, -1), actor.locale, true);
    return input.reply({ text: say('noRate', { code: read.noRate, date }) });
  }
  if (read.people.length === 0) return input.reply({ text: say('nobody', { name }) });
  const run = sealed(read, cycle.name, input);
  await keep(input, run);
}

/**
 * reliability.md § 7: administrators; and whoever leads everybody whom the evaluation is about. Places, pools and budgets are decided for all
 * of them together, so nobody computes a part. Nobody computes a payout of themselves.
 */
export async function mayCompute(input: Input, cycleId: string): Promise<boolean> {
  const { deps, workspace, actor, today } = input;
  if (isAdministrator(input)) return true;
  if (!leadsAnybody(actor)) return false;
  const members = await membersOfCycle(deps.db, workspace.id, cycleId);
  const people = await listPeople(deps.db, workspace.id, today);
  return (
    members.length > 0 &&
    members.every(({ memberId }) => {
      const person = people.find((one) => one.memberId === memberId);
      return person !== undefined && may(actor, 'propose-bonus', person);
    })
  );
}

/** B-05: every statement with its hash, and one over all. */
export function sealed(
  { run: inputs, people, memberOf }: Gathered,
  name: string,
  { now }: Pick<Input, 'now'>,
): NewRun {
  const id = randomUUID();
  const byKey = new Map(people.map((person) => [person.memberKey, person]));
  const statements = payout(inputs, people).flatMap((result) => {
    const { memberKey } = result;
    const [person, memberId] = [byKey.get(memberKey), memberOf.get(memberKey)];
    if (person === undefined || memberId === undefined) return [];
    return [{ memberKey, memberId, inputs: person, result, sha256: statementHash(id, person, result) }];
  });
  return {
    id,
    cycleId: inputs.cycleId,
    name,
    inputs,
    statements,
    now,
    sha256: runHash(id, inputs, statements),
  };
}

async function keep(input: Input, run: NewRun): Promise<void> {
  const { deps, workspace, actor } = input;
  const say = runWords(actor.locale);
  const scene = await readScene(input);
  const officers = await listOfficers(deps.db, workspace.id);
  const seconds = secondsFor({
    officerIds: officers.map(({ memberId }) => memberId),
    ...{ run: { createdById: actor.memberId }, paidIds: paidIn(run.statements) },
  });
  const totals = runTotals(run.statements.map(({ result }) => result));
  const tell = scene.people
    .filter(({ memberId }) => seconds.includes(memberId))
    .map((person): Notice => {
      const asked = runWords(person.locale)('ask', {
        ...{ actor: plainInMrkdwn(actor.name), name: plainInMrkdwn(run.name), count: run.statements.length },
        total: totalsText(totals, person.locale),
      });
      const text = [asked, ...lateText(run.inputs, person.locale)].join('\n');
      const key = `payout:${run.id}:ask:${person.memberId}`;
      return { key, channel: person.slackUserId, reply: runAskReply(text, run.id, person.locale) };
    });
  const made = await createRun(deps.db, actOf(input), run, tell);
  if (made.kind !== 'created') return input.reply({ text: say(made.kind) });
  const done = say('computed', {
    ...{ name: plainInMrkdwn(run.name), count: run.statements.length },
    total: totalsText(totals, actor.locale) || say('nothing'),
  });
  const alone = seconds.length > 0 ? [] : [say('computedAlone')];
  const text = [done, ...alone, ...lateText(run.inputs, actor.locale)].join('\n');
  await input.reply(runAskReply(text, run.id, actor.locale));
}

/** Plans whose terms were decided after the period had begun: who approves must know. */
function lateText(inputs: RunInputs, locale: Locale): string[] {
  const late = inputs.plans.filter((plan) => isDecidedLate(plan, inputs));
  if (late.length === 0) return [];
  const names = late.map(({ name, decided }) => {
    const date = formatDate(localDate(decided ?? inputs.period.from), locale, true);
    return `${plainInMrkdwn(name)} (${date})`;
  });
  return [runWords(locale)('late', { names: namesWithin(names, locale, 5) })];
}

/** Whom a run pays, or takes back from: they are no second person. */
export const paidIn = (statements: readonly { memberId: string; result: Statement }[]): Set<string> =>
  new Set(
    statements
      .filter(({ result }) => result.lines.some(({ amount }) => amount !== '0'))
      .map(({ memberId }) => memberId),
  );
