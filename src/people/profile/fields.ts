import type { InputBlock, PlainTextOption } from '@slack/types';
import { option, plainText } from '../../platform/blocks.ts';
import { cut, upTo } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { TeamInfo } from '../person.ts';
import { inTreeOrder } from '../tree.ts';
import { profileWords } from './words.ts';

/** The fields that the forms of people and teams are made of. Their `action_id`s are read when a form is handed in. */

interface Field {
  /** In which form; it begins the `action_id`. */
  form: 'person' | 'team';
  block: string;
  label: string;
  hint?: string;
  optional?: boolean;
}

function input({ block, label, hint, optional = false }: Field, element: InputBlock['element']): InputBlock {
  return {
    type: 'input',
    block_id: block,
    optional,
    label: plainText(label),
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
    element,
  };
}

const actionId = ({ form, block }: Field): string => `people.${form}-${block}`;

export function dateField(field: Field, initial: string | null): InputBlock {
  const action_id = actionId(field);
  const start = initial === null ? {} : { initial_date: initial };
  return input(field, { type: 'datepicker', action_id, ...start });
}

export function textField(field: Field, initial: string, max: number): InputBlock {
  const action_id = actionId(field);
  const start = initial === '' ? {} : { initial_value: upTo(initial, max) };
  return input(field, { type: 'plain_text_input', action_id, max_length: max, ...start });
}

/** One of several; the first where the given one is not among them. */
export function selectField(field: Field, options: PlainTextOption[], initial: string): InputBlock {
  const action_id = actionId(field);
  const start = options.find((one) => one.value === initial) ?? options[0];
  const chosen = start === undefined ? {} : { initial_option: start };
  return input(field, { type: 'static_select', action_id, ...grouped(options), ...chosen });
}

/** Any number of several. */
export function multiSelectField(
  field: Field,
  options: PlainTextOption[],
  initial: readonly string[],
): InputBlock {
  const action_id = actionId(field);
  const chosen = options.filter((one) => initial.includes(one.value ?? ''));
  const start = chosen.length === 0 ? {} : { initial_options: chosen };
  return input(field, { type: 'multi_static_select', action_id, ...grouped(options), ...start });
}

/** Boxes to tick, at most ten. */
export function boxesField(field: Field, options: PlainTextOption[], initial: readonly string[]): InputBlock {
  const action_id = actionId(field);
  const chosen = options.filter((one) => initial.includes(one.value ?? ''));
  const start = chosen.length === 0 ? {} : { initial_options: chosen };
  return input(field, { type: 'checkboxes', action_id, options, ...start });
}

/** Slack takes 100 options, or 100 groups of them. */
const MOST_OPTIONS = 100;

function grouped(
  options: PlainTextOption[],
):
  | { options: PlainTextOption[] }
  | { option_groups: { label: ReturnType<typeof plainText>; options: PlainTextOption[] }[] } {
  if (options.length <= MOST_OPTIONS) return { options };
  const groups = [];
  for (let at = 0; at < options.length; at += MOST_OPTIONS) {
    const some = options.slice(at, at + MOST_OPTIONS);
    const [first, last] = [some[0]?.text.text ?? '', some.at(-1)?.text.text ?? ''];
    groups.push({ label: plainText(`${cut(first, 30)} – ${cut(last, 30)}`, 75), options: some });
  }
  return { option_groups: groups };
}

/** A modal takes 250 KB: more teams than that are chosen by name, in the team's own form. */
const MOST_TEAMS = 400;
const NO_TEAM = '-';

/** Teams to choose from, each below its parent; `without` is what it says where none is chosen; '' leaves that out. */
export function teamOptions(
  teams: readonly TeamInfo[],
  without: string,
  keep: readonly string[] = [],
): PlainTextOption[] {
  const ordered = inTreeOrder(teams);
  const shown = ordered.filter(({ team }, index) => index < MOST_TEAMS || keep.includes(team.id));
  const options = shown.map(({ team, depth }) => {
    const sign = depth === 0 ? '' : `${'  '.repeat(Math.min(depth, 6) - 1)}↳ `;
    return option(`${sign}${team.name}`, team.id);
  });
  return without === '' ? options : [option(without, NO_TEAM), ...options];
}

/** The team behind a chosen value; null: none. */
export const chosenTeam = (value: string | undefined): string | null =>
  value === undefined || value === '' || value === NO_TEAM ? null : value;

/** The value that stands for a team, or none. */
export const teamValue = (teamId: string | null): string => teamId ?? NO_TEAM;

/** What is said of a zone or a name that may be left to Slack. */
export function slackHint(key: 'field-name-hint' | 'field-zone-hint', value: string, locale: Locale): string {
  const example = locale === 'zh' ? 'Asia/Shanghai' : 'Europe/Berlin';
  return profileWords(locale)(key, { value, example });
}
