import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { isFirst } from '../../platform/once.ts';
import type { ActionInput } from '../../platform/slice.ts';
import { csvOf } from '../../platform/tables/write/csv.ts';
import { xlsxOf } from '../../platform/tables/write/xlsx.ts';
import { disputesOf } from '../dispute/store.ts';
import { totalsOf } from '../pay/payout.ts';
import { ordersOf } from '../rewards/store.ts';
import { readRun, statementsOf } from '../run/store.ts';
import { runWords } from '../run/words.ts';
import { actOf, onlyOfficer, readScene } from '../scene/slack.ts';
import { totalsText } from '../statement/blocks.ts';
import { entriesOf, newEntries, payrollLines, rewardEntries } from './entries.ts';
import { exportedRewards, exportsOf, saveExport } from './store.ts';

/** "Payroll CSV", "Payroll Excel": what was in no file yet; where there is nothing new, the last file once more. Administrators and finance. */
export async function sendExport(input: ActionInput): Promise<void> {
  if (!(await onlyOfficer(input, 'export-payroll'))) return;
  const { deps, workspace, actor } = input;
  const say = runWords(actor.locale);
  const [runId, format] = [input.value, input.actionId === 'incentives.export-xlsx' ? 'xlsx' : 'csv'];
  const run = await readRun(deps.db, workspace.id, runId);
  if (run === undefined) return input.reply({ text: say('gone') });
  if (run.state !== 'approved') return input.reply({ text: say('notApproved') });
  const [statements, disputes, earlier, orders, exported, scene] = await Promise.all([
    statementsOf(deps.db, workspace.id, run.id),
    disputesOf(deps.db, workspace.id, run.id),
    exportsOf(deps.db, workspace.id, run.id),
    ordersOf(deps.db, workspace.id, { states: ['approved', 'given'] }),
    exportedRewards(deps.db, workspace.id),
    readScene(input),
  ]);
  const { entries: lines, held } = entriesOf(statements, disputes);
  const entries = [...lines, ...rewardEntries(orders, exported, run.id)];
  const fresh = newEntries(
    entries,
    earlier.map((file) => file.entries),
  );
  const last = earlier.at(-1);
  const name = plainInMrkdwn(run.name);
  const isAgain = fresh.length === 0;
  if (isAgain && last === undefined)
    return input.reply({ text: [say('nothingToExport', { name }), ...heldText(held, say)].join(' ') });
  const no = (last?.no ?? 0) + (isAgain ? 0 : 1);
  const chosen = isAgain ? entries.filter(({ key }) => last?.entries.includes(key) === true) : fresh;
  const keys = chosen.map(({ key }) => key);
  const rewards = chosen
    .filter(({ kind }) => kind === 'reward')
    .map(({ key }) => key.slice('reward:'.length));
  const isMine = isAgain
    ? await isFirst(deps.db, workspace.id, input.transportKey)
    : await saveExport(deps.db, actOf(input), { runId: run.id, no, entries: keys, rewards });
  if (!isMine) return input.reply({ text: say('repeated') });
  const people = new Map(scene.people.map((person) => [person.memberId, person]));
  const rows = payrollLines(run, chosen, people, say);
  const bytes = format === 'xlsx' ? await xlsxOf(run.name, rows) : csvOf(rows);
  const file = {
    name: `payroll-${run.inputs.period.key.replaceAll(':', '-')}-${no}.${format === 'xlsx' ? 'xlsx' : 'csv'}`,
    bytes,
  };
  const totals = totalsOf(chosen.map(({ currency, minor }) => ({ currency, amount: minor.toString() })));
  const said = { no, name, count: chosen.length, total: totalsText(totals, actor.locale) };
  const comment = [say(isAgain ? 'exportedAgain' : 'exported', said), ...heldText(held, say)].join(' ');
  await (await deps.slack(workspace.id)).sendFile(actor.slackUserId, file, comment);
  if (input.channelId?.startsWith('D') !== true) await input.reply({ text: `${comment} ${say('sent')}` });
}

const heldText = (held: number, say: ReturnType<typeof runWords>): string[] =>
  held === 0 ? [] : [say('heldBack', { count: held })];
