import type { KnownBlock } from '@slack/types';
import { formatMoney } from '../kpi/formatMoney.ts';
import type { LocalDate } from '../kpi/localDate.ts';
import { currency, isCurrency } from '../kpi/money.ts';
import { actions, button, context, type Reply, section } from '../platform/blocks.ts';
import { inMessage } from '../platform/fit.ts';
import { formatCount, formatDate, languageTag } from '../platform/format.ts';
import { cut, escapeText, plainInMrkdwn } from '../platform/mrkdwn.ts';
import { readable } from '../platform/normalise.ts';
import type { Locale } from '../platform/words.ts';
import { nameOf, type Playbook } from '../playbook/playbook.ts';
import type { NewActivity, RecordedActivity } from './activity.ts';
import { explainProblem } from './grammar/explain.ts';
import { problemWords } from './grammar/problemWords.ts';
import type { LogProblem } from './parse.ts';
import { printRating } from './rating.ts';
import { isOnesWord } from './trust/pending.ts';
import { words } from './words.ts';

/** What showing a fact needs to know. */
export interface Frame {
  locale: Locale;
  playbook: Playbook;
  /** The workspace's currency. */
  currency: string;
  /** The reader's date: another one is named. */
  today: LocalDate;
  /** Whether today's date is named like any other: in a list of many dates. */
  isDated?: boolean;
  /** Who reads. */
  memberId: string;
  /** Names of those who share credit, by member id. */
  names: ReadonlyMap<string, string>;
  /** M-07: activity types whose amounts need confirmation here. */
  needConfirmation?: ReadonlySet<string>;
}

/** "3 calls", "电话 3": quantity and name in the reader's language. */
export function countOf(typeKey: string, quantity: bigint, { playbook, locale }: Frame): string {
  const type = playbook.types.find((one) => one.key === typeKey);
  const name = type === undefined ? typeKey : nameOf(type, locale, quantity);
  const words = [formatCount(quantity, locale), escapeText(name)];
  // As one would type it: `/log 3 calls`, `/log 电话 3`.
  return (locale === 'zh' ? words.toReversed() : words).join(' ');
}

/** What stands between a title and what it names; Slack shows bold only behind a space or ASCII punctuation. */
function colonIn(locale: Locale): string {
  return locale === 'zh' ? '： ' : ': ';
}

function money(minor: bigint, code: string, locale: Locale): string {
  return isCurrency(code)
    ? formatMoney(minor, currency(code), languageTag(locale), 'short')
    : `${minor} ${code}`;
}

/** One fact on one line of mrkdwn, everything that was understood: `*3 calls* · Acme · $12,500 · Fri, Nov 20`. */
export function lineOf(
  fact: NewActivity &
    Partial<Pick<RecordedActivity, 'id' | 'actorId' | 'memberId' | 'externalId' | 'isConfirmed' | 'rated'>>,
  frame: Frame,
): string {
  const { locale } = frame;
  const say = words(locale);
  const extra = [fact.campaign, fact.region, fact.product, fact.segment ?? ''].filter((text) => text !== '');
  return [
    `*${countOf(fact.typeKey, fact.quantity, frame)}*`,
    ...(fact.rating === undefined ? [] : [printRating(fact.rating)]),
    ...(fact.rated === undefined
      ? []
      : [say('rated', { grade: printRating(fact.rated), raters: fact.rated.raters })]),
    ...(fact.customer === null ? [] : [plainInMrkdwn(fact.customer)]),
    ...amountsOf(fact, frame),
    ...(isUnconfirmed(fact, frame) ? [say('unconfirmed')] : []),
    ...(fact.ref === undefined ? [] : [`#${plainInMrkdwn(fact.ref)}`]),
    ...(fact.localDate === frame.today && frame.isDated !== true
      ? []
      : [formatDate(fact.localDate, locale, !sameYear(fact.localDate, frame.today))]),
    ...(fact.channel === '' ? [] : [say('via', { channel: plainInMrkdwn(fact.channel) })]),
    ...extra.map(plainInMrkdwn),
    ...sharesOf(fact, frame),
    ...(fact.note === '' ? [] : [`_${cut(plainInMrkdwn(fact.note), 200)}_`]),
  ].join(' · ');
}

/** M-07: an amount for which nobody else stands yet. */
function isUnconfirmed(
  fact: NewActivity &
    Partial<Pick<RecordedActivity, 'id' | 'actorId' | 'memberId' | 'externalId' | 'isConfirmed'>>,
  { needConfirmation }: Frame,
): boolean {
  const isKnown = fact.id !== undefined && fact.amount !== null && isOnesWord(fact);
  return isKnown && fact.isConfirmed !== true && needConfirmation?.has(fact.typeKey) === true;
}

const sameYear = (a: LocalDate, b: LocalDate): boolean => a.slice(0, 4) === b.slice(0, 4);

function amountsOf({ amount, original }: NewActivity, { currency: own, locale }: Frame): string[] {
  if (amount === null) return [];
  const shown = money(amount, own, locale);
  if (original === null) return [shown];
  const typed = money(original.minor, original.currency, locale);
  return [`${shown} (${words(locale)('converted', { amount: typed, rate: original.rate })})`];
}

function sharesOf({ shares }: NewActivity, { names, memberId, locale }: Frame): string[] {
  if (shares === null) return [];
  const say = words(locale);
  const nameOfHolder = (holder: string): string => (holder === memberId ? '' : (names.get(holder) ?? '?'));
  const holders = Object.entries(shares).sort(([a], [b]) => (nameOfHolder(a) < nameOfHolder(b) ? -1 : 1));
  return holders.map(([holder, percent]) =>
    holder === memberId
      ? say('ownShare', { percent })
      : say('sharedWith', { name: plainInMrkdwn(nameOfHolder(holder)), percent }),
  );
}

/** The answer to a `/log` that was saved. */
export interface Answer {
  title: string;
  facts: readonly RecordedActivity[];
  /** What the day has by now, a text for each activity: a command that came twice is seen here. */
  totals: readonly string[];
  /** Where the person stands now; brought by `afterRecord`. */
  standing: readonly KnownBlock[];
}

/** What was understood, the day's totals, where the person stands, Undo and Edit. */
export function answerReply({ title, facts, totals, standing }: Answer, frame: Frame): Reply {
  const say = words(frame.locale);
  const [first] = facts;
  const [only] = facts.length === 1 ? facts : [];
  const undo = first === undefined ? [] : [button(say('undo'), 'activities.undo', `batch:${first.batchId}`)];
  const edit = only === undefined ? [] : [button(say('edit'), 'activities.edit', only.id)];
  const shown: KnownBlock[] =
    only === undefined && facts.length > 0
      ? [section(`:white_check_mark: ${title}`), ...facts.map((fact) => editable(fact, facts.length, frame))]
      : [
          section(
            `:white_check_mark: ${title}${colonIn(frame.locale)}${facts.map((fact) => lineOf(fact, frame)).join('')}`,
          ),
        ];
  return {
    text: cut(
      `${title}${colonIn(frame.locale)}${facts.map((fact) => countOf(fact.typeKey, fact.quantity, frame)).join(', ')}`,
      3_000,
    ),
    blocks: inMessage(
      [...shown, ...(totals.length === 0 ? [] : [context(totals.join(' · '))])],
      standing.map((block) => [block]),
      undo.length + edit.length === 0 ? [] : [actions(...undo, ...edit)],
      frame.locale,
    ),
  };
}

/** Slack refuses messages of more than some 13,000 characters, so that many long lines share the room. */
const fitting = (fact: RecordedActivity, outOf: number, frame: Frame): string =>
  cut(lineOf(fact, frame), Math.floor(8_000 / Math.max(outOf, 5)));

/** What is said where everything is saved and only the figures cannot be shown: that it is saved, with Undo. */
export function savedReply(title: string, batchId: string | undefined, locale: Locale): Reply {
  const say = words(locale);
  const text = `${title}\n${say('standingFailed')}`;
  const undo =
    batchId === undefined ? [] : [actions(button(say('undo'), 'activities.undo', `batch:${batchId}`))];
  return { text, blocks: [section(`:white_check_mark: ${text}`), ...undo] };
}

/** A fact with a button to change it. */
function editable(fact: RecordedActivity, outOf: number, frame: Frame): KnownBlock {
  const accessory = button(words(frame.locale)('edit'), 'activities.edit', fact.id);
  return { ...section(`• ${fitting(fact, outOf, frame)}`), accessory };
}

/** What was taken back, how to log it again, and where the person stands now. `title`: "Undone", or for whom. */
export function undoneReply(
  facts: readonly RecordedActivity[],
  commands: readonly string[],
  standing: readonly KnownBlock[],
  frame: Frame,
  title?: string,
): Reply {
  const say = words(frame.locale);
  const undone = title ?? say('undone');
  const lines = facts.map(
    (fact) => `~${cut(lineOf(fact, frame).replaceAll('~', ''), Math.floor(2_800 / facts.length))}~`,
  );
  const code = commands.map((command) => `\`${escapeText(command).replaceAll('`', "'")}\``).join('\n');
  return {
    text: `${undone}${colonIn(frame.locale)}${facts.map((fact) => countOf(fact.typeKey, fact.quantity, frame)).join(', ')}`,
    blocks: inMessage(
      [
        section(`:leftwards_arrow_with_hook: ${undone}${colonIn(frame.locale)}${lines.join('\n')}`),
        ...(commands.length === 0 ? [] : [context(say('redo', { command: code }))]),
      ],
      standing.map((block) => [block]),
      [],
      frame.locale,
    ),
  };
}

/** The last facts, each with Undo and Edit. `place` tells the handler which message to renew: "list" or "home". */
function recentBlocks(
  facts: readonly RecordedActivity[],
  frame: Frame,
  place: 'list' | 'home',
): KnownBlock[] {
  const say = words(frame.locale);
  return facts.flatMap((fact): KnownBlock[] => [
    section(fitting(fact, facts.length, frame)),
    actions(
      button(say('undo'), 'activities.undo', `${place}:${fact.id}`),
      button(say('edit'), 'activities.edit', fact.id),
    ),
  ]);
}

/** Home's part: what was logged last; the way to log stands above, with Home's own buttons. */
export function homeBlocks(facts: readonly RecordedActivity[], frame: Frame): KnownBlock[] {
  const say = words(frame.locale);
  const shown = facts.length === 0 ? [section(say('listEmpty'))] : recentBlocks(facts, frame, 'home');
  return [section(`*${say('homeTitle')}*`), ...shown];
}

/** `/log list`. `above`: what is asked about these entries. */
export function listReply(
  facts: readonly RecordedActivity[],
  frame: Frame,
  above: readonly KnownBlock[] = [],
): Reply {
  const say = words(frame.locale);
  if (facts.length === 0) return { text: say('listEmpty'), blocks: [...above, section(say('listEmpty'))] };
  return {
    text: say('listTitle'),
    blocks: [...above, section(`*${say('listTitle')}*`), ...recentBlocks(facts, frame, 'list')],
  };
}

/** What was wrong, each at its place; nothing was saved. `typed`: the whole text, to copy and mend. */
export function problemReply(problems: readonly LogProblem[], typed: string, frame: Frame): Reply {
  const say = problemWords(frame.locale);
  const manyLines = typed.trim().includes('\n');
  const title = say('nothingSaved', { count: problems.length });
  const shown = problems
    .slice(0, 10)
    .map((problem) => explainProblem(problem, frame.locale, frame.playbook, frame.currency, manyLines));
  const copy = escapeText(readable(typed.trim())).replaceAll('```', "'''");
  return {
    text: title,
    blocks: [
      section(`:warning: ${title}`),
      ...shown.map((text) => section(text)),
      ...(copy === '' ? [] : [context(say('yourText')), section(`\`\`\`${cut(copy, 2_500)}\`\`\``)]),
    ],
  };
}

/** `/log help`. */
export function helpReply({ locale, playbook }: Frame): Reply {
  const say = words(locale);
  const types = playbook.types.filter((type) => !type.isRetired).map((type) => nameOf(type, locale, 100n));
  const examples = (['exampleSimple', 'exampleCustomer', 'exampleAmount', 'exampleDate'] as const).map(
    (key) => say(key),
  );
  return {
    text: say('help'),
    blocks: [
      section(`${say('help')}\n\`\`\`${examples.join('\n')}\`\`\``),
      section(say('helpMore')),
      context(say('helpTypes', { types: escapeText(types.join(' · ')) })),
    ],
  };
}
