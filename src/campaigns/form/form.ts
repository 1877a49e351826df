import type { InputBlock, ModalView } from '@slack/types';
import { addDays, isLocalDate, type LocalDate } from '../../kpi/localDate.ts';
import { currency, decimalOf, isCurrency, type Money, parseMoney } from '../../kpi/money.ts';
import { plainText, section } from '../../platform/blocks.ts';
import { upTo } from '../../platform/mrkdwn.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { type Campaign, campaignKey, LONGEST_NAME, MOST_ALIASES } from '../campaign.ts';
import { words } from '../words.ts';

/** The form of a campaign, new or there already. */

export const CAMPAIGN_FORM = 'campaigns.form';
const SHORT = 40;

/** What the form begins with. */
export interface CampaignDraft {
  /** '' for a new one. */
  id: string;
  name: string;
  aliases: readonly string[];
  channel: string;
  region: string;
  from: string;
  /** The last day, '' while the end is open. */
  last: string;
  budget: string;
  /** Slack user id. */
  owner: string;
  leads: string;
}

/** A campaign as its form shows it; amounts as they were given. */
export function draftOf(campaign: Campaign, ownerSlackId: string, own: string): CampaignDraft {
  const { original, budget } = campaign;
  const code = currency(own);
  const shown =
    original !== null && isCurrency(original.currency)
      ? `${original.currency} ${decimalOf({ minor: original.minor, currency: original.currency })}`
      : budget === null
        ? ''
        : `${code} ${decimalOf({ minor: budget, currency: code })}`;
  return {
    ...{ id: campaign.id, name: campaign.name, aliases: campaign.aliases, channel: campaign.channel },
    ...{ region: campaign.region, from: campaign.from, budget: shown, owner: ownerSlackId },
    last: campaign.to === null ? '' : addDays(campaign.to, -1),
    leads: campaign.expectedLeads === null ? '' : String(campaign.expectedLeads),
  };
}

export const emptyDraft = (today: LocalDate, owner: string, name = ''): CampaignDraft => ({
  ...{
    id: '',
    name,
    aliases: [],
    channel: '',
    region: '',
    from: today,
    last: '',
    budget: '',
    owner,
    leads: '',
  },
});

/** `notice` says at the top what was wrong beyond the fields. */
export function campaignForm(draft: CampaignDraft, own: string, locale: Locale, notice?: string): ModalView {
  const say = words(locale);
  return {
    ...{ type: 'modal', callback_id: CAMPAIGN_FORM, private_metadata: JSON.stringify([draft.id, own]) },
    title: plainText(say(draft.id === '' ? 'formNew' : 'formEdit'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      ...(notice === undefined ? [] : [section(notice)]),
      text('name', draft.name, { label: say('name'), limit: LONGEST_NAME }),
      text('aliases', draft.aliases.join('\n'), {
        ...{ label: say('aliases'), hint: say('aliasesHint'), limit: 2_000, lines: true, optional: true },
      }),
      text('channel', draft.channel, {
        label: say('channel'),
        hint: say('channelHint'),
        limit: SHORT,
        optional: true,
      }),
      text('region', draft.region, { label: say('region'), limit: SHORT, optional: true }),
      date('from', draft.from, say('from')),
      date('last', draft.last, say('last'), say('lastHint')),
      text('budget', draft.budget, {
        label: say('budget'),
        hint: say('budgetHint'),
        limit: SHORT,
        optional: true,
      }),
      {
        ...{ type: 'input', block_id: 'owner', label: plainText(say('owner')) },
        element: {
          ...{ type: 'users_select', action_id: 'campaigns.owner' },
          ...(draft.owner === '' ? {} : { initial_user: draft.owner }),
        },
      },
      text('leads', draft.leads, { label: say('leads'), limit: 9, optional: true }),
    ],
  };
}

interface Field {
  label: string;
  limit: number;
  hint?: string;
  lines?: boolean;
  optional?: boolean;
}

function text(
  id: string,
  initial: string,
  { label, limit, hint, lines = false, optional = false }: Field,
): InputBlock {
  return {
    ...{ type: 'input', block_id: id, optional, label: plainText(label) },
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
    element: {
      ...{ type: 'plain_text_input', action_id: `campaigns.${id}`, multiline: lines, max_length: limit },
      ...(initial === '' ? {} : { initial_value: upTo(initial, limit) }),
    },
  };
}

function date(id: string, initial: string, label: string, hint?: string): InputBlock {
  return {
    ...{ type: 'input', block_id: id, optional: hint !== undefined, label: plainText(label) },
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
    element: {
      ...{ type: 'datepicker', action_id: `campaigns.${id}` },
      ...(initial === '' ? {} : { initial_date: initial }),
    },
  };
}

/** What the form remembers: whose it is, and in which currency amounts without a sign are. */
export function memoryIn(metadata: string): { id: string; own: string } {
  try {
    const [id, own] = JSON.parse(metadata) as unknown[];
    return { id: String(id), own: isCurrency(String(own)) ? String(own) : 'USD' };
  } catch {
    return { id: '', own: 'USD' };
  }
}

/** What was filled in. */
export function filled(values: ViewValues, id: string): CampaignDraft {
  const said = (key: string): string => (values[key] ?? '').trim();
  const name = said('name');
  const lines = said('aliases')
    .split(/[\n,，;；]/u)
    .map((line) => line.trim());
  const aliases = new Map(lines.filter((line) => line !== '').map((line) => [campaignKey(line), line]));
  aliases.delete(campaignKey(name));
  return {
    ...{ id, name, aliases: [...aliases.values()], channel: said('channel'), region: said('region') },
    ...{
      from: said('from'),
      last: said('last'),
      budget: said('budget'),
      owner: said('owner'),
      leads: said('leads'),
    },
  };
}

/** M-05: a budget as it was typed; null without one, undefined where it cannot be read. */
export function budgetIn(typed: string, own: string): Money | null | undefined {
  if (typed === '') return null;
  const read = parseMoney(typed, currency(own));
  return read.ok ? read.value : undefined;
}

/** What is wrong, at the fields; rights, rates and names that are taken are asked when it is written. */
export function checkCampaign({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const say = words(locale);
  const draft = filled(values, '');
  const errors: FieldErrors = {};
  if (campaignKey(draft.name) === '') errors['name'] = say('errName');
  const long = draft.aliases.find((alias) => alias.length > LONGEST_NAME);
  if (draft.aliases.length > MOST_ALIASES) errors['aliases'] = say('errAliases', { most: MOST_ALIASES });
  else if (long !== undefined)
    errors['aliases'] = say('errAliasLong', { name: long.slice(0, 40), most: LONGEST_NAME });
  if (!isLocalDate(draft.from)) errors['from'] = say('errFrom');
  if (draft.last !== '' && draft.last < draft.from) errors['last'] = say('errLast');
  if (budgetIn(draft.budget, memoryIn(metadata).own) === undefined) errors['budget'] = say('errBudget');
  if (draft.owner === '') errors['owner'] = say('errOwner');
  if (draft.leads !== '' && !/^\d{1,9}$/u.test(draft.leads)) errors['leads'] = say('errLeads');
  return Object.keys(errors).length === 0 ? undefined : errors;
}
