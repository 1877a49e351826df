import { parseArgs } from 'node:util';
import { dateReader, type ReadDate } from '../../activities/import/dateFormat.ts';
import { type CurrencyCode, isCurrency } from '../../kpi/money.ts';
import { isTimeZone } from '../../kpi/time.ts';
import { CommandProblem } from '../open.ts';

export const usage = `Usage: npm run import -- crm --pipeline F --teams F --accounts F --products F --dates M/D/YYYY --tz America/New_York
  --pipeline   CSV: opportunity_id, sales_agent, product, account, deal_stage, engage_date, close_date, close_value
  --teams      CSV: sales_agent, manager, regional_office
  --accounts   CSV: account
  --products   CSV: product
  --dates      how dates are written: YYYY, M or MM, D or DD and what stands between, for example M/D/YYYY
  --tz         zone of the team, for example America/New_York: by it a date is in the future or not
  --map        CSV: sales_agent, member (an e-mail address, a Slack user id or a name), for names that match nobody by themselves
  --currency   of close_value, default USD
  --report     writes every rejected row with its reason into this CSV file
  --strict     imports nothing where a row is rejected; otherwise the good rows are imported
  --dry-run    reads and checks everything, prints the same summary, changes nothing`;

/** What somebody asked for, checked as far as words go. */
export interface CrmWish {
  pipeline: string;
  teams: string;
  accounts: string;
  products: string;
  dates: string;
  readDate: ReadDate;
  tz: string;
  map: string | undefined;
  currency: CurrencyCode;
  report: string | undefined;
  strict: boolean;
  dryRun: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  pipeline: text,
  teams: text,
  accounts: text,
  products: text,
  dates: text,
  tz: text,
  map: text,
  currency: { type: 'string', default: 'USD' },
  report: text,
  strict: flag,
  'dry-run': flag,
} as const;

/** Reads the words behind the command. Throws a CommandProblem with the usage and exit code 2 where they do not fit. */
export function crmWish(args: readonly string[]): CrmWish {
  const { values, positionals } = parsed(args);
  if (positionals[0] !== 'crm' || positionals.length > 1)
    throw wrong(
      positionals.length === 0
        ? 'Say what to import: activities, spend, targets, people or crm.'
        : `I cannot import ${positionals.join(' ')}.`,
    );
  const given = (name: 'pipeline' | 'teams' | 'accounts' | 'products' | 'dates' | 'tz'): string => {
    const value = values[name];
    if (value === undefined || value === '') throw wrong(`--${name} is missing.`);
    return value;
  };
  const [pipeline, teams, accounts, products] = [
    given('pipeline'),
    given('teams'),
    given('accounts'),
    given('products'),
  ];
  const [dates, tz] = [given('dates'), given('tz')];
  const readDate = dateReader(dates);
  if (readDate === undefined)
    throw wrong(`--dates ${dates} is no format with one year (YYYY), one month (M, MM) and one day (D, DD).`);
  if (!isTimeZone(tz)) throw wrong(`--tz ${tz} is no zone; an example is America/New_York.`);
  const currency = values.currency.toUpperCase();
  if (!isCurrency(currency))
    throw wrong(`--currency ${values.currency} is no ISO 4217 code; an example is USD.`);
  const { map, report, strict, 'dry-run': dryRun } = values;
  return { pipeline, teams, accounts, products, dates, readDate, tz, map, currency, report, strict, dryRun };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function wrong(what: string): CommandProblem {
  return new CommandProblem(`${what}\n\n${usage}`, 2);
}
