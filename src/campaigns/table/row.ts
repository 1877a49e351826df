import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { currency, isCurrency, type Money, parseMoney } from '../../kpi/money.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import type { MemberLookup } from '../../people/lookup.ts';
import type { Person } from '../../people/person.ts';
import type { Actor } from '../../platform/slice.ts';
import type { ImportRow, RowProblem } from '../../platform/tables/contract.ts';
import { type DateOrder, dateOf } from '../../platform/tables/dates.ts';
import type { Locale } from '../../platform/words.ts';
import { campaignKey, LONGEST_NAME, MOST_ALIASES, mayChange } from '../campaign.ts';
import type { CampaignColumn } from './columns.ts';
import { campaignTableWords } from './words.ts';

/** A campaign as a row of a table says it. Pure. */

export interface CampaignRead {
  name: string;
  aliases: readonly string[];
  channel: string;
  region: string;
  from: LocalDate;
  to: LocalDate | null;
  money: Money | null;
  ownerId: string;
  expectedLeads: number | null;
}

export interface CampaignFrame {
  actor: Actor;
  members: MemberLookup;
  /** The actor, whose a campaign is that names nobody. */
  self: Person | undefined;
  /** ISO 4217. */
  own: string;
  order: DateOrder | undefined;
  today: LocalDate;
  locale: Locale;
}

const SHORT = 40;

/** Reads a row, or says what is wrong with it: the first thing. */
export function readCampaignRow(from: ImportRow, frame: CampaignFrame): Result<CampaignRead, RowProblem> {
  const say = campaignTableWords(frame.locale);
  const wrong = (column: CampaignColumn, why: string): { ok: false; problem: RowProblem } =>
    fail({ row: from.row, is: 'wrong', column, value: from.cell(column), why });
  const name = from.cell('name');
  if (campaignKey(name) === '') return wrong('name', say('name-missing'));
  const aliases = from
    .cell('aliases')
    .split(/[;；\n]/u)
    .map((one) => one.trim())
    .filter((one) => campaignKey(one) !== '');
  if (name.length > LONGEST_NAME) return wrong('name', say('name-long', { most: LONGEST_NAME }));
  if (aliases.some((one) => one.length > LONGEST_NAME))
    return wrong('aliases', say('name-long', { most: LONGEST_NAME }));
  const [first, last] = [dayIn(from.cell('from'), frame), dayIn(from.cell('last'), frame)];
  if (first === undefined) return wrong('from', say('from-unclear'));
  if (last === undefined) return wrong('last', say('from-unclear'));
  const begins = first ?? frame.today;
  if (last !== null && last < begins) return wrong('last', say('last-before'));
  const code = from.cell('currency').toUpperCase() || frame.own;
  if (!isCurrency(code)) return wrong('currency', say('currency-unknown'));
  const typed = from.cell('budget');
  const money = typed === '' ? null : parseMoney(typed, currency(code));
  if (money?.ok === false) return wrong('budget', say('budget-unclear'));
  const owner = ownerIn(from.cell('owner'), frame);
  if (owner === undefined) return wrong('owner', say('owner-unknown'));
  if (owner.memberId !== frame.actor.memberId && !mayChange(frame.actor, { ownerId: owner.memberId }, owner))
    return wrong('owner', say('owner-denied'));
  const leads = from.cell('leads').replace(/[,\s]/gu, '');
  if (!/^\d{0,9}$/u.test(leads)) return wrong('leads', say('leads-unclear'));
  return ok({
    ...{ name, aliases: aliases.slice(0, MOST_ALIASES), from: begins },
    ...{ channel: from.cell('channel').slice(0, SHORT), region: from.cell('region').slice(0, SHORT) },
    ...{ to: last === null ? null : addDays(last, 1), money: money === null ? null : money.value },
    ...{ ownerId: owner.memberId, expectedLeads: leads === '' ? null : Number(leads) },
  });
}

/** Null where nothing stands, undefined where it cannot be read. */
function dayIn(typed: string, { order }: CampaignFrame): LocalDate | null | undefined {
  if (typed === '') return null;
  const date = dateOf(typed, order);
  return date === 'ambiguous' ? undefined : date;
}

function ownerIn(typed: string, { members, self }: CampaignFrame): Person | undefined {
  if (typed === '') return self;
  const found = members.find(typed);
  return found.kind === 'person' && found.person.isActive ? found.person : undefined;
}
