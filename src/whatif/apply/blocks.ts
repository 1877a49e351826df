/** The modal that shows what setting a trial would change. Pure. */
import type { KnownBlock, ModalView } from '@slack/types';
import { amount, figure, metricName, type Reader } from '../../goals/phrases.ts';
import { context, option, plainText, section } from '../../platform/blocks.ts';
import { linesInMessage, namesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { type Choice, packChoice } from '../ask.ts';
import { type About, trialLine, whoseName } from '../phrases.ts';
import { type Line, type Preview, STARTS } from './preview.ts';
import { applyWords } from './words.ts';

export const APPLY = 'whatif.apply-form';

export interface ApplyShown {
  readonly about: Pick<About, 'metric' | 'whose' | 'kind' | 'trial'>;
  readonly choice: Choice;
  readonly preview: Preview;
  /** Whether the actor's own target is among those that are left out. */
  readonly isSelfOut: boolean;
}

export function applyView({ about, choice, preview, isSelfOut }: ApplyShown, reader: Reader): ModalView {
  const say = applyWords(reader.locale);
  const head = say('head', {
    metric: plainInMrkdwn(metricName(about.metric, reader)),
    whose: cut(plainInMrkdwn(whoseName(about, reader)), 80),
    trial: trialLine(about, reader),
  });
  const starts = STARTS.map((start) =>
    option(say(`from_${start}`, { date: formatDate(preview.nextFrom, reader.locale) }), start),
  );
  const [first] = starts;
  const lines = preview.lines.map((line) => lineOf(line, about, reader));
  return {
    type: 'modal',
    callback_id: APPLY,
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: packChoice(choice),
    blocks: [
      {
        ...{
          type: 'input',
          block_id: 'from',
          label: plainText(say('from')),
          hint: plainText(say('from_hint')),
        },
        element: {
          ...{ type: 'static_select', action_id: 'from', options: starts },
          ...(first && { initial_option: first }),
        },
      },
      ...linesInMessage([section(head)], lines, notes(preview, isSelfOut, reader), reader.locale),
    ],
  };
}

function lineOf(
  { name, before, after, isSame }: Line,
  { metric, kind }: ApplyShown['about'],
  reader: Reader,
): string {
  const say = applyWords(reader.locale);
  const said = {
    name: cut(plainInMrkdwn(name), 60),
    after: amount(metric, after, { periodKind: kind, periodKey: null }, reader),
  };
  if (isSame) return say('line_same', said);
  if (before === null) return say('line_new', said);
  return say('line', { ...said, before: figure(metric, before, reader) });
}

function notes({ lines, leftOut }: Preview, isSelfOut: boolean, reader: Reader): KnownBlock[] {
  const say = applyWords(reader.locale);
  const names = (of: readonly string[]): string => namesWithin(of.map(plainInMrkdwn), reader.locale);
  const named = lines.filter((line) => line.hasNamed && !line.isSame).map((line) => line.name);
  const losing = lines.filter((line) => line.lost.length > 0);
  const levels = [...new Set(losing.flatMap((line) => line.lost))].map((level) => say(`level_${level}`));
  const texts = [
    losing.length === 0
      ? ''
      : say('lost', { names: names(losing.map((line) => line.name)), levels: levels.join(say('join')) }),
    named.length === 0 ? '' : say('named', { names: names(named) }),
    leftOut.length === 0 ? '' : say('left_out', { names: names(leftOut) }),
    isSelfOut ? say('self') : '',
  ].filter((text) => text !== '');
  return texts.length === 0 ? [] : [context(...texts)];
}
