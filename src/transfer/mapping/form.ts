import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { context, option, plainText, section } from '../../platform/blocks.ts';
import { capital } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import { DATE_ORDERS, type DateOrder } from '../../platform/tables/dates.ts';
import type { Locale } from '../../platform/words.ts';
import type { About } from '../blocks.ts';
import type { FilePlan } from '../plan.ts';
import { transferWords } from '../words.ts';

/** The form in which the columns of a file are assigned: each field is a column that the kind knows, its choices are the file's. */

/** Stands for no column: an optional choice cannot be taken back otherwise. */
const NONE = '-';
const hintsSchema = z.object({
  id: z.string(),
  needs: z.array(z.array(z.string())),
  keys: z.array(z.string()),
  fixable: z.string(),
});

/** What may stand in every row of a column that the file does not have. */
export interface Fixable {
  column: string;
  options: readonly { text: string; value: string }[];
}

export function mappingModal(
  { id, fileName, kind, plan }: About,
  fixable: Fixable | undefined,
  locale: Locale,
): ModalView {
  const say = transferWords(locale);
  const keys = kind.columns.map(({ key }) => key);
  const hints = { id, needs: kind.needs, keys, fixable: fixable?.column ?? '' };
  const fields = keys.flatMap((key): InputBlock[] => [
    columnField(
      key,
      kind.labelOf(key, locale),
      plan,
      isNeeded(key, kind.needs, fixable),
      keys.length,
      locale,
    ),
    ...(fixable?.column === key ? [fixedField(fixable, plan, locale)] : []),
  ]);
  return {
    type: 'modal',
    callback_id: 'transfer.columns',
    title: plainText(say('map-title'), 24),
    submit: plainText(say('map-submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: JSON.stringify(hints),
    blocks: [
      section(say('map-intro', { file: plainInMrkdwn(cut(fileName, 80)) })),
      ...fields,
      ...(kind.dates.length === 0 ? [] : [orderField(plan, locale)]),
      context(say(`kind-${kind.kind}`)),
    ],
  };
}

function isNeeded(key: string, needs: readonly (readonly string[])[], fixable: Fixable | undefined): boolean {
  return fixable?.column !== key && needs.some((group) => group.length === 1 && group[0] === key);
}

/** A view holds 250,000 characters: of a file with many columns so many are offered, those that are understood first. */
const MOST_OFFERED = 60;
/** Options with samples, in all fields together. */
const MOST_WITH_SAMPLES = 320;
const SHORT = 40;

/** The columns of a file that are offered, by their places. */
function offered({ headers, columns }: FilePlan): number[] {
  const used = new Set(Object.values(columns));
  const others = headers.map((_, at) => at).filter((at) => !used.has(at));
  return [...used, ...others].slice(0, MOST_OFFERED).toSorted((x, y) => x - y);
}

function columnField(
  key: string,
  label: string,
  plan: FilePlan,
  needed: boolean,
  fields: number,
  locale: Locale,
): InputBlock {
  const none = option(transferWords(locale)('map-none'), NONE);
  const places = offered(plan);
  const isLong = places.length * fields > MOST_WITH_SAMPLES;
  const columns = places.map((at) => {
    const text = plan.headers[at] || `${at + 1}`;
    if (isLong) return option(cut(text, SHORT), String(at));
    const samples = plan.samples
      .map((row) => row[at] ?? '')
      .filter(Boolean)
      .join(' · ');
    return samples === '' ? option(text, String(at)) : option(text, String(at), samples);
  });
  const chosen = columns.find(({ value }) => value === String(plan.columns[key]));
  return {
    type: 'input',
    block_id: key,
    label: plainText(capital(label)),
    optional: !needed,
    element: {
      type: 'static_select',
      action_id: key,
      options: needed ? columns : [none, ...columns],
      ...(chosen === undefined ? (needed ? {} : { initial_option: none }) : { initial_option: chosen }),
    },
  };
}

function fixedField({ column, options }: Fixable, plan: FilePlan, locale: Locale): InputBlock {
  const say = transferWords(locale);
  const all = [
    option(say('map-none'), NONE),
    ...options.slice(0, 99).map(({ text, value }) => option(text, value)),
  ];
  const chosen = all.find(({ value }) => value === plan.fixed[column]) ?? all[0];
  return {
    type: 'input',
    block_id: 'fixed',
    label: plainText(say('map-fixed')),
    optional: true,
    element: {
      type: 'static_select',
      action_id: 'fixed',
      options: all,
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    },
  };
}

function orderField(plan: FilePlan, locale: Locale): InputBlock {
  const say = transferWords(locale);
  const all = [
    option(say('map-order-auto'), NONE),
    option(say('order-day'), 'day first'),
    option(say('order-month'), 'month first'),
  ];
  const chosen = all.find(({ value }) => value === plan.order) ?? all[0];
  return {
    type: 'input',
    block_id: 'order',
    label: plainText(say('map-order')),
    optional: true,
    element: {
      type: 'static_select',
      action_id: 'order',
      options: all,
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    },
  };
}

/** Errors at the fields: what is needed and not chosen, and a column that is chosen twice. */
export function checkMapping({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const read = hintsSchema.safeParse(parsed(metadata));
  if (!read.success) return undefined;
  const { needs, keys, fixable } = read.data;
  const say = transferWords(locale);
  const errors: FieldErrors = {};
  const has = (key: string): boolean =>
    isChosen(values[key]) || (key === fixable && isChosen(values['fixed']));
  for (const group of needs) {
    const [first = ''] = group;
    if (!group.some(has)) errors[first] = say('map-needed');
  }
  const taken = new Set<string>();
  for (const key of keys) {
    const value = values[key] ?? '';
    if (!isChosen(value)) continue;
    if (taken.has(value)) errors[key] ??= say('map-twice');
    taken.add(value);
  }
  return Object.keys(errors).length === 0 ? undefined : errors;
}

const isChosen = (value: string | undefined): boolean =>
  value !== undefined && value !== '' && value !== NONE;

function parsed(metadata: string): unknown {
  try {
    return JSON.parse(metadata);
  } catch {
    return undefined;
  }
}

/** Which import the form is about. */
export const importOf = (metadata: string): string => hintsSchema.safeParse(parsed(metadata)).data?.id ?? '';

/** The plan as the form says it. */
export function withChoices(
  plan: FilePlan,
  about: Pick<About, 'kind'>,
  values: ViewValues,
  fixable: string,
): FilePlan {
  const columns = about.kind.columns.flatMap(({ key }) => {
    const value = values[key];
    const at = isChosen(value) ? Number(value) : -1;
    return at >= 0 && at < plan.headers.length ? [[key, at] as const] : [];
  });
  const fixed = values['fixed'] ?? '';
  const order: DateOrder | undefined = DATE_ORDERS.find((known) => known === values['order']);
  return {
    ...plan,
    columns: Object.fromEntries(columns),
    fixed: fixable !== '' && isChosen(fixed) ? { [fixable]: fixed } : {},
    order: order ?? null,
  };
}
