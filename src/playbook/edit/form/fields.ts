import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types';
import { context, option, plainText, section } from '../../../platform/blocks.ts';
import { upTo } from '../../../platform/mrkdwn.ts';
import type { ViewValues } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import type { Field } from '../problem.ts';
import { editWords } from '../words.ts';

/** A form being built: what its fields hold, what is wrong with them, and for whom. */
export interface Sheet {
  values: ViewValues;
  /** Said under a field, in words. */
  problems: ReadonlyMap<Field, string>;
  locale: Locale;
}

type LabelKey = Parameters<ReturnType<typeof editWords>>[0];
interface About {
  label?: LabelKey;
  hint?: LabelKey;
  optional?: boolean;
}

/** An input with what is wrong with it right behind it. */
function field(sheet: Sheet, name: Field, element: InputBlock['element'], about: About): KnownBlock[] {
  const say = editWords(sheet.locale);
  const label = about.label ?? (`field-${name}` as LabelKey);
  const input: InputBlock = {
    type: 'input',
    block_id: name,
    label: plainText(say(label)),
    optional: about.optional ?? false,
    ...(about.hint === undefined ? {} : { hint: plainText(say(about.hint)) }),
    element,
  };
  const problem = sheet.problems.get(name);
  return problem === undefined ? [input] : [input, context(say('problem-at', { problem }))];
}

const actionId = (name: Field): string => `playbook.field-${name}`;

/** A line, or several, of text. */
export function textField(sheet: Sheet, name: Field, max: number, about: About = {}): KnownBlock[] {
  const value = sheet.values[name] ?? '';
  return field(
    sheet,
    name,
    {
      type: 'plain_text_input',
      action_id: actionId(name),
      max_length: max,
      ...(max > 500 ? { multiline: true } : {}),
      ...(value === '' ? {} : { initial_value: upTo(value, max) }),
    },
    about,
  );
}

/** One of several; the first where none is chosen. */
export function selectField(
  sheet: Sheet,
  name: Field,
  options: readonly PlainTextOption[],
  about: About = {},
): KnownBlock[] {
  const chosen =
    options.find((one) => one.value === sheet.values[name]) ??
    (about.optional === true ? undefined : options[0]);
  const start = chosen === undefined ? {} : { initial_option: chosen };
  return field(
    sheet,
    name,
    { type: 'static_select', action_id: actionId(name), ...grouped(options), ...start },
    about,
  );
}

/** Any number of several. */
export function multiField(
  sheet: Sheet,
  name: Field,
  options: readonly PlainTextOption[],
  about: About = {},
): KnownBlock[] {
  if (options.length === 0) return [];
  const values = (sheet.values[name] ?? '').split(',');
  const chosen = options.filter((one) => values.includes(one.value ?? ''));
  const start = chosen.length === 0 ? {} : { initial_options: chosen };
  const element = {
    type: 'multi_static_select',
    action_id: actionId(name),
    ...grouped(options),
    ...start,
  } as const;
  return field(sheet, name, element, about);
}

/** Slack takes 100 options, or 100 groups of them. */
const MOST_OPTIONS = 100;

/** Options of a select, in groups where there are many. */
export function grouped(options: readonly PlainTextOption[]) {
  if (options.length <= MOST_OPTIONS) return { options: [...options] };
  const groups = [];
  for (let at = 0; at < options.length; at += MOST_OPTIONS) {
    const some = options.slice(at, at + MOST_OPTIONS);
    const short = (one: PlainTextOption | undefined): string => (one?.text.text ?? '').slice(0, 30);
    groups.push({ label: plainText(`${short(some[0])} – ${short(some.at(-1))}`, 75), options: some });
  }
  return { option_groups: groups };
}

/** Closed lists as options, with their words. */
export function listed<T extends string>(
  values: readonly T[],
  prefix: string,
  locale: Locale,
): PlainTextOption[] {
  const say = editWords(locale);
  return values.map((value) => option(say(`${prefix}${value}` as LabelKey), value));
}

/** Yes and no. */
export const yesNo = (locale: Locale): PlainTextOption[] => listed(['yes', 'no'], '', locale);

/** What stands at the head of a form with troubles; those that belong to no field of it are named here. */
export function troubleHead(sheet: Sheet, shown: readonly KnownBlock[]): KnownBlock[] {
  if (sheet.problems.size === 0) return [];
  const ids = new Set(shown.map((block) => block.block_id));
  const others = [...sheet.problems].filter(([name]) => !ids.has(name)).map(([, text]) => text);
  return [section([editWords(sheet.locale)('not-saved'), ...others].join('\n'))];
}
