import type { KnownBlock } from '@slack/types';
import { actions, button, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Statement } from '../pay/line.ts';
import { totalsOf } from '../pay/payout.ts';
import { totalsText } from '../statement/blocks.ts';
import type { Run } from './run.ts';
import { runWords } from './words.ts';

/** Payout runs as those see them who compute and approve them. */

export interface RunLine {
  run: Pick<Run, 'id' | 'name' | 'state'>;
  count: number;
  totals: Statement['totals'];
  /** Whether the reader approves runs and takes them to payroll: administrators and finance. */
  isOfficer: boolean;
  /** Whether the reader computed it, and may take it back. */
  isMine?: boolean;
}

/** What all statements of a run come to. */
export const runTotals = (statements: readonly Pick<Statement, 'lines'>[]): Statement['totals'] =>
  totalsOf(statements.flatMap(({ lines }) => lines));

/** What waits and what was paid: closed evaluations without a payout, and the runs. `mayCompute`: an administrator, or `isMine`. */
export function runBlocks(
  runs: readonly RunLine[],
  cycles: readonly { id: string; name: string; isMine?: boolean }[],
  mayCompute: boolean,
  locale: Locale,
): KnownBlock[] {
  const say = runWords(locale);
  const waiting = cycles.flatMap(({ id, name, isMine = false }): KnownBlock[] => [
    section(say('waitingCycle', { name: plainInMrkdwn(name) })),
    ...(mayCompute || isMine ? [actions(button(say('compute'), 'incentives.compute', id, 'primary'))] : []),
  ]);
  return [...waiting, ...runs.flatMap((run) => runParts(run, mayCompute, locale))];
}

function runParts(
  { run, count, totals, isOfficer, isMine = false }: RunLine,
  mayCompute: boolean,
  locale: Locale,
): KnownBlock[] {
  const say = runWords(locale);
  if (run.state === 'discarded') return [];
  const line = say('runLine', {
    ...{ name: plainInMrkdwn(run.name), state: say(`state-${run.state}`), count },
    total: totalsText(totals, locale) || say('nothing'),
  });
  const buttons = [
    button(say('see'), 'incentives.people', run.id),
    ...(run.state === 'draft' && isOfficer
      ? [button(say('approve'), 'incentives.approve', run.id, 'primary')]
      : []),
    ...(run.state === 'draft' && (mayCompute || isMine)
      ? [button(say('discard'), 'incentives.discard', run.id)]
      : []),
    ...(mayCompute ? [button(say('fairness'), 'incentives.fairness', run.id)] : []),
    ...(run.state === 'approved' && isOfficer
      ? [
          button(say('exportCsv'), 'incentives.export', run.id),
          button(say('exportXlsx'), 'incentives.export-xlsx', run.id),
        ]
      : []),
  ];
  return [section(line), actions(...buttons)];
}

export interface RunPerson {
  name: string;
  memberId: string;
  statement: Statement;
  isDisputed: boolean;
}

/** Who gets what, the most first; nobody is left out without being counted. */
export function runPeopleReply(line: RunLine, people: readonly RunPerson[], locale: Locale): Reply {
  const say = runWords(locale);
  const title = say('peopleTitle', { name: line.run.name });
  const items = people.map(({ name, memberId, statement, isDisputed }): KnownBlock[] => {
    const text = say('person', {
      name: plainInMrkdwn(name),
      amount: totalsText(statement.totals, locale) || say('nothing'),
      note: notesOf(statement, isDisputed, locale),
    });
    const see = button(say('statement'), 'incentives.statement', `${line.run.id}:${memberId}`);
    return [{ ...section(text), accessory: see }];
  });
  const before = [header(title), ...runParts(line, false, locale)];
  return { text: plainInMrkdwn(title), blocks: inMessage(before, items, [], locale) };
}

function notesOf({ lines }: Statement, isDisputed: boolean, locale: Locale): string {
  const say = runWords(locale);
  const notes = [
    ...(lines.some(({ way }) => way.kind === 'policy') ? [say('note-policy')] : []),
    ...(lines.some(({ limits }) => limits.gate === 'under') ? [say('note-gate')] : []),
    ...(lines.some(({ limits }) => limits.budgetFactor !== null) ? [say('note-budget')] : []),
    ...(isDisputed ? [say('note-dispute')] : []),
  ];
  return notes.join('');
}

/** A sentence about a run with buttons to look at it and to approve it. */
export function runAskReply(text: string, runId: string, locale: Locale): Reply {
  const say = runWords(locale);
  const buttons = [
    button(say('see'), 'incentives.people', runId),
    button(say('approve'), 'incentives.approve', runId, 'primary'),
  ];
  return { text, blocks: [section(text), actions(...buttons)] };
}
