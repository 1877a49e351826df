import { exact } from '../../kpi/exact.ts';
import { addDays, dateFrom, type LocalDate } from '../../kpi/localDate.ts';
import { type CurrencyCode, isCurrency, type Money, parseMoney } from '../../kpi/money.ts';
import { parseNumber } from '../../kpi/number.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import type { MemberFound, MemberLookup } from '../../people/lookup.ts';
import type { Person } from '../../people/person.ts';
import { daysBack, may } from '../../people/rights.ts';
import { namesWithin } from '../../platform/fit.ts';
import type { Actor } from '../../platform/slice.ts';
import { suggest } from '../../platform/suggest.ts';
import type { ImportRow, RowProblem } from '../../platform/tables/contract.ts';
import { type DateOrder, dateOf } from '../../platform/tables/dates.ts';
import type { Locale } from '../../platform/words.ts';
import { type ActivityTypeInfo, findType, nameOf, type Playbook } from '../../playbook/playbook.ts';
import { type Closed, closedOn } from '../../workspace/closed/closed.ts';
import { mayEnterSpend, SPEND } from '../entry/spend.ts';
import type { LogLine } from '../grammar/context.ts';
import { explain } from '../grammar/explain.ts';
import { quantityOf } from '../grammar/head.ts';
import type { Trouble } from '../grammar/problem.ts';
import { TEXT_LIMITS } from '../grammar/state.ts';
import { readRating, scaleOf } from '../rating.ts';
import { readRef } from '../ref.ts';
import type { ActivityColumn } from './columns.ts';
import { readShares } from './shares.ts';
import { tableWords } from './words.ts';

/** What rows are read against. */
export interface RowFrame {
  actor: Actor;
  playbook: Playbook;
  members: MemberLookup;
  /** The actor, whose a row is that names nobody. */
  self: Person | undefined;
  currency: CurrencyCode;
  locale: Locale;
  /** Today by a person's zone. */
  todayOf: (person: Person) => LocalDate;
  order: DateOrder | undefined;
  /** P-05: dates on which nothing is entered any more. */
  closed: readonly Closed[];
  /** What the file calls its amounts: "Amount (EUR)"; undefined where no column says them, so that rows count without. */
  amountHeader: string | undefined;
  /** Set where every row is of one activity (spend). */
  only: ActivityTypeInfo | undefined;
  /** Activities whose quantities are figures by hand (M-01): they need not be whole. */
  figures: ReadonlySet<string>;
}

/** A row, understood: whose it is, and the other system's id where it has one. */
export interface RowRead {
  row: number;
  person: Person;
  line: LogLine;
  /** As the file has it; '' without one. */
  id: string;
}

/** Thrown within this file alone. */
class Wrong extends Error {
  readonly problem: RowProblem;
  constructor(problem: RowProblem) {
    super(problem.why);
    this.problem = problem;
  }
}

const OLDEST = dateFrom(2000, 1, 1);

/** M-05, P-05, reliability.md § 7: reads a row as the line of a `/log` that it is, or says what is wrong with it: the first thing. */
export function readActivityRow(from: ImportRow, frame: RowFrame): Result<RowRead, RowProblem> {
  const say = tableWords(frame.locale);
  const wrong = (column: ActivityColumn, why: string): never => {
    throw new Wrong({ row: from.row, is: 'wrong', column, value: from.cell(column), why });
  };
  const because = (column: ActivityColumn, trouble: Trouble): never =>
    wrong(column, troubleText(trouble, frame));
  const given: Given = { from, frame, say, wrong, because };
  try {
    const type = typeIn(given);
    const person = personIn(given);
    const localDate = dateIn(given, person);
    const money = moneyIn(given, type);
    const line: LogLine = {
      ...{ typeKey: type.key, quantity: quantityIn(given, type), money, localDate },
      ...textsIn(given, type),
      ...ratingIn(given, type),
      ...refIn(given),
      shares: sharesIn(given, person),
    };
    return ok({ row: from.row, person, line, id: limited(given, 'id', 200) });
  } catch (error) {
    if (error instanceof Wrong) return fail(error.problem);
    throw error;
  }
}

/** M-07: what is said of a reference that another fact bears. */
export const refTakenText = (ref: string, { locale, playbook, currency }: RowFrame): string =>
  troubleText({ kind: 'ref taken', ref }, { locale, playbook, currency });

/** What is wrong, as the answer to a `/log` says it, in plain text. */
export const troubleText = (
  trouble: Trouble,
  { locale, playbook, currency }: Pick<RowFrame, 'locale' | 'playbook' | 'currency'>,
): string => plainly(explain(trouble, locale, playbook, currency));

interface Given {
  from: ImportRow;
  frame: RowFrame;
  say: ReturnType<typeof tableWords>;
  wrong: (column: ActivityColumn, why: string) => never;
  because: (column: ActivityColumn, trouble: Trouble) => never;
}

/** Without the signs of mrkdwn and its entities: as it stands in a file. */
const plainly = (text: string): string =>
  text
    .replace(/[`*\u2060]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

function typeIn({ from, frame, say, wrong }: Given): ActivityTypeInfo {
  if (frame.only !== undefined) return frame.only;
  const typed = from.cell('type');
  if (typed === '') return wrong('type', say('type missing'));
  const found = findType(frame.playbook, typed.normalize('NFKC'));
  if (found === undefined) {
    const near = suggest(
      typed,
      frame.playbook.types.filter((type) => !type.isRetired),
      (type) => [type.key, ...type.aliases],
    );
    const names = near.map((type) => nameOf(type, frame.locale, 100n)).join(', ');
    return wrong('type', near.length === 0 ? say('type unknown') : say('type maybe', { names }));
  }
  if (found.key === SPEND && !mayEnterSpend(frame.actor)) return wrong('type', say('type spend'));
  return found;
}

function personIn({ from, frame, say, wrong }: Given): Person {
  const typed = from.cell('person');
  const found: MemberFound =
    typed !== ''
      ? frame.members.find(typed)
      : frame.self === undefined
        ? { kind: 'unknown', maybe: [] }
        : { kind: 'person', person: frame.self };
  if (found.kind === 'several')
    return wrong('person', say('person several', { names: namesWithin(found.names, frame.locale) }));
  if (found.kind === 'unknown')
    return wrong(
      'person',
      found.maybe.length === 0
        ? say('person unknown')
        : say('person maybe', { names: found.maybe.join(', ') }),
    );
  if (!may(frame.actor, 'log', found.person))
    return wrong('person', say('person denied', { name: found.person.name }));
  return found.person;
}

function dateIn({ from, frame, say, wrong }: Given, person: Person): LocalDate {
  const typed = from.cell('date');
  if (typed === '') return wrong('date', say('date missing'));
  const date = dateOf(typed, frame.order);
  if (date === undefined) return wrong('date', say('date unclear'));
  if (date === 'ambiguous') return wrong('date', say('date ambiguous'));
  const today = frame.todayOf(person);
  if (date > today) return wrong('date', say('date future'));
  if (date < OLDEST) return wrong('date', say('date too old'));
  const closed = closedOn(frame.closed, date);
  if (closed !== undefined) return wrong('date', say('date closed', { name: closed.name }));
  const days = daysBack(frame.actor, person);
  if (Number.isFinite(days) && date < addDays(today, -days))
    return wrong('date', say('date too far', { earliest: addDays(today, -days) }));
  return date;
}

function quantityIn({ from, frame, because }: Given, type: ActivityTypeInfo): bigint {
  const typed = from.cell('quantity').normalize('NFKC');
  if (typed === '') return 100n;
  if (frame.figures.has(type.key)) {
    const figure = parseNumber(typed);
    if (figure.ok && (figure.value.n * 100n) % figure.value.d === 0n && figure.value.n >= 0n)
      return exact(figure.value.n * 100n, figure.value.d).n;
  }
  const read = quantityOf(typed.replace(/^(\d+)\.0+$/u, '$1'));
  return read.ok ? read.value : because('quantity', read.problem);
}

/** M-05: the currency stands in the cell, in a column of its own, or in the header; else it is the workspace's. */
function moneyIn(given: Given, type: ActivityTypeInfo): Money | null {
  const { from, frame, say, wrong, because } = given;
  const typed = from.cell('amount');
  const isNeeded = type.amount === 'required' && frame.amountHeader !== undefined;
  const missing = (): null =>
    isNeeded ? because('amount', { kind: 'amount missing', typeKey: type.key }) : null;
  if (typed === '') return missing();
  const code = currencyIn(given);
  const read = parseMoney(typed, code);
  if (!read.ok) return because('amount', { kind: 'amount', why: read.problem });
  const money = read.value;
  if (from.cell('currency') !== '' && money.currency !== code) return wrong('currency', say('currency two'));
  if (money.minor === 0n)
    return type.amount === 'required' ? because('amount', { kind: 'amount zero' }) : null;
  if (type.amount === 'none') return because('amount', { kind: 'amount not allowed', typeKey: type.key });
  return money;
}

function currencyIn({ from, frame, say, wrong }: Given): CurrencyCode {
  const said = from.cell('currency').normalize('NFKC').toUpperCase();
  const header =
    /[([【]\s*([A-Z]{3})\s*[)\]】]/u.exec((frame.amountHeader ?? '').normalize('NFKC'))?.[1] ?? '';
  const code = said === '' ? header : said;
  if (code === '') return frame.currency;
  if (isCurrency(code)) return code;
  return said === '' ? frame.currency : wrong('currency', say('currency unknown'));
}

const TEXTS = {
  channel: 'via',
  campaign: 'campaign',
  region: 'region',
  product: 'product',
  segment: 'segment',
  note: 'note',
} as const;

function textsIn(given: Given, type: ActivityTypeInfo) {
  const customer = limited(given, 'customer', TEXT_LIMITS.with);
  if (type.customer === 'required' && customer === '')
    given.because('customer', { kind: 'customer missing', typeKey: type.key });
  if (type.customer === 'none' && customer !== '')
    given.because('customer', { kind: 'customer not allowed', typeKey: type.key });
  const text = (column: keyof typeof TEXTS): string => limited(given, column, TEXT_LIMITS[TEXTS[column]]);
  return {
    customer: customer === '' ? null : customer,
    channel: text('channel'),
    campaign: text('campaign'),
    region: text('region'),
    product: text('product'),
    ...segmentIn(text('segment')),
    note: text('note'),
  };
}

const segmentIn = (segment: string): { segment?: string } => (segment === '' ? {} : { segment });

function limited({ from, say, wrong }: Given, column: ActivityColumn, limit: number): string {
  const text = from.cell(column);
  return text.length > limit ? wrong(column, say('too long', { limit })) : text;
}

function ratingIn({ from, because }: Given, type: ActivityTypeInfo): Pick<LogLine, 'rating'> {
  const typed = from.cell('rating');
  const scale = scaleOf(type);
  const takes = type.rating ?? 'none';
  if (typed === '')
    return takes === 'required'
      ? because('rating', { kind: 'rating missing', typeKey: type.key, scale })
      : {};
  if (takes === 'none') return because('rating', { kind: 'rating not allowed', typeKey: type.key });
  const rating = readRating(typed, scale);
  return typeof rating === 'string' ? because('rating', { kind: 'rating', why: rating, scale }) : { rating };
}

function refIn({ from, because }: Given): Pick<LogLine, 'ref'> {
  const typed = from.cell('ref');
  if (typed === '') return {};
  const ref = readRef(typed);
  return ref === undefined ? because('ref', { kind: 'unclear ref' }) : { ref };
}

function sharesIn({ from, frame, say, wrong }: Given, person: Person): LogLine['shares'] {
  const typed = from.cell('shares');
  if (typed === '') return null;
  const read = readShares(typed, person.memberId, frame.members);
  if (read.ok) return read.value;
  const { problem } = read;
  return wrong(
    'shares',
    problem === 'unclear' ? say('share unclear') : say('share total', { total: problem }),
  );
}
