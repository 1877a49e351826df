/** The forms of plans: proposing one, and declining it. Pure. */
import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { metricName, type Reader } from '../../goals/phrases.ts';
import { addDays, daysBetween, isLocalDate, type LocalDate } from '../../kpi/localDate.ts';
import { isTimeZone, localDateOf } from '../../kpi/time.ts';
import { option as choice, context, plainText, section } from '../../platform/blocks.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { type Helped, type Option, optionName } from './plan.ts';
import { planWords } from './words.ts';

export const PLAN_FORM = 'coaching.plan';
export const DECLINE_FORM = 'coaching.decline';
export const LONGEST_NOTE = 500;
/** A plan is for so many weeks unless somebody says otherwise. */
const USUAL_DAYS = 28;
const MOST_DAYS = 366;

const memory = z.object({ member: z.string(), tz: z.string() });
export type PlanMemory = z.infer<typeof memory>;

/** For whom a form is, and by which clock; undefined where it was forged. */
export function planMemory(metadata: string): PlanMemory | undefined {
  try {
    const read = memory.safeParse(JSON.parse(metadata));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** "helped 3 of 5": what stands beside a choice. */
export function helpedText(helped: Helped, locale: Locale): string {
  const say = planWords(locale);
  return helped === null ? say('helpedUnknown') : say('helped', { helped: helped.helped, of: helped.of });
}

export interface PlanFormGiven extends PlanMemory {
  name: string;
  /** Those that can be meant, what a flag is about first. */
  metrics: readonly MetricInfo[];
  options: readonly { option: Option; helped: Helped }[];
  /** Slack user id of whoever fills in. */
  owner: string;
}

export function planView(given: PlanFormGiven, reader: Reader): ModalView {
  const say = planWords(reader.locale);
  const metrics = given.metrics.slice(0, 100).map((metric) => choice(metricName(metric, reader), metric.key));
  const options = given.options
    .slice(0, 100)
    .map(({ option, helped }) =>
      choice(optionName(option, reader.locale), option.key, helpedText(helped, reader.locale)),
    );
  const [first] = metrics;
  const from = reader.today;
  return {
    ...{ type: 'modal', callback_id: PLAN_FORM },
    private_metadata: JSON.stringify({ member: given.member, tz: given.tz } satisfies PlanMemory),
    title: plainText(say('formTitle'), 24),
    submit: plainText(say('send'), 24),
    close: plainText(say('cancel'), 24),
    blocks: [
      { type: 'section', text: plainText(given.name, 150) },
      field('metric', say('metric'), {
        ...{ type: 'static_select', action_id: 'metric', options: metrics },
        ...(first === undefined ? {} : { initial_option: first }),
      }),
      field(
        'option',
        say('option'),
        { type: 'static_select', action_id: 'option', options },
        say('optionHint'),
      ),
      field(
        'owner',
        say('owner'),
        { type: 'users_select', action_id: 'owner', initial_user: given.owner },
        say('ownerHint'),
      ),
      field('from', say('from'), { type: 'datepicker', action_id: 'from', initial_date: from }),
      field(
        'until',
        say('until'),
        { type: 'datepicker', action_id: 'until', initial_date: addDays(from, USUAL_DAYS - 1) },
        say('untilHint'),
      ),
      {
        ...field(
          'note',
          say('note'),
          { type: 'plain_text_input', action_id: 'note', multiline: true, max_length: LONGEST_NOTE },
          say('noteHint'),
        ),
        optional: true,
      },
    ],
  };
}

function field(id: string, label: string, element: InputBlock['element'], hint?: string): InputBlock {
  return {
    ...{ type: 'input', block_id: id, label: plainText(label), element },
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
  };
}

/** Errors at the fields: what is not chosen, dates that are past or the wrong way round. */
export function checkPlan({ values, metadata, locale, now }: SubmitCheck): FieldErrors | undefined {
  const say = planWords(locale);
  const tz = planMemory(metadata)?.tz ?? '';
  const today = localDateOf(now, isTimeZone(tz) ? tz : 'UTC');
  const errors: FieldErrors = {};
  const [from = '', until = ''] = [values['from'], values['until']];
  if ((values['option'] ?? '') === '') errors['option'] = say('choose');
  if ((values['metric'] ?? '') === '') errors['metric'] = say('choose');
  if ((values['owner'] ?? '') === '') errors['owner'] = say('who');
  if (!isLocalDate(from)) errors['from'] = say('date');
  else if (from < today) errors['from'] = say('past');
  if (!isLocalDate(until)) errors['until'] = say('date');
  else if (isLocalDate(from) && until < from) errors['until'] = say('order');
  else if (isLocalDate(from) && daysBetween(from, until) > MOST_DAYS) errors['until'] = say('long');
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** The dates of a form that was checked; undefined where it was forged. */
export function datesIn(values: ViewValues): { startsOn: LocalDate; endsOn: LocalDate } | undefined {
  const [startsOn = '', endsOn = ''] = [values['from'], values['until']];
  return isLocalDate(startsOn) && isLocalDate(endsOn) && startsOn <= endsOn
    ? { startsOn, endsOn }
    : undefined;
}

/** "Decline…": with a reason. */
export function declineView(planId: string, said: string, locale: Locale): ModalView {
  const say = planWords(locale);
  return {
    ...{ type: 'modal', callback_id: DECLINE_FORM, private_metadata: planId },
    title: plainText(say('declineTitle'), 24),
    submit: plainText(say('declineSubmit'), 24),
    close: plainText(say('cancel'), 24),
    blocks: [
      section(said),
      field(
        'reason',
        say('declineLabel'),
        { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: LONGEST_NOTE },
        say('declineHint'),
      ),
      context(say('choice')),
    ],
  };
}

export function checkDecline({ values, locale }: SubmitCheck): FieldErrors | undefined {
  return (values['reason'] ?? '').trim() === '' ? { reason: planWords(locale)('declineEmpty') } : undefined;
}
