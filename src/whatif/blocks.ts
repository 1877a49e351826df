/** The modal in which targets are tried on the past, and the message that keeps the answer. Pure. */

import type { InputBlock, KnownBlock, ModalView, PlainTextOption, StaticSelect } from '@slack/types';
import { ruleOf } from '../goals/levels/levels.ts';
import { metricName, type Reader } from '../goals/phrases.ts';
import { subjectKey } from '../goals/target.ts';
import type { Whose } from '../goals/whose.ts';
import { scaledText } from '../kpi/exact.ts';
import { CALENDAR_PERIOD_KINDS } from '../kpi/period.ts';
import { decimalsOf } from '../kpi/value.ts';
import {
  actions,
  button,
  context,
  divider,
  option,
  plainText,
  type Reply,
  section,
} from '../platform/blocks.ts';
import { linesInMessage } from '../platform/fit.ts';
import { capital } from '../platform/format.ts';
import { cut, plainInMrkdwn, upTo } from '../platform/mrkdwn.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import { type Choice, COUNTS, MOST_EACH, packChoice, type TrialTrouble } from './ask.ts';
import { type About, headLine, notesOf, personLines, totalLines, trialLine, whoseName } from './phrases.ts';
import { TRIAL_KINDS } from './trial.ts';
import { type WhatIfSay, words } from './words.ts';

export const FORM = 'whatif.form';

/** What the modal shows. */
export interface Shown {
  readonly choice: Choice;
  readonly choices: readonly Whose[];
  readonly metrics: readonly MetricInfo[];
  readonly metric: MetricInfo;
  /** The people that the trial is for, with what they have today; smallest units. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly now: bigint | null }[];
  readonly trouble: TrialTrouble | undefined;
  /** What was typed after the command and not understood. */
  readonly notUnderstood: string;
  /** Undefined: there is nothing to replay. */
  readonly about: About | undefined;
}

/** What the modal keeps to itself, beside its fields. */
export function memoryOf({ choice, metric }: Shown, reader: Reader): string {
  const texts = choice.how === 'each' ? {} : choice.texts;
  return JSON.stringify({
    choice: packChoice({ ...choice, texts }),
    ...{ rule: ruleOf(metric.definition), currency: reader.currency },
  });
}

/** The first view, while the past is read; and the last, where there is nothing to show any more. */
export function loadingView(reader: Reader, isGone = false): ModalView {
  const say = words(reader.locale);
  return {
    type: 'modal',
    callback_id: FORM,
    title: plainText(say('title'), 24),
    close: plainText(say('close'), 24),
    blocks: [section(say(isGone ? 'gone' : 'loading'))],
  };
}

export function whatIfView(shown: Shown, reader: Reader): ModalView {
  const say = words(reader.locale);
  const notice =
    shown.notUnderstood === ''
      ? []
      : [context(say('not_understood', { words: `“${cut(plainInMrkdwn(shown.notUnderstood), 200)}”` }))];
  return {
    type: 'modal',
    callback_id: FORM,
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: memoryOf(shown, reader),
    blocks: [
      ...notice,
      ...summaryBlocks(shown, reader),
      divider(),
      ...chosenBlocks(shown, reader),
      ...typedBlocks(shown, reader),
      actions(
        button(say('work'), 'whatif.work', '', 'primary'),
        ...(shown.about === undefined ? [] : [button(say('picture'), 'whatif.picture', '')]),
      ),
      ...(shown.about === undefined ? [] : resultBlocks([], shown.about, reader)),
    ],
  };
}

type InputElement = InputBlock['element'];
const choice = (blockId: string, label: string, element: InputElement): InputBlock => ({
  ...{ type: 'input', block_id: blockId, label: plainText(label), element, dispatch_action: true },
});

function select(actionId: string, options: PlainTextOption[], chosen: string): StaticSelect {
  const initial = options.find((one) => one.value === chosen);
  return { type: 'static_select', action_id: actionId, options, ...(initial && { initial_option: initial }) };
}

/** Slack takes 100 options; the chosen one is always among them. */
function options<T>(items: readonly T[], chosen: (item: T) => boolean, make: (item: T) => PlainTextOption) {
  const first = items.slice(0, 100);
  const one = items.find(chosen);
  const shown = one === undefined || first.includes(one) ? first : [...first.slice(0, 99), one];
  return shown.map(make);
}

function chosenBlocks({ choice: now, choices, metrics }: Shown, reader: Reader): InputBlock[] {
  const say = words(reader.locale);
  const named = (whose: Whose): string =>
    whose.subject.kind === 'team' ? say('team', { name: whose.name }) : capital(whose.name);
  const whose = options(
    choices.filter((one) => subjectKey(one.subject).length <= 75),
    (one) => subjectKey(one.subject) === now.who,
    (one) => option(named(one), subjectKey(one.subject)),
  );
  const metric = options(
    metrics,
    (one) => one.key === now.metric,
    (one) => option(metricName(one, reader), one.key),
  );
  const kinds = CALENDAR_PERIOD_KINDS.map((kind) => option(say(`kind_${kind}`), kind));
  const counts = [...new Set([...COUNTS, now.count])].sort((a, b) => a - b);
  const back = counts.map((count) => option(say('count_option', { count }), String(count)));
  const hows = TRIAL_KINDS.map((how) => option(say(`how_${how}`), how));
  return [
    choice('who', say('who'), select('whatif.who', whose, now.who)),
    choice('metric', say('metric'), select('whatif.metric', metric, now.metric)),
    choice('kind', say('kind'), select('whatif.kind', kinds, now.kind)),
    choice('count', say('count'), select('whatif.count', back, String(now.count))),
    choice('how', say('how'), select('whatif.how', hows, now.how)),
  ];
}

function typed(blockId: string, label: string, hint: string, initial: string, optional = false): InputBlock {
  const start = initial === '' ? {} : { initial_value: upTo(initial, 40) };
  return {
    ...{
      type: 'input',
      block_id: blockId,
      label: plainText(label, 150),
      hint: plainText(hint),
      optional,
    },
    element: { type: 'plain_text_input', action_id: blockId.replace(/:.*$/, ''), max_length: 40, ...start },
  };
}

/** The fields of what is tried; by hand for as many people as a modal remembers. */
function typedBlocks({ choice: now, metric, people }: Shown, reader: Reader): KnownBlock[] {
  const say = words(reader.locale);
  const text = (field: string): string => now.texts[field] ?? '';
  switch (now.how) {
    case 'value': {
      const band = metric.definition.direction === 'maintain';
      return [
        typed('value', say('value'), say('value_hint'), text('value')),
        ...(band ? [typed('tolerance', say('tolerance'), say('value_hint'), text('tolerance'), true)] : []),
      ];
    }
    case 'factor':
      return [typed('factor', say('factor'), say('factor_hint'), text('factor'))];
    case 'each':
      if (people.length > MOST_EACH) return [section(say('too_many', { count: MOST_EACH }))];
      return people.map(({ id, name, now: held }) =>
        typed(`each:${id}`, name, say('each_hint'), text(id) || plainFigure(metric, held, reader), true),
      );
  }
}

/** A figure as it is typed again: "120000", "4.5". */
function plainFigure(metric: MetricInfo, value: bigint | null, { currency }: Reader): string {
  if (value === null) return '';
  return scaledText(value, decimalsOf(metric.definition.unit, currency)).replace(/\.0+$/, '');
}

/** What is wrong at a field, in words. */
export function troubleText(kind: TrialTrouble['kind'], say: WhatIfSay): string {
  switch (kind) {
    case 'empty':
      return say('type_first');
    case 'not a factor':
      return say('not_a_factor');
    case 'not positive':
      return say('factor_not_positive');
    case 'too large':
      return say('factor_too_large');
    case 'tolerance needed':
      return say('tolerance_needed');
    default:
      return say(kind);
  }
}

/** What came out, above the fields: a choice below is answered where it is seen. */
function summaryBlocks({ about, trouble, people }: Shown, reader: Reader): KnownBlock[] {
  const say = words(reader.locale);
  if (people.length === 0) return [section(say('nobody_here'))];
  const wrong =
    trouble === undefined ? [] : [context(`:information_source: ${troubleText(trouble.kind, say)}`)];
  return [about === undefined ? section(say('nothing')) : summary(about, reader), ...wrong];
}

const summary = (about: About, reader: Reader): KnownBlock =>
  section([headLine(about, reader), trialLine(about, reader), ...totalLines(about, reader)].join('\n'));

/** Everybody, as many as a message holds, and what must be known to read it. */
function resultBlocks(before: KnownBlock[], about: About, reader: Reader): KnownBlock[] {
  const notes = notesOf(about, reader);
  const after = notes.length === 0 ? [] : [context(...notes)];
  return linesInMessage(before, personLines(about, reader), after, reader.locale);
}

/** The answer as a message of its own, with the way to set what was tried; the picture goes in front of it. */
export function answerReply(about: About, choice: Choice, image: KnownBlock[], reader: Reader): Reply {
  const say = words(reader.locale);
  const text = say('message_plain', {
    metric: plainInMrkdwn(metricName(about.metric, reader)),
    whose: plainInMrkdwn(whoseName(about, reader)),
  });
  const packed = packChoice(choice);
  // Values by hand of many people are more than a button holds; the modal sets them.
  const canApply = about.trial !== null && packed.length <= 2000;
  const after = canApply ? [actions(button(say('apply'), 'whatif.apply', packed, 'primary'))] : [];
  return { text, blocks: [...image, ...resultBlocks([summary(about, reader)], about, reader), ...after] };
}
