import type { Button, KnownBlock } from '@slack/types';
import { linesValue } from '../../activities/lines/lines.ts';
import { addDays, localDate } from '../../kpi/localDate.ts';
import { actions, button, context, divider, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, linesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Withdrawn } from '../badges/show.ts';
import { badgePayWords } from '../badges/words.ts';
import { clawbackWords } from '../clawback/words.ts';
import type { PersonInputs, RunInputs } from '../pay/inputs.ts';
import type { Line, Statement } from '../pay/line.ts';
import { moneyText, type PlanScene } from '../plan/show.ts';
import { wayLines } from './way.ts';
import { statementWords } from './words.ts';

/** B-05: a statement, readable by somebody who was paid less than they hoped. */

export interface StatementView {
  name: string;
  memberId: string;
  runId: string;
  runName: string;
  run: RunInputs;
  sha256: string;
  person: PersonInputs;
  statement: Statement;
  /** Null while it is a draft. */
  approval: { name: string; date: string; isAlone: boolean } | null;
  /** By index of the line: what is said of a dispute, safe in mrkdwn. */
  notes: ReadonlyMap<number, string>;
  mayDispute: boolean;
  /** B-11: lines of which the reader may take something back. */
  takeable: ReadonlySet<number>;
  /** Badges of the person that were withdrawn since the approval. */
  withdrawn: Withdrawn;
  /** Whether the reader may see the person's badges. */
  maySeeBadges: boolean;
  /** Earlier statements. */
  older: readonly { runId: string; name: string }[];
}

export function statementReply(view: StatementView, scene: PlanScene, locale: Locale): Reply {
  const say = statementWords(locale);
  const { name, runName, run, statement, approval } = view;
  const date = (text: string): string => formatDate(localDate(text), locale, true);
  const before: KnownBlock[] = [
    header(say('title', { name, run: runName })),
    section(totalText(statement, locale)),
    context(say('period', { from: date(run.period.from), to: date(addDays(localDate(run.period.to), -1)) })),
    divider(),
  ];
  const items = statement.lines.map((line, index) => lineBlocks(line, index, view, scene, locale));
  const after: KnownBlock[] = [
    divider(),
    context(
      approval === null ? say('draft') : approvalText(approval, locale),
      say('sealed', { hash: view.sha256.slice(0, 16) }),
    ),
    actions(button(say('pdf'), 'incentives.statement-pdf', `${view.runId}:${view.memberId}`)),
    ...olderBlocks(view, locale),
  ];
  const text = say('text', { name: plainInMrkdwn(name), run: plainInMrkdwn(runName) });
  return { text, blocks: inMessage(before, items, after, locale) };
}

export function approvalText(approval: NonNullable<StatementView['approval']>, locale: Locale): string {
  const said = {
    name: plainInMrkdwn(approval.name),
    date: formatDate(localDate(approval.date), locale, true),
  };
  return statementWords(locale)(approval.isAlone ? 'alone' : 'approved', said);
}

function olderBlocks({ older, memberId }: StatementView, locale: Locale): KnownBlock[] {
  if (older.length === 0) return [];
  const open = statementWords(locale)('open');
  const lines = older.slice(0, 5).map(({ runId, name }): KnownBlock => {
    const accessory = button(open, 'incentives.statement', `${runId}:${memberId}`);
    return { ...section(plainInMrkdwn(name) || '?'), accessory };
  });
  return [context(statementWords(locale)('older')), ...lines];
}

/** "$1,000 and €50". */
export function totalsText(totals: Statement['totals'], locale: Locale): string {
  return totals.map(({ minor, currency: code }) => moneyText(minor, code, locale)).join(' + ');
}

function totalText({ totals }: Statement, locale: Locale): string {
  const say = statementWords(locale);
  const isNothing = totals.every(({ minor }) => minor === '0');
  return isNothing ? say('totalNothing') : say('total', { amount: totalsText(totals, locale) });
}

function lineBlocks(
  line: Line,
  index: number,
  view: StatementView,
  scene: PlanScene,
  locale: Locale,
): KnownBlock[] {
  const say = statementWords(locale);
  const plan = view.run.plans.find(({ id }) => id === line.plan);
  const head = say('line', {
    ...{ plan: plainInMrkdwn(plan?.name ?? line.plan), version: line.version },
    amount: moneyText(line.amount, line.currency, locale),
  });
  const note = view.notes.get(index);
  const said = [
    head,
    ...(plan === undefined ? [] : wayLines(line, plan, view, scene, locale)),
    ...(note === undefined ? [] : [`_${note}_`]),
  ];
  const buttons = [
    ...linesButton(line, view, locale),
    ...badgesButton(line, view, locale),
    ...(view.mayDispute && note === undefined
      ? [button(say('dispute'), 'incentives.dispute', `${view.runId}:${view.memberId}:${index}`)]
      : []),
    ...(view.takeable.has(index)
      ? [
          button(
            clawbackWords(locale)('button'),
            'incentives.clawback',
            `${view.runId}:${view.memberId}:${index}`,
          ),
        ]
      : []),
  ];
  return [section(linesWithin(said, locale)), ...(buttons.length === 0 ? [] : [actions(...buttons)])];
}

/** B-05: the badges that a line pays, those that were withdrawn since too; to the person themselves and to those who lead them. */
function badgesButton({ way }: Line, { memberId, maySeeBadges }: StatementView, locale: Locale): Button[] {
  if (way.kind !== 'badges' || !maySeeBadges) return [];
  return [button(badgePayWords(locale)('see'), 'recognition.badges', memberId)];
}

/** B-05: the log lines behind the figure. */
function linesButton({ way }: Line, { run, memberId }: StatementView, locale: Locale): Button[] {
  if (way.kind !== 'tiers') return [];
  const value = linesValue({
    ...{ metricKey: way.metric, subject: { kind: 'member', id: memberId } },
    range: run.period,
  });
  return [button(statementWords(locale)('lines'), 'activities.lines', value)];
}
