import { fail, ok, type Result } from '../kpi/result.ts';
import { type Normal, normalise, readable } from '../platform/normalise.ts';
import type { LogContext, LogLine } from './grammar/context.ts';
import { type Cursor, match, moved } from './grammar/cursor.ts';
import { detailsAt } from './grammar/details.ts';
import { headAt } from './grammar/head.ts';
import type { Finding, LogProblem } from './grammar/problem.ts';
import { personOf } from './grammar/shares.ts';
import { scaleOf } from './rating.ts';

export type { LogContext, LogLine, Mentionable } from './grammar/context.ts';
export type { LogProblem, Trouble } from './grammar/problem.ts';

/** More lines at once would not fit into one answer. */
export const MOST_LINES = 20;

/**
 * Reads a `/log`: one activity a line, in English or Chinese, however untidy (design.md, "What a user types"). Either every line is right,
 * or nothing is to be saved and each trouble points at its place in what was typed. A mention at the very beginning (`@ana 2 calls`) says
 * whose activities these are (see `subjectOf`); here it must only be somebody known.
 */
export function parseLog(text: string, context: LogContext): Result<LogLine[], LogProblem[]> {
  const normal = normalise(text);
  const lines = linesOf(normal.text);
  const problems: LogProblem[] = [];
  const understood: LogLine[] = [];
  const said = lines.filter(({ from, to }) => normal.text.slice(from, to).trim() !== '');
  const [first] = said;
  if (first === undefined)
    problems.push(problemAt(text, normal, { trouble: { kind: 'empty' }, start: 0, end: 0 }, 0));
  const [surplus] = said.slice(MOST_LINES);
  if (surplus !== undefined)
    return fail([
      problemAt(
        text,
        normal,
        { trouble: { kind: 'too many lines', limit: MOST_LINES }, start: 0, end: 0 },
        surplus.from,
      ),
    ]);
  for (const line of said) {
    const read = parseLine(normal.text.slice(line.from, line.to), line === first, context);
    if (read.ok) understood.push(read.value);
    else problems.push(...read.problem.map((finding) => problemAt(text, normal, finding, line.from)));
  }
  return problems.length > 0 ? fail(problems) : ok(understood);
}

const SUBJECT = /\s*(<@[A-Z0-9]+>|@[^\s:,]+)[\s:,]*/y;
const BULLET = /\s*(?:(?:\/pace\s+log|\/log)(?=\s|$)\s*|[-•·]\s+|\d+[.)]\s+(?=\S))?/iy;

/** The mention with which a `/log` begins: whose activities these are, where it is not the one who types. */
export function subjectOf(text: string): string | undefined {
  const cursor = behindBullet({ text: normalise(text).text, at: 0 });
  return match(cursor, SUBJECT)?.[1];
}

/** Whether a text mentions anybody, so that people must be looked up. */
export function mentionsSomebody(text: string): boolean {
  return /@/.test(text);
}

const behindBullet = (cursor: Cursor): Cursor =>
  moved(cursor, cursor.at + (match(cursor, BULLET)?.[0].length ?? 0));

function parseLine(text: string, isFirst: boolean, context: LogContext): Result<LogLine, Finding[]> {
  const start = behindBullet({ text: text.trimEnd(), at: 0 });
  const subject = isFirst ? match(start, SUBJECT) : undefined;
  const person = subject && personOf(subject[1] ?? '', context.people);
  const end = start.at + (subject?.[0].trimEnd().length ?? 0);
  if (person?.ok === false) return fail([{ trouble: person.problem, start: start.at, end }]);
  const head = headAt(moved(start, start.at + (subject?.[0].length ?? 0)), context.playbook);
  if (!head.ok) return fail([head.problem]);
  const { type, name, quantity, behind } = head.value;
  const hasQuantity = quantity !== null || head.value.findings.length > 0;
  const details = detailsAt(behind, type, hasQuantity, context);
  const { texts, money, date, shares, rating, ref } = details;
  const findings = [...head.value.findings, ...details.findings];
  const missing = (kind: 'amount missing' | 'customer missing' | 'customer not allowed'): void => {
    findings.push({ trouble: { kind, typeKey: type.key }, start: name.start, end: name.end });
  };
  const hasAmountTrouble = findings.some(({ trouble }) => trouble.kind.startsWith('amount'));
  if (type.amount === 'required' && money === null && !hasAmountTrouble) missing('amount missing');
  if (type.customer === 'required' && texts.with === undefined) missing('customer missing');
  if (type.customer === 'none' && texts.with !== undefined) missing('customer not allowed');
  if (type.rating === 'required' && !details.hasRating) {
    const trouble = { kind: 'rating missing', typeKey: type.key, scale: scaleOf(type) } as const;
    findings.push({ trouble, start: name.start, end: name.end });
  }
  if (findings.length > 0) return fail(findings.toSorted((a, b) => a.start - b.start));
  return ok({
    ...{ typeKey: type.key, quantity: quantity ?? details.quantity ?? 100n, money, shares },
    ...{ customer: texts.with ?? null, channel: texts.via ?? '', campaign: texts.campaign ?? '' },
    ...{ region: texts.region ?? '', product: texts.product ?? '', note: texts.note ?? '' },
    ...(texts.segment === undefined ? {} : { segment: texts.segment }),
    ...(rating === null ? {} : { rating }),
    ...(ref === null ? {} : { ref }),
    localDate: date ?? context.today,
  });
}

/** M-07: what is said of a reference that another fact bears; only the store knows. */
export function refProblem(ref: string): LogProblem {
  const quote = { before: '', place: `#${ref}`, after: '' };
  return { line: 1, column: 0, length: 0, quote, trouble: { kind: 'ref taken', ref } };
}

function linesOf(text: string): { from: number; to: number }[] {
  let from = 0;
  return text.split('\n').map((line) => {
    const place = { from, to: from + line.length };
    from = place.to + 1;
    return place;
  });
}

/** The place of a finding in what Slack sent. `offset`: where its line begins in the normalised text. */
function problemAt(
  original: string,
  normal: Normal,
  { trouble, start, end }: Finding,
  offset: number,
): LogProblem {
  const from = normal.at[offset + start] ?? original.length;
  const to = Math.max(from, normal.at[offset + end] ?? original.length);
  const lineStart = original.lastIndexOf('\n', from - 1) + 1;
  const nextBreak = original.indexOf('\n', to);
  const lineEnd = nextBreak === -1 ? original.length : nextBreak;
  return {
    line: original.slice(0, lineStart).split('\n').length,
    column: from - lineStart,
    length: to - from,
    quote: {
      before: readable(original.slice(lineStart, from)),
      place: readable(original.slice(from, to)),
      after: readable(original.slice(to, lineEnd)),
    },
    trouble,
  };
}
