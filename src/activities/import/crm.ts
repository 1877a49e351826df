import type { LocalDate } from '../../kpi/localDate.ts';
import { type CurrencyCode, parseMoney } from '../../kpi/money.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import type { NewActivity } from '../activity.ts';
import type { ReadDate } from './dateFormat.ts';
import type { NameIndex, Renamed } from './sameName.ts';
import { cellOf, type TableRow, type Trouble, troubleIn } from './trouble.ts';

/** The columns of a pipeline. */
export const PIPELINE_COLUMNS = [
  ...['opportunity_id', 'sales_agent', 'product', 'account', 'deal_stage', 'engage_date', 'close_date'],
  'close_value',
] as const;

/** Stages of an opportunity, in the file's words, and whether it is closed. A Map: `constructor` in a file must find nothing. */
const STAGES: ReadonlyMap<string, 'open' | 'won' | 'lost'> = new Map(
  Object.entries({
    prospecting: 'open',
    engaging: 'open',
    won: 'won',
    lost: 'lost',
  } as const),
);

/** A fact of a pipeline row: whose it is stands as the agent's name yet. */
export interface CrmFact extends NewActivity {
  agent: string;
  externalId: string;
}

/** What a good row comes to. */
export interface CrmRow {
  id: string;
  agent: string;
  facts: CrmFact[];
  renamed: Renamed[];
  /** What the row does not have, and need not. */
  lacks: ('account' | 'engage_date')[];
  /** An account that the accounts' file does not know; imported as it is written. */
  unknownAccount: string | undefined;
}

/** What rows are read against. */
export interface CrmFrame {
  /** The known name of an agent, or why there is none. */
  findAgent: (written: string) => Result<string, string>;
  products: NameIndex;
  accounts: NameIndex;
  readDate: ReadDate;
  /** As the format was stated, for the reasons given. */
  dateFormat: string;
  currency: CurrencyCode;
  today: LocalDate;
}

/**
 * A row of the pipeline as facts: an `opportunity` on the engage date whatever became of it, and a `deal` (with its amount) or a `lost` on
 * the close date. One thing that is wrong rejects the row as a whole; what is not needed may be missing.
 */
export function readCrmRow(row: TableRow, frame: CrmFrame): Result<CrmRow, Trouble> {
  const id = cellOf(row, 'opportunity_id');
  if (id === '') return fail(troubleIn(row, 'opportunity_id', 'is empty'));
  const stage = STAGES.get(cellOf(row, 'deal_stage').toLowerCase());
  if (stage === undefined)
    return fail(troubleIn(row, 'deal_stage', 'is none of Prospecting, Engaging, Won, Lost'));
  const names = namesOf(row, frame);
  if (!names.ok) return names;
  const dates = datesOf(row, stage, frame);
  if (!dates.ok) return dates;
  const amount = amountOf(row, stage, frame.currency);
  if (!amount.ok) return amount;
  const { agent, product, customer, renamed, unknownAccount } = names.value;
  const { engaged, closed } = dates.value;
  const common = { ...PLAIN, agent, product, customer };
  const facts: CrmFact[] = [];
  if (engaged !== undefined)
    facts.push({
      ...common,
      typeKey: 'opportunity',
      localDate: engaged,
      amount: null,
      externalId: `crm:${id}:opened`,
    });
  if (closed !== undefined && stage !== 'open')
    facts.push({
      ...common,
      typeKey: TYPES[stage],
      localDate: closed,
      amount: amount.value,
      externalId: `crm:${id}:${stage}`,
    });
  const lacks = (['account', 'engage_date'] as const).filter((column) => cellOf(row, column) === '');
  return ok({ id, agent, facts, renamed, lacks, unknownAccount });
}

const TYPES = { won: 'deal', lost: 'lost' } as const;
const PLAIN = {
  ...{ quantity: 100n, original: null, channel: '', campaign: '', region: '', note: '', shares: null },
} as const satisfies Partial<NewActivity>;

type Names = Pick<CrmRow, 'agent' | 'renamed' | 'unknownAccount'> & {
  product: string;
  customer: string | null;
};

function namesOf(row: TableRow, frame: CrmFrame): Result<Names, Trouble> {
  const [writtenAgent, writtenProduct, account] = [
    cellOf(row, 'sales_agent'),
    cellOf(row, 'product'),
    cellOf(row, 'account'),
  ];
  const found = frame.findAgent(writtenAgent);
  if (!found.ok) return fail(troubleIn(row, 'sales_agent', found.problem));
  const agent = found.value;
  const product = frame.products.find(writtenProduct);
  if (product === undefined)
    return fail(
      troubleIn(row, 'product', writtenProduct === '' ? 'is empty' : 'is not in the list of products'),
    );
  const known = frame.accounts.find(account);
  const customer = account === '' ? null : (known ?? account);
  const renamed = [
    ...(agent === writtenAgent ? [] : [{ column: 'sales_agent', from: writtenAgent, to: agent }]),
    ...(product === writtenProduct ? [] : [{ column: 'product', from: writtenProduct, to: product }]),
    ...(known === undefined || known === account ? [] : [{ column: 'account', from: account, to: known }]),
  ];
  const unknownAccount = account !== '' && known === undefined ? account : undefined;
  return ok({ agent, product, customer, renamed, unknownAccount });
}

interface Dates {
  engaged: LocalDate | undefined;
  closed: LocalDate | undefined;
}

function datesOf(row: TableRow, stage: 'open' | 'won' | 'lost', frame: CrmFrame): Result<Dates, Trouble> {
  const engaged = dateIn(row, 'engage_date', frame);
  if (!engaged.ok) return engaged;
  const closed = dateIn(row, 'close_date', frame);
  if (!closed.ok) return closed;
  if (stage !== 'open' && closed.value === undefined)
    return fail(troubleIn(row, 'close_date', `is empty, but the stage is ${cellOf(row, 'deal_stage')}`));
  if (engaged.value !== undefined && closed.value !== undefined && closed.value < engaged.value)
    return fail(troubleIn(row, 'close_date', `is before the engage date ${cellOf(row, 'engage_date')}`));
  return ok({ engaged: engaged.value, closed: closed.value });
}

function dateIn(row: TableRow, column: string, frame: CrmFrame): Result<LocalDate | undefined, Trouble> {
  const text = cellOf(row, column);
  if (text === '') return ok(undefined);
  const date = frame.readDate(text);
  if (date === undefined) return fail(troubleIn(row, column, `is no date of the form ${frame.dateFormat}`));
  if (date > frame.today) return fail(troubleIn(row, column, 'is in the future'));
  return ok(date);
}

/** Won deals need an amount; a lost one may have the amount that was lost, where it is not 0. */
function amountOf(
  row: TableRow,
  stage: 'open' | 'won' | 'lost',
  currency: CurrencyCode,
): Result<bigint | null, Trouble> {
  const text = cellOf(row, 'close_value');
  if (text === '')
    return stage === 'won' ? fail(troubleIn(row, 'close_value', 'is empty, but the deal is won')) : ok(null);
  const money = parseMoney(text, currency);
  if (!money.ok)
    return fail(troubleIn(row, 'close_value', `is no amount in ${currency} (${money.problem.kind})`));
  if (money.value.currency !== currency)
    return fail(
      troubleIn(row, 'close_value', `is in ${money.value.currency}; the file is imported in ${currency}`),
    );
  return ok(stage === 'won' || money.value.minor !== 0n ? money.value.minor : null);
}
