/** T-01: the modal in which a target is divided, with what it comes to and what is not assigned. Pure. */
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { scaledText } from '../../kpi/exact.ts';
import { decimalsOf } from '../../kpi/value.ts';
import { actions, button, option, plainText, section } from '../../platform/blocks.ts';
import { linesWithin } from '../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { restLine } from '../batch/blocks.ts';
import { amount, figure, metricName, type Reader } from '../phrases.ts';
import type { Target } from '../target.ts';
import type { Among, ChildOf } from './children.ts';
import { HOWS, type How, type Split } from './split.ts';
import { splitWords } from './words.ts';

export const SPLIT = 'goals.split-form';
/** A select takes 100 options, a modal 100 blocks. */
export const MOST_CHILDREN = 100;
export const MOST_BY_HAND = 80;

/** What the modal shows. */
export interface SplitShown {
  readonly target: Target;
  readonly value: bigint;
  readonly metric: MetricInfo;
  /** "team West". */
  readonly name: string;
  readonly amongs: readonly Among[];
  readonly among: Among;
  readonly how: How;
  /** Everybody who could take part, and the keys of those who do. */
  readonly children: readonly ChildOf[];
  readonly chosen: readonly string[];
  /** What they have now, by key. */
  readonly now: ReadonlyMap<string, bigint>;
  readonly kept: readonly string[];
  readonly split: Split;
  readonly isInherited: boolean;
}

/** The modal's own memory: which target, among whom where that is not asked, and how numbers are read. */
export interface SplitMemory {
  readonly target: string;
  readonly among: Among;
  readonly how: How;
  readonly unit: string;
  readonly currency: string;
}

export function splitView(shown: SplitShown, reader: Reader): ModalView {
  const say = splitWords(reader.locale);
  const { target, among, how, metric } = shown;
  const memory: SplitMemory = {
    ...{ target: target.id, among, how, unit: metric.definition.unit, currency: reader.currency },
  };
  return {
    type: 'modal',
    callback_id: SPLIT,
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: JSON.stringify(memory),
    blocks: [
      head(shown, reader),
      ...choices(shown, reader),
      ...hand(shown, reader),
      ...preview(shown, reader),
    ],
  };
}

function head({ metric, name, value, target }: SplitShown, reader: Reader): KnownBlock {
  return section(
    splitWords(reader.locale)('whole', {
      metric: plainInMrkdwn(metricName(metric, reader)),
      whose: plainInMrkdwn(name),
      amount: amount(metric, value, target, reader),
    }),
  );
}

/** A choice whose change shows at once what it comes to. */
function choice(blockId: string, label: string, element: InputBlock['element'], hint = ''): InputBlock {
  const more = hint === '' ? {} : { hint: plainText(hint) };
  const isOptional = element.type === 'multi_static_select';
  return {
    ...{ type: 'input', block_id: blockId, label: plainText(label), element, optional: isOptional, ...more },
    dispatch_action: true,
  };
}

function choices(shown: SplitShown, reader: Reader): InputBlock[] {
  const say = splitWords(reader.locale);
  const { among, amongs, how, isInherited, children, chosen, now, kept, metric } = shown;
  const blocks: InputBlock[] = [];
  if (amongs.length > 1)
    blocks.push(
      choice(
        'among',
        say('among'),
        one('goals.split-among', amongs, among, (key) => say(`among_${key}`)),
      ),
    );
  if (!isInherited) {
    const hows = HOWS.filter((key) => key !== 'hand' || children.length <= MOST_BY_HAND).filter(
      (key) => key !== 'people' || among !== 'people',
    );
    blocks.push(
      choice(
        'how',
        say('how'),
        one('goals.split-how', hows, how, (key) => say(`how_${key}`)),
      ),
    );
  }
  const options = children.map((child) => option(cut(child.whose.name, 70), child.key));
  if (children.length > 1)
    blocks.push(choice(`who:${among}`, say('who'), several('goals.split-who', options, chosen)));
  const keepers = children.filter((child) => chosen.includes(child.key) && now.has(child.key));
  if (keepers.length > 0) {
    const withNow = keepers.map((child) =>
      option(
        say('option_now', {
          name: cut(child.whose.name, 45),
          value: figure(metric, now.get(child.key) ?? 0n, reader),
        }),
        child.key,
      ),
    );
    const keep = several('goals.split-keep', withNow, kept);
    blocks.push(choice(`keep:${among}`, say('keep'), keep, say('keep_hint')));
  }
  return blocks;
}

function one<T extends string>(
  actionId: string,
  values: readonly T[],
  chosen: T,
  word: (value: T) => string,
): InputBlock['element'] {
  const options = values.map((value) => option(word(value), value));
  const initial = options.find((each) => each.value === chosen);
  const start = initial === undefined ? {} : { initial_option: initial };
  return { type: 'static_select', action_id: actionId, options, ...start };
}

function several(
  actionId: string,
  options: PlainTextOption[],
  chosen: readonly string[],
): InputBlock['element'] {
  const initial = options.filter((each) => chosen.includes(each.value ?? ''));
  const start = initial.length === 0 ? {} : { initial_options: initial };
  return { type: 'multi_static_select', action_id: actionId, options, ...start };
}

/** The fields by hand, filled with what is there, and a button that adds up. */
function hand(
  { how, children, chosen, kept, split, metric, isInherited }: SplitShown,
  reader: Reader,
): KnownBlock[] {
  if (how !== 'hand' || isInherited) return [];
  const say = splitWords(reader.locale);
  const decimals = decimalsOf(metric.definition.unit, reader.currency);
  const open = children.filter((child) => chosen.includes(child.key) && !kept.includes(child.key));
  const fields = open.map((child): InputBlock => {
    const value = split.parts.find((part) => part.key === child.key)?.value ?? null;
    const initial = value === null ? {} : { initial_value: scaledText(value, decimals).replace(/\.0+$/, '') };
    return {
      ...{ type: 'input', block_id: `part:${child.key}`, optional: true },
      label: plainText(child.whose.name, 150),
      hint: plainText(say('part_hint')),
      element: { type: 'plain_text_input', action_id: 'part', max_length: 40, ...initial },
    };
  });
  return [...fields, actions(button(say('preview'), 'goals.split-preview', ''))];
}

function preview(
  { split, children, metric, value, now, isInherited, how, chosen }: SplitShown,
  reader: Reader,
): KnownBlock[] {
  const say = splitWords(reader.locale);
  const names = new Map(children.map((child) => [child.key, child.whose.name]));
  const lines = split.parts.map((part) => {
    const name = plainInMrkdwn(cut(names.get(part.key) ?? '', 60));
    const before = now.get(part.key);
    if (part.value === null) return say('line_none', { name });
    const said = { name, value: figure(metric, part.value, reader) };
    if (part.isLocked) return say('line_locked', said);
    const was = before === undefined ? '' : ` ${say('now', { value: figure(metric, before, reader) })}`;
    return `${say('line', said)}${was}`;
  });
  const isWithoutPast =
    how === 'past' && chosen.length > 0 && split.parts.every((part) => part.value === null);
  const notes = [isInherited ? say('inherited') : '', isWithoutPast ? say('no_past') : ''];
  const rest = restLine(metric, value, split.unassigned, reader);
  return [
    section(linesWithin([say('preview_title'), ...lines], reader.locale)),
    ...[...notes, rest].filter((text) => text !== '').map(section),
  ];
}
