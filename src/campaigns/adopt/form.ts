import type { ModalView } from '@slack/types';
import { addDays, isLocalDate, type LocalDate } from '../../kpi/localDate.ts';
import { option, plainText, section } from '../../platform/blocks.ts';
import { dateField, form } from '../../platform/forms.ts';
import { plainInMrkdwn, upTo } from '../../platform/mrkdwn.ts';
import type { FieldErrors, SubmitCheck } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import type { Campaign } from '../campaign.ts';
import { words } from '../words.ts';

/** Two small forms: what a logged name belongs to, and the last day of a campaign. */

export const ADOPT_FORM = 'campaigns.adopt-form';
export const END_FORM = 'campaigns.end-form';
export const NEW = 'new';
const MOST_OPTIONS = 99;

/** "spring sale" is another name of a campaign, or one of its own. */
export function adoptForm(
  name: string,
  campaigns: readonly Campaign[],
  near: readonly Campaign[],
  locale: Locale,
): ModalView {
  const say = words(locale);
  const others = campaigns.filter((one) => !near.includes(one));
  const options = [...near, ...others].slice(0, MOST_OPTIONS).map((one) => option(one.name, one.id));
  const own = option(say('adoptNew'), NEW);
  return {
    ...{ type: 'modal', callback_id: ADOPT_FORM, private_metadata: JSON.stringify([upTo(name, 200)]) },
    title: plainText(say('adoptTitle'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      section(say('adoptWhat', { name: plainInMrkdwn(name) })),
      {
        ...{
          type: 'input',
          block_id: 'into',
          label: plainText(say('adoptInto')),
          hint: plainText(say('adoptHint')),
        },
        element: {
          ...{ type: 'static_select', action_id: 'campaigns.into', options: [...options, own] },
          initial_option: near.length > 0 ? (options[0] ?? own) : own,
        },
      },
    ],
  };
}

export function nameIn(metadata: string): string {
  try {
    const [name] = JSON.parse(metadata) as unknown[];
    return typeof name === 'string' ? name : '';
  } catch {
    return '';
  }
}

export const checkAdopt = ({ values, locale }: SubmitCheck): FieldErrors | undefined =>
  (values['into'] ?? '') === '' ? { into: words(locale)('adoptMissing') } : undefined;

/** Ends a campaign after a day. */
export function endForm(campaign: Campaign, today: LocalDate, locale: Locale): ModalView {
  const say = words(locale);
  const said = { title: say('endTitle'), submit: say('end'), close: say('close') };
  const last = campaign.from > today ? campaign.from : today;
  return form(END_FORM, said, JSON.stringify([campaign.id, campaign.from]), [
    section(say('endWhat', { name: plainInMrkdwn(campaign.name) })),
    dateField('last', say('last'), last, undefined, { actionId: 'campaigns.last' }),
  ]);
}

export function endedIn(metadata: string): { id: string; from: string } {
  try {
    const [id, from] = JSON.parse(metadata) as unknown[];
    return { id: String(id), from: String(from) };
  } catch {
    return { id: '', from: '' };
  }
}

export function checkEnd({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const last = values['last'] ?? '';
  const isRight = isLocalDate(last) && last >= endedIn(metadata).from;
  return isRight ? undefined : { last: words(locale)('errLast') };
}

/** First date after the last day. */
export const behind = (last: LocalDate): LocalDate => addDays(last, 1);
