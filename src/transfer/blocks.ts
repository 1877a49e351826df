import type { Button, KnownBlock } from '@slack/types';
import { actions, button, context, header, type Reply, section } from '../platform/blocks.ts';
import { linesWithin, namesWithin } from '../platform/fit.ts';
import { languageTag } from '../platform/format.ts';
import { cut, plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { RowProblem, TableImport, TableKind } from '../platform/tables/contract.ts';
import type { Locale } from '../platform/words.ts';
import { type Counts, type FilePlan, unknownHeaders } from './plan.ts';
import { transferWords } from './words.ts';

/** What people see of an import. What stands in files is escaped here. */

/** What every message of one import shows. */
export interface About {
  id: string;
  fileName: string;
  kind: TableImport;
  plan: FilePlan;
}

/** What a rehearsal found. */
export interface Found extends Counts {
  problems: readonly (RowProblem & { label: string })[];
  isOrderOpen: boolean;
  lines: readonly string[];
}

const shown = (text: string, limit = 60): string => plainInMrkdwn(cut(text, limit));
export const number = (count: number, locale: Locale): string => count.toLocaleString(languageTag(locale));
const counted = (count: number, locale: Locale) => ({ count, shown: number(count, locale) });

/** A preview: what was understood, what would become of it, and what can be done. */
export function previewReply({ id, fileName, kind, plan }: About, found: Found, locale: Locale): Reply {
  const say = transferWords(locale);
  const title = say(plan.sheet === null || plan.others.length === 0 ? 'preview-file' : 'preview-sheet', {
    ...{ file: shown(fileName), sheet: shown(plan.sheet ?? ''), kind: say(`kind-${kind.kind}`) },
  });
  const outcome = [
    ...(found.fresh > 0 ? [say('new', counted(found.fresh, locale))] : []),
    ...(found.known > 0 ? [say('known', counted(found.known, locale))] : []),
    ...(found.wrong > 0 ? [say('wrong', counted(found.wrong, locale))] : []),
  ].join(say('dot'));
  const nothing = found.wrong > 0 ? say('nothing-good') : say('nothing-new');
  const blocks: KnownBlock[] = [
    header(say('preview-title')),
    section([title, outcome].filter(Boolean).join('\n')),
    ...(found.lines.length === 0 ? [] : [section(linesWithin(found.lines, locale))]),
    ...(found.fresh === 0 ? [section(nothing)] : []),
    ...problemBlocks(found, locale),
    context(...columnLines(kind, plan, locale)),
    ...orderBlocks(id, found, locale),
    actions(...buttons(id, found, locale)),
  ];
  return { text: say('preview-title'), blocks };
}

function buttons(id: string, { fresh, wrong }: Counts, locale: Locale) {
  const say = transferWords(locale);
  const words = wrong > 0 ? 'import-good' : 'import';
  return [
    ...(fresh > 0 ? [button(say(words, counted(fresh, locale)), 'transfer.import', id, 'primary')] : []),
    ...(fresh > 0 ? [button(say('nothing'), 'transfer.nothing', id)] : []),
    ...(wrong > 0 ? [button(say('rejected'), 'transfer.rejected', id)] : []),
    button(say('columns'), 'transfer.columns', id),
  ];
}

function problemBlocks({ problems, wrong }: Found, locale: Locale): KnownBlock[] {
  if (problems.length === 0) return [];
  const say = transferWords(locale);
  const lines = problems.map(({ row, label, value, why }) => {
    const said = { row, column: shown(label), value: shown(value, 40), why: shown(why, 300) };
    return say(label === '' ? 'problem-row' : value === '' ? 'problem-empty' : 'problem', said);
  });
  return [section(linesWithin([say('problems-title', { count: wrong }), ...lines], locale))];
}

function columnLines(kind: TableImport, plan: FilePlan, locale: Locale): string[] {
  const say = transferWords(locale);
  const read = Object.entries(plan.columns).map(([key, at]) =>
    say('column-read', { column: kind.labelOf(key, locale), header: shown(plan.headers[at] ?? '') }),
  );
  const fixed = Object.entries(plan.fixed)
    .filter(([key]) => plan.columns[key] === undefined)
    .map(([key, value]) => say('column-fixed', { column: kind.labelOf(key, locale), value: shown(value) }));
  const unknown = unknownHeaders(plan).map((one) => shown(one));
  const others = plan.others.map((one) => shown(one));
  return [
    say('columns-read', { names: namesWithin([...read, ...fixed], locale, 30) }),
    ...(unknown.length === 0 ? [] : [say('columns-unknown', { names: namesWithin(unknown, locale) })]),
    ...(others.length === 0 ? [] : [say('other-sheets', { names: namesWithin(others, locale) })]),
  ];
}

function orderBlocks(id: string, { isOrderOpen, problems }: Found, locale: Locale): KnownBlock[] {
  if (!isOrderOpen) return [];
  const say = transferWords(locale);
  const example =
    problems.find(({ value }) => /^\d{1,2}[-/]\d{1,2}[-/]\d/u.test(value))?.value ?? '03/04/2026';
  return [
    section(say('order-question', { example: shown(example) })),
    actions(
      button(say('order-day'), 'transfer.dayFirst', id),
      button(say('order-month'), 'transfer.monthFirst', id),
    ),
  ];
}

/** A line that says what is going on. */
export function readingReply(fileName: string, rows: number, locale: Locale): Reply {
  const say = transferWords(locale);
  const file = shown(fileName);
  return {
    text: rows === 0 ? say('reading', { file }) : say('reading-rows', { file, rows: number(rows, locale) }),
  };
}

/** How far an import is. */
export function importingReply(fileName: string, rows: number, all: number, locale: Locale): Reply {
  const say = transferWords(locale);
  const text = say('importing', {
    file: shown(fileName),
    rows: number(rows, locale),
    all: number(all, locale),
  });
  return { text, blocks: [section(text), context(say('importing-hint'))] };
}

/** What was imported, with one Undo for all of it. */
export function doneReply(
  { id, fileName }: Pick<About, 'id' | 'fileName'>,
  { fresh, known, wrong, lines }: Counts & { lines: readonly string[] },
  locale: Locale,
): Reply {
  const say = transferWords(locale);
  const head =
    fresh === 0 ? say('done-nothing') : say('done', { ...counted(fresh, locale), file: shown(fileName) });
  const rest = [
    ...(known > 0 && fresh > 0 ? [say('done-known', counted(known, locale))] : []),
    ...(wrong > 0 ? [say('done-wrong', counted(wrong, locale))] : []),
  ];
  const blocks: KnownBlock[] = [
    section([head, ...lines].join('\n').slice(0, 2_900)),
    ...(rest.length === 0 ? [] : [section(rest.join(' '))]),
    ...(fresh === 0 ? [] : [actions(button(say('undo'), 'transfer.undo', id))]),
  ];
  return { text: plainHead(head), blocks };
}

const plainHead = (text: string): string => text.replaceAll('*', '');

/** How far an undo is. */
export function undoingReply(fileName: string, rows: number, locale: Locale): Reply {
  return { text: transferWords(locale)('undoing', { file: shown(fileName), rows: number(rows, locale) }) };
}

/** What became of Undo. */
export function undoneReply(fileName: string, undone: number, left: number, locale: Locale): Reply {
  const say = transferWords(locale);
  const text = [
    say('undone', { ...counted(undone, locale), file: shown(fileName) }),
    ...(left > 0 ? [say('undone-left', counted(left, locale))] : []),
  ].join(' ');
  return { text, blocks: [section(text)] };
}

function kindButton(kind: TableKind, id: string, locale: Locale): Button {
  const say = transferWords(locale);
  switch (kind) {
    case 'activities':
      return button(say('kind-activities'), 'transfer.kind-activities', id);
    case 'spend':
      return button(say('kind-spend'), 'transfer.kind-spend', id);
    case 'targets':
      return button(say('kind-targets'), 'transfer.kind-targets', id);
    case 'people':
      return button(say('kind-people'), 'transfer.kind-people', id);
    case 'campaigns':
      return button(say('kind-campaigns'), 'transfer.kind-campaigns', id);
  }
}

/** Which kind of table is it? Buttons of those that it may be. */
export function askKindReply(
  { id, fileName, headers }: { id: string; fileName: string; headers: readonly string[] },
  kinds: readonly TableKind[],
  isKnown: boolean,
  locale: Locale,
): Reply {
  const say = transferWords(locale);
  const text = say(isKnown ? 'ask-kind' : 'ask-none', { file: shown(fileName) });
  const names = namesWithin(
    headers.filter(Boolean).map((one) => shown(one)),
    locale,
  );
  return {
    text,
    blocks: [
      section(text),
      ...(names === '' ? [] : [context(say('ask-kind-hint', { names }))]),
      actions(
        ...kinds.map((kind) => kindButton(kind, id, locale)),
        button(say('nothing'), 'transfer.nothing', id),
      ),
    ],
  };
}

/** Columns that are needed were not recognised: a form in which they are assigned. */
export function missingReply(
  { id, fileName, kind, plan }: About,
  missing: readonly string[],
  locale: Locale,
): Reply {
  const say = transferWords(locale);
  const text = say('missing-columns', {
    kind: say(`kind-${kind.kind}`),
    names: namesWithin(
      missing.map((key) => `*${kind.labelOf(key, locale)}*`),
      locale,
    ),
    headers: namesWithin(
      plan.headers.filter(Boolean).map((one) => shown(one)),
      locale,
    ),
  });
  return {
    text: say('preview-file', { file: shown(fileName), kind: say(`kind-${kind.kind}`) }).replaceAll('*', ''),
    blocks: [
      section(`${say('preview-file', { file: shown(fileName), kind: say(`kind-${kind.kind}`) })}\n${text}`),
      actions(
        button(say('map'), 'transfer.columns', id, 'primary'),
        button(say('nothing'), 'transfer.nothing', id),
      ),
    ],
  };
}
