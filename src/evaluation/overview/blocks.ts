import type { Button, KnownBlock } from '@slack/types';
import { actions, button, context, divider, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, namesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { unratedKey } from '../card/keys.ts';
import type { Cycle, CycleState, Step } from '../cycle/cycle.ts';
import { cycleWords } from '../cycle/words.ts';
import { cycleName, pointsText } from '../figures.ts';
import { barText } from '../waiting/blocks.ts';
import { words } from '../words.ts';
import { type Compared, calibrationTexts } from './calibration.ts';

/** A cycle in which the reader takes part. */
export interface Mine {
  cycle: Cycle;
  step: Step;
  /** "<cycle>:<member>". */
  value: string;
}

/** A cycle of people whom the reader evaluates, with how far it is. */
export interface Led {
  cycle: Cycle;
  steps: readonly Step[];
  openAdjustments: number;
}

export interface Overview {
  mine: readonly Mine[];
  led: readonly Led[];
  isAdmin: boolean;
}

/** `/review`: one's own evaluations; for those who lead, each cycle's progress and what it waits for. */
export function overviewReply({ mine, led, isAdmin }: Overview, locale: Locale): Reply {
  const say = words(locale);
  const isEmpty = mine.length === 0 && led.length === 0;
  const before: KnownBlock[] = [
    header(say('title')),
    ...(isEmpty ? [section(say(isAdmin ? 'noneAdmin' : 'none'))] : []),
  ];
  const items = [
    ...mine.map((one) => mineBlocks(one, locale)),
    ...led.map((one) => ledBlocks(one, isAdmin, locale)),
  ];
  const after = isAdmin
    ? [
        divider(),
        actions(
          button(say('newCycle'), 'evaluation.new', '', isEmpty ? 'primary' : undefined),
          button(say('templates'), 'evaluation.cards', ''),
        ),
      ]
    : [];
  return { text: say('text'), blocks: inMessage(before, items, after, locale) };
}

function mineBlocks({ cycle, step, value }: Mine, locale: Locale): KnownBlock[] {
  const say = words(locale);
  const line = say('mineLine', {
    name: cycleName(cycle, locale),
    step: say(`step-${step}`),
  });
  const buttons: Button[] = [button(say('see'), 'evaluation.see', value)];
  if (cycle.state === 'open') buttons.unshift(button(say('review'), 'evaluation.review', value, 'primary'));
  return [section(`${say('mine')}\n${line}`), actions(...buttons)];
}

function ledBlocks({ cycle, steps, openAdjustments }: Led, isAdmin: boolean, locale: Locale): KnownBlock[] {
  const say = words(locale);
  const count = (...wanted: Step[]): number => steps.filter((step) => wanted.includes(step)).length;
  const waits = [
    [count('self-review'), 'waitSelf'],
    [count('manager'), 'waitManager'],
    [openAdjustments, 'waitAdjust'],
    [count('answer'), 'waitAnswer'],
    [count('dispute'), 'waitDispute'],
  ] as const;
  const waiting = waits.flatMap(([number, key]) => (number === 0 ? [] : [say(key, { count: number })]));
  const ready = count('calibration', 'done');
  const line = say('teamLine', {
    name: cycleName(cycle, locale),
    ...{ state: say(`state-${cycle.state}`), done: ready, all: steps.length },
    bar: barText(ready, steps.length),
    rest: waiting.length === 0 ? '' : say('waiting', { what: waiting.join(say('join')) }),
  });
  const dues =
    cycle.state === 'open'
      ? [
          context(
            say('dues', {
              self: formatDate(cycle.selfDue, locale),
              manager: formatDate(cycle.managerDue, locale),
            }),
          ),
        ]
      : [];
  const buttons = [
    button(say('people'), 'evaluation.people', cycle.id),
    ...(cycle.state === 'draft' ? [] : [button(say('missing'), 'evaluation.missing', '')]),
    ...(isAdmin ? moveButtons(cycle, locale) : []),
  ];
  return [section(line), ...dues, actions(...buttons)];
}

function moveButtons({ id, state }: Cycle, locale: Locale): Button[] {
  const say = words(locale);
  if (state === 'closed') return [button(say('reopen'), 'evaluation.reopen', id)];
  const next = button(
    say(`move-${state satisfies Exclude<CycleState, 'closed'>}`),
    'evaluation.move',
    `${id}:${state}`,
    'primary',
  );
  return state === 'draft' ? [next, button(say('remove'), 'evaluation.remove', id)] : [next];
}

/** One person of a cycle in the list of who takes part. */
export interface Row extends Compared {
  step: Step;
  value: string;
}

/** Who takes part, where each waits and stands: the calibration view, with how the bands are spread. */
export function peopleReply(
  cycle: Cycle,
  rows: readonly Row[],
  names: ReadonlyMap<string, string>,
  locale: Locale,
): Reply {
  const say = cycleWords(locale);
  const all = words(locale);
  const title = say('peopleTitle', { name: cycle.name });
  const missing = rows
    .filter(({ step }) => step === 'self-review' || step === 'manager')
    .map(({ name }) => plainInMrkdwn(name));
  const before: KnownBlock[] = [
    header(title),
    ...calibrationTexts(rows, names, locale).map((text) => section(text)),
    ...(rows.length === 0 ? [] : [actions(button(say('spreadChart'), 'evaluation.spread', cycle.id))]),
    ...(missing.length === 0 ? [] : [section(say('missing', { names: namesWithin(missing, locale) }))]),
  ];
  const items = rows.map(({ name, step, value, result }): KnownBlock[] => {
    const points =
      result.total === null || result.band === null
        ? ` · ${all(unratedKey(result))}`
        : say('points', { total: pointsText(result.total, locale), band: all(`band-${result.band}`) });
    const text = say('personLine', { name: plainInMrkdwn(name), step: all(`step-${step}`), points });
    return [{ ...section(text), accessory: button(say('see'), 'evaluation.see', value) }];
  });
  return { text: plainInMrkdwn(title), blocks: inMessage(before, items, [], locale) };
}
