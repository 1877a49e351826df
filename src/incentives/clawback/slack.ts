import { currency, isCurrency } from '../../kpi/money.ts';
import { localDateOf } from '../../kpi/time.ts';
import { formatDate } from '../../platform/format.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable } from '../../platform/normalise.ts';
import type { ActionInput, FieldErrors, Input, SubmitCheck, SubmitInput } from '../../platform/slice.ts';
import { moneyText } from '../plan/show.ts';
import { parseAmount } from '../plan/typed.ts';
import { readRun, statementOf } from '../run/store.ts';
import { actOf, isAllowed, onlyOfficer, readScene } from '../scene/slack.ts';
import { clawbackView, takeable } from './clawback.ts';
import { clawbacksOfLine, enterClawback } from './store.ts';
import { clawbackWords } from './words.ts';

/** B-11: administrators and finance enter what is to be taken back; nobody of themselves. */

async function readLine(input: Input, value: string) {
  if (!(await onlyOfficer(input, 'clawback'))) return undefined;
  const { deps, workspace, actor, now } = input;
  const [runId = '', memberId = '', indexText = ''] = value.split(':');
  const say = clawbackWords(actor.locale);
  const [run, row, scene] = await Promise.all([
    readRun(deps.db, workspace.id, runId),
    statementOf(deps.db, workspace.id, runId, memberId),
    readScene(input),
  ]);
  const index = Number(indexText);
  const line = row?.result.lines[index];
  const person = scene.people.find((one) => one.memberId === memberId);
  if (run === undefined || row === undefined || line === undefined || person === undefined) {
    await input.reply({ text: say('gone') });
    return undefined;
  }
  if (!(await isAllowed(input, 'approve-bonus', person))) return undefined;
  const may = takeable(run, line, now);
  if (may === undefined) {
    await input.reply({ text: say('notPossible') });
    return undefined;
  }
  const plan = plainInMrkdwn(run.inputs.plans.find(({ id }) => id === line.plan)?.name ?? '?');
  return { run, row, line, index, person, may, plan };
}

/** "Take back…". */
export async function pressClawback(input: ActionInput): Promise<void> {
  const found = await readLine(input, input.value);
  if (found === undefined) return;
  const { actor, deps, workspace } = input;
  const { line, person, may, plan, run, index } = found;
  const key = { runId: run.id, memberId: person.memberId, line: index };
  const known = await clawbacksOfLine(deps.db, workspace.id, key);
  const left = known.reduce((rest, { minor }) => rest - minor, may.most);
  const money = (minor: bigint | string): string => moneyText(minor, line.currency, actor.locale);
  const said = {
    ...{
      name: plainInMrkdwn(person.name),
      plainName: person.name,
      plan,
      amount: money(line.amount),
      most: money(left),
    },
    date: formatDate(localDateOf(may.until, actor.tz), actor.locale, true),
  };
  await input.open(clawbackView(input.value, line.currency, said, actor.locale));
}

export function checkClawback({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const [code = ''] = metadata.split(':');
  const minor = isCurrency(code) ? parseAmount(values['amount'] ?? '', code) : undefined;
  if (minor !== undefined && BigInt(minor) > 0n) return undefined;
  return { amount: clawbackWords(locale)('amountWrong', { code }) };
}

export async function submitClawback(input: SubmitInput): Promise<void> {
  const found = await readLine(input, input.metadata.split(':').slice(1).join(':'));
  if (found === undefined) return;
  const { deps, actor, now } = input;
  const say = clawbackWords(actor.locale);
  const { run, row, line, index, person, may, plan } = found;
  const code = line.currency;
  const minor = parseAmount(input.values['amount'] ?? '', currency(code));
  if (minor === undefined) return input.reply({ text: say('amountWrong', { code }) });
  const reason = keepable(input.values['reason'] ?? '').trim();
  const told: Notice = {
    key: `clawback:${run.id}:${person.memberId}:${input.transportKey}`,
    channel: person.slackUserId,
    reply: {
      text: clawbackWords(person.locale)('told', {
        ...{ plan, run: plainInMrkdwn(run.name), reason: cut(plainInMrkdwn(reason), 600) },
        amount: moneyText(minor, code, person.locale),
      }),
    },
  };
  const done = await enterClawback(
    deps.db,
    actOf(input),
    {
      ...{ runId: run.id, memberKey: row.memberKey, memberId: person.memberId, line: index },
      ...{ planId: line.plan, currency: code, minor: BigInt(minor), most: may.most, reason, now },
    },
    person.isActive ? [told] : [],
  );
  if (done.kind === 'too much')
    return input.reply({ text: say('tooMuch', { most: moneyText(done.left, code, actor.locale) }) });
  if (done.kind === 'repeated') return input.reply({ text: say('repeated') });
  const amount = moneyText(minor, code, actor.locale);
  await input.reply({ text: say('entered', { amount, name: plainInMrkdwn(person.name) }) });
}
