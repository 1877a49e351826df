/** T-02: the modal in which a year is spread over its months, with what each month and quarter comes to. Pure. */
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { WHOLE_YEAR } from '../../kpi/spread.ts';
import { actions, button, option, plainText, section } from '../../platform/blocks.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { amount, figure, metricName, periodName, type Reader } from '../phrases.ts';
import type { Target } from '../target.ts';
import { percentText, type SpreadMemory } from './check.ts';
import { HOWS, type Spread, type SpreadHow } from './spread.ts';
import { spreadWords } from './words.ts';

export const SPREAD = 'goals.spread-form';

export interface SpreadShown {
  readonly target: Target;
  readonly value: bigint;
  readonly metric: MetricInfo;
  readonly name: string;
  readonly how: SpreadHow;
  readonly spread: Spread;
  /** False: there is nothing from the year before. */
  readonly isSeasonKnown: boolean;
}

export function spreadView(shown: SpreadShown, reader: Reader): ModalView {
  const say = spreadWords(reader.locale);
  const { target, how } = shown;
  const memory: SpreadMemory = { target: target.id, how };
  return {
    type: 'modal',
    callback_id: SPREAD,
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: JSON.stringify(memory),
    blocks: [head(shown, reader), howBlock(how, reader), ...hand(shown, reader), ...preview(shown, reader)],
  };
}

function head({ metric, name, value, target }: SpreadShown, reader: Reader): KnownBlock {
  const said = {
    metric: plainInMrkdwn(metricName(metric, reader)),
    whose: plainInMrkdwn(name),
    amount: amount(metric, value, target, reader),
  };
  return section(spreadWords(reader.locale)('whole', said));
}

function howBlock(how: SpreadHow, reader: Reader): InputBlock {
  const say = spreadWords(reader.locale);
  const options = HOWS.map((key) => option(say(`how_${key}`), key));
  const initial = options.find((each) => each.value === how);
  const start = initial === undefined ? {} : { initial_option: initial };
  return {
    ...{ type: 'input', block_id: 'how', label: plainText(say('how')), dispatch_action: true },
    element: { type: 'static_select', action_id: 'goals.spread-how', options, ...start },
  };
}

/** Twelve fields, filled with what was shown before, and a button that adds up. */
function hand({ how, spread }: SpreadShown, reader: Reader): KnownBlock[] {
  if (how !== 'hand') return [];
  const say = spreadWords(reader.locale);
  const fields = spread.months.map(({ key, share }, index): InputBlock => {
    const initial = percentText(share).replace('%', '');
    return {
      ...{ type: 'input', block_id: `share-${index + 1}`, optional: true },
      label: plainText(say('share', { month: periodName(key, reader) })),
      element: { type: 'plain_text_input', action_id: 'share', max_length: 12, initial_value: initial },
    };
  });
  return [...fields, actions(button(say('preview'), 'goals.spread-preview', ''))];
}

function preview({ spread, metric, how, isSeasonKnown }: SpreadShown, reader: Reader): KnownBlock[] {
  const say = spreadWords(reader.locale);
  const quarters = spread.quarters.map((value, index) => {
    const months = spread.months.slice(index * 3, index * 3 + 3).map((month) => {
      const said = {
        month: periodName(month.key, reader),
        value: figure(metric, month.value, reader),
        percent: percentText(month.share),
      };
      return say(month.isOver ? 'line_over' : 'line', said);
    });
    const title = say('quarter', { index: index + 1, value: figure(metric, value, reader) });
    return section([title, ...months].join('\n'));
  });
  const percent = percentText(spread.total);
  const total = section(say(spread.total === WHOLE_YEAR ? 'total' : 'total_wrong', { percent }));
  const note = how === 'season' && !isSeasonKnown ? [section(say('no_season'))] : [];
  return [...note, ...quarters, total];
}
