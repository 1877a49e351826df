import type { RecordedActivity } from '../../../activities/activity.ts';
import { isOnesWord } from '../../../activities/trust/pending.ts';
import { exact } from '../../../kpi/exact.ts';
import { addDays, localDate } from '../../../kpi/localDate.ts';
import { formatPercent } from '../../../kpi/value.ts';
import type { DocumentSpec } from '../../../platform/charts/index.ts';
import { formatCount, formatDate, languageTag } from '../../../platform/format.ts';
import { fromMrkdwn } from '../../../platform/mrkdwn.ts';
import type { Locale } from '../../../platform/words.ts';
import { type ActivityTypeInfo, nameOf } from '../../../playbook/playbook.ts';
import type { FrozenPlan } from '../../pay/inputs.ts';
import type { Line } from '../../pay/line.ts';
import { limitsText, metricName, moneyText, type PlanScene, termsText } from '../../plan/show.ts';
import { approvalText, type StatementView, totalsText } from '../blocks.ts';
import { wayLines } from '../way.ts';
import { statementWords } from '../words.ts';
import { statementSheetWords } from './words.ts';

/** B-05: a statement as a document to keep: log rows → metric → attainment → rule version → amount, who stands for it, and the seals. */

/** What stands in the document beside what a message shows. */
export interface SheetMore {
  computed: { name: string; date: string };
  runSha256: string;
  types: readonly ActivityTypeInfo[];
  /** By metric: the log lines behind it, the newest first; a metric is missing where the reader may not see them. */
  /** M-07: of these types an amount counts for pay only once somebody else stands for it. */
  needConfirmation: ReadonlySet<string>;
  logs: ReadonlyMap<string, { facts: readonly RecordedActivity[]; rest: number }>;
}

type Part = DocumentSpec['parts'][number];

export function statementDocument(
  view: StatementView,
  more: SheetMore,
  scene: PlanScene,
  locale: Locale,
): DocumentSpec {
  const say = statementSheetWords(locale);
  const { name, runName, run, statement, approval } = view;
  const state = say(approval === null ? 'draft' : 'approved');
  const lines = statement.lines.map((line, index) => linePart(line, index, view, scene, locale));
  const metrics = new Set(statement.lines.flatMap(({ way }) => (way.kind === 'tiers' ? [way.metric] : [])));
  const logs = [...metrics].flatMap((metric) => logPart(metric, view, more, scene, locale));
  const date = (text: string): string => formatDate(localDate(text), locale, true);
  return {
    title: say('title', { name, run: runName }),
    subtitle: say('subtitle', {
      from: date(run.period.from),
      to: date(addDays(localDate(run.period.to), -1)),
    }),
    parts: [paidPart(view, locale), ...lines, ...logs, approvalPart(view, more, locale)],
    foot: say('foot', { name, run: runName, state }),
  };
}

const planOf = ({ run }: StatementView, { plan }: Line): FrozenPlan | undefined =>
  run.plans.find(({ id }) => id === plan);

function titleOf(line: Line, view: StatementView, locale: Locale): string {
  const plan = planOf(view, line)?.name ?? line.plan;
  return statementSheetWords(locale)('plan', { plan, version: line.version });
}

function paidPart(view: StatementView, locale: Locale): Part {
  const say = statementSheetWords(locale);
  const { lines, totals } = view.statement;
  const total = totalsText(totals, locale) || moneyText('0', view.run.currency, locale);
  const isNothing = totals.every(({ minor }) => minor === '0');
  return {
    title: say('paid'),
    lines: [
      ...lines.map((line) => ({
        text: titleOf(line, view, locale),
        right: moneyText(line.amount, line.currency, locale),
      })),
      { text: say('total'), right: total },
      ...(isNothing ? [quiet(statementWords(locale)('totalNothing').replaceAll('*', ''))] : []),
    ],
  };
}

const quiet = (text: string) => ({ text, isQuiet: true });

function linePart(line: Line, index: number, view: StatementView, scene: PlanScene, locale: Locale): Part {
  const say = statementSheetWords(locale);
  const plan = planOf(view, line);
  const note = view.notes.get(index);
  const way = plan === undefined ? [] : wayLines(line, plan, view, scene, locale).map(fromMrkdwn);
  // What a further step would have meant comes after what is paid.
  const [next, steps] = [way.filter(isNext), way.filter((text) => !isNext(text))];
  return {
    title: titleOf(line, view, locale),
    lines: [
      ...steps.map((text) => ({ text })),
      { text: say('amount'), right: moneyText(line.amount, line.currency, locale) },
      ...next.map((text) => ({ text })),
      ...(note === undefined ? [] : [{ text: fromMrkdwn(note) }]),
      ...(plan === undefined ? [] : [quiet(say('rule', ruleOf(plan, scene, locale)))]),
    ],
  };
}

const isNext = (text: string): boolean => text.startsWith('→');

const ruleOf = ({ rules, version }: FrozenPlan, scene: PlanScene, locale: Locale) => ({
  version,
  terms: fromMrkdwn(termsText(rules, scene, locale)),
  limits: fromMrkdwn(limitsText(rules, scene, locale)),
});

function logPart(
  metric: string,
  view: StatementView,
  more: SheetMore,
  scene: PlanScene,
  locale: Locale,
): Part[] {
  const say = statementSheetWords(locale);
  const found = more.logs.get(metric);
  if (found === undefined) return [];
  const { facts, rest } = found;
  const title = say('logs', { metric: fromMrkdwn(metricName(scene.metrics, metric, locale)) });
  const lines = facts.map((fact) => factLine(fact, view, more, locale));
  return [
    {
      title,
      lines: [
        ...lines,
        ...(facts.length === 0 ? [quiet(say('noLogs'))] : []),
        ...(rest === 0 ? [] : [quiet(say('moreLogs', { count: rest }))]),
      ],
    },
  ];
}

function factLine(
  fact: RecordedActivity,
  { run, memberId }: StatementView,
  { types, needConfirmation }: SheetMore,
  locale: Locale,
) {
  const isUnconfirmed =
    fact.amount !== null &&
    needConfirmation.has(fact.typeKey) &&
    isOnesWord(fact) &&
    fact.isConfirmed !== true;
  const type = types.find(({ key }) => key === fact.typeKey);
  const named = type === undefined ? fact.typeKey : nameOf(type, locale, fact.quantity);
  const count = formatCount(fact.quantity, locale);
  const share = fact.shares?.[memberId] ?? null;
  const text = [
    formatDate(fact.localDate, locale, true),
    locale === 'zh' ? `${named} ${count}` : `${count} ${named}`,
    ...(fact.customer === null ? [] : [fact.customer]),
    ...(share === null
      ? []
      : [
          statementSheetWords(locale)('shared', {
            percent: formatPercent(exact(BigInt(share), 100n), languageTag(locale)),
          }),
        ]),
    ...(fact.ref === undefined ? [] : [`#${fact.ref}`]),
    ...(isUnconfirmed ? [statementSheetWords(locale)('unconfirmed')] : []),
  ].join(' · ');
  return fact.amount === null ? { text } : { text, right: moneyText(fact.amount, run.currency, locale) };
}

function approvalPart(view: StatementView, more: SheetMore, locale: Locale): Part {
  const say = statementSheetWords(locale);
  const { approval } = view;
  const date = formatDate(localDate(more.computed.date), locale, true);
  return {
    title: say('approvals'),
    lines: [
      { text: say('computed', { name: more.computed.name, date }) },
      {
        text:
          approval === null ? statementWords(locale)('draft') : fromMrkdwn(approvalText(approval, locale)),
      },
      quiet(say('hash', { hash: view.sha256 })),
      quiet(say('runHash', { hash: more.runSha256 })),
      quiet(say('verify')),
    ],
  };
}
