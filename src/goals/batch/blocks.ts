/** What people see of several targets that one act changed. Pure; names from people are escaped here. */
import { absolute, exact } from '../../kpi/exact.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import { actions, button, context, type Reply, section } from '../../platform/blocks.ts';
import { linesInMessage, namesWithin } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { levelsLine } from '../levels/phrases.ts';
import { amount, dateName, figure, metricName, type Reader, subjectName } from '../phrases.ts';
import { valueOn } from '../target.ts';
import type { BatchWritten } from './store.ts';
import { batchWords } from './words.ts';

/** A target that was written, with what it is about. */
export interface Told {
  written: BatchWritten;
  metric: MetricInfo;
  name: string;
}

/** "• team West: $40,000 for December 2026 · commit $30,000 (before: no target)"; `isMine`: to the one whose target it is. */
export function toldLine({ written, metric, name }: Told, isMine: boolean, reader: Reader): string {
  const say = batchWords(reader.locale);
  const { target, before, version, later } = written;
  const held = valueOn(before, version.from);
  if (version.state === 'declined') return withdrawnLine({ written, metric, name }, isMine, reader);
  const was = held === null ? '' : say('before', { amount: amount(metric, held, before, reader) });
  const levels = levelsLine(metric, version.value, version.levels, reader);
  const from = target.periodKey === null ? say('from', { date: dateName(version.from, reader) }) : '';
  const parts = [
    `${amount(metric, version.value, target, reader)}${from}`,
    levels === '' ? '' : `· ${levels}`,
    thenText(metric, later, reader),
    was,
  ];
  const said = {
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: parts.filter((part) => part !== '').join(' '),
  };
  if (isMine) return say('line_mine', said);
  return say('line_of', { ...said, whose: plainInMrkdwn(subjectName(target.subject, name, reader)) });
}

/** T-05: ", then 38 from Wed, Dec 16, 50 from Sat, Jan 16, 2027"; '' where nothing follows. */
export function thenText(
  metric: MetricInfo,
  steps: readonly { readonly from: LocalDate; readonly value: bigint | null }[],
  reader: Reader,
): string {
  const say = batchWords(reader.locale);
  const shown = steps.flatMap(({ from, value }) =>
    value === null
      ? []
      : [say('step', { value: figure(metric, exact(value), reader), date: dateName(from, reader) })],
  );
  return shown.length === 0 ? '' : say('following', { steps: shown.join(say('step_join')) });
}

/** A proposal that was withdrawn: nothing holds because of it. */
function withdrawnLine({ written, metric, name }: Told, isMine: boolean, reader: Reader): string {
  const say = batchWords(reader.locale);
  const { target, version } = written;
  const whose = plainInMrkdwn(subjectName(target.subject, name, reader));
  const said = {
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: say('withdrawn', { amount: amount(metric, version.value, target, reader) }),
  };
  return isMine ? say('line_mine', said) : say('line_of', { ...said, whose });
}

/** What is not assigned, or over-assigned; that all of it is assigned. `unassigned` null: nothing was divided. */
export function restLine(
  metric: MetricInfo,
  whole: bigint,
  unassigned: bigint | null,
  reader: Reader,
): string {
  const say = batchWords(reader.locale);
  if (unassigned === null) return '';
  if (unassigned === 0n) return say('all_assigned', { value: figure(metric, whole, reader) });
  const value = figure(metric, absolute(exact(unassigned)), reader);
  return say(unassigned > 0n ? 'unassigned' : 'over', { value });
}

/** The answer to the one who did it, with one Undo for all. */
export function savedReply(
  given: { told: readonly Told[]; batchId: string; peopleTold: number; rest: string },
  reader: Reader,
): Reply {
  const say = batchWords(reader.locale);
  const { told, batchId, peopleTold, rest } = given;
  const before = [section([say('saved', { count: told.length }), rest].filter(Boolean).join('\n'))];
  const after = [
    ...(peopleTold === 0 ? [] : [context(say('told', { count: peopleTold }))]),
    actions(button(say('undo'), 'goals.undo-many', batchId)),
  ];
  const lines = told.map((one) => toldLine(one, false, reader));
  return { text: say('saved_plain'), blocks: linesInMessage(before, lines, after, reader.locale) };
}

/** To somebody concerned: every target that concerns them, in one message. */
export function newsReply(
  given: { actor: string; lines: readonly string[]; isUndo: boolean; whys?: readonly string[] },
  reader: Reader,
): Reply {
  const say = batchWords(reader.locale);
  const head = say(given.isUndo ? 'news_undone' : 'news', { actor: plainInMrkdwn(given.actor) });
  const after = (given.whys ?? []).slice(0, 5).map((why) => section(why));
  const blocks = linesInMessage([section(head)], given.lines, after, reader.locale);
  return { text: say(given.isUndo ? 'news_undone_plain' : 'news_plain'), blocks };
}

/** What became of Undo. */
export function undoneReply(count: number, stale: readonly string[], reader: Reader): Reply {
  const say = batchWords(reader.locale);
  const text = say('undone', { count });
  const left =
    stale.length === 0
      ? []
      : [context(say('undone_stale', { names: namesWithin(stale.map(plainInMrkdwn), reader.locale) }))];
  return { text, blocks: [section(text), ...left] };
}
