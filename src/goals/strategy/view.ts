/** The form of a strategy, and what is wrong with it. Pure. */
import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { isLocalDate } from '../../kpi/localDate.ts';
import { isTimeZone, localDateOf } from '../../kpi/time.ts';
import { option, plainText, section } from '../../platform/blocks.ts';
import { cut, upTo } from '../../platform/mrkdwn.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import { formWords } from '../form/words.ts';
import { metricName, type Reader } from '../phrases.ts';
import { ownWords } from './own/words.ts';
import { coverage, readPercent, type StrategyScene } from './strategy.ts';
import { strategyWords } from './words.ts';

export const STRATEGY = 'goals.strategy-form';
/** A select takes 100 options. */
const MOST = 100;

// Where the metrics have targets, by the teams' places: so that a strategy that concerns nobody is said at its field.
const memorySchema = z.object({ tz: z.string(), has: z.record(z.string(), z.array(z.number())) });

/** The empty form, with the title that was typed; undefined where no official target can be concerned. */
export function strategyView(
  scene: StrategyScene,
  title: string,
  tz: string,
  reader: Reader,
): ModalView | undefined {
  const say = strategyWords(reader.locale);
  const teams = scene.teams.slice(0, MOST);
  const has = coverage({ ...scene, teams }, reader.today);
  const metrics = scene.metrics.filter((metric) => has.has(metric.key)).slice(0, MOST);
  if (metrics.length === 0) return undefined;
  const memory = { tz, has: Object.fromEntries([...has].map(([key, places]) => [key, [...places]])) };
  const packed = JSON.stringify(memory);
  const metricOptions = metrics.map((metric) => option(metricName(metric, reader), metric.key));
  const teamOptions = teams.map((team, place) =>
    option(cut(team.name, 70), `${place}:${team.id}`.slice(0, 75)),
  );
  return {
    type: 'modal',
    callback_id: STRATEGY,
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: packed.length <= 2800 ? packed : JSON.stringify({ tz, has: {} }),
    blocks: [
      section(say('intro')),
      typedField('name', 150, title, reader),
      { ...typedField('text', 2000, '', reader), optional: true },
      {
        ...{
          type: 'input',
          block_id: 'from',
          label: plainText(say('from')),
          hint: plainText(say('from_hint')),
        },
        element: { type: 'datepicker', action_id: 'from', initial_date: reader.today },
      },
      severalField('metrics', metricOptions, reader),
      ...(teamOptions.length === 0
        ? []
        : [
            {
              ...severalField('teams', teamOptions, reader),
              optional: true,
              hint: plainText(say('teams_hint')),
            },
          ]),
      typedField('percent', 10, '', reader),
      nextField(reader),
    ],
  };
}

function typedField(
  name: 'name' | 'text' | 'percent',
  most: number,
  initial: string,
  reader: Reader,
): InputBlock {
  const say = strategyWords(reader.locale);
  return {
    ...{ type: 'input', block_id: name, label: plainText(say(name)), hint: plainText(say(`${name}_hint`)) },
    element: {
      ...{ type: 'plain_text_input', action_id: name, max_length: most, multiline: name === 'text' },
      ...(initial === '' ? {} : { initial_value: upTo(initial, most) }),
    },
  };
}

function severalField(name: 'metrics' | 'teams', options: PlainTextOption[], reader: Reader): InputBlock {
  return {
    ...{ type: 'input', block_id: name, label: plainText(strategyWords(reader.locale)(name)) },
    element: { type: 'multi_static_select', action_id: name, options },
  };
}

/** Whether those who lead are asked at once, or each value is looked at first. */
function nextField({ locale }: Reader): InputBlock {
  const say = ownWords(locale);
  const options = NEXT.map((one) => option(say(`how_${one}`), one));
  const [first] = options;
  return {
    ...{ type: 'input', block_id: 'next', label: plainText(say('how')), hint: plainText(say('how_hint')) },
    element: {
      ...{ type: 'radio_buttons', action_id: 'next', options },
      ...(first === undefined ? {} : { initial_option: first }),
    },
  };
}

const NEXT = ['now', 'each'] as const;

/** Whether each value is looked at first. */
export const asksForEach = (values: ViewValues): boolean => values['next'] === 'each';

/** What the form says, once it was handed in; undefined where it was forged. */
export function readStrategy(values: ViewValues) {
  const percent = readPercent(values['percent'] ?? '');
  const from = values['from'] ?? '';
  const title = (values['name'] ?? '').trim();
  if (percent === undefined || title === '') return undefined;
  return {
    ...{ title: title.slice(0, 150), text: (values['text'] ?? '').trim().slice(0, 2000), percent },
    from: isLocalDate(from) ? from : null,
    metricKeys: several(values['metrics']),
    teamIds: several(values['teams']).map((value) => value.slice(value.indexOf(':') + 1)),
  };
}

const several = (text: string | undefined): string[] => (text ?? '').split(',').filter((one) => one !== '');

/** Errors at the fields: no share, a past date, metrics or teams in which nobody has a target. */
export function checkStrategy({ values, metadata, locale, now }: SubmitCheck): FieldErrors | undefined {
  const say = strategyWords(locale);
  const errors: FieldErrors = {};
  if (readPercent(values['percent'] ?? '') === undefined) errors['percent'] = say('percent_wrong');
  if ((values['name'] ?? '').trim() === '') errors['name'] = say('name_hint');
  const read = metadata === '' ? undefined : memorySchema.safeParse(JSON.parse(metadata));
  if (read?.success && isTimeZone(read.data.tz)) {
    const from = values['from'] ?? '';
    if (isLocalDate(from) && from < localDateOf(now, read.data.tz))
      errors['from'] = formWords(locale)('past');
    Object.assign(errors, concernErrors(read.data.has, values, say));
  }
  return Object.keys(errors).length === 0 ? undefined : errors;
}

function concernErrors(
  has: Readonly<Record<string, readonly number[]>>,
  values: ViewValues,
  say: ReturnType<typeof strategyWords>,
): FieldErrors {
  if (Object.keys(has).length === 0) return {};
  const covered = several(values['metrics']).map((key) => new Set(has[key] ?? []));
  if (covered.every((places) => places.size === 0)) return { metrics: say('nothing_metrics') };
  const places = several(values['teams']).map((value) => Number(value.split(':')[0]));
  const isConcerned = places.length === 0 || places.some((place) => covered.some((one) => one.has(place)));
  return isConcerned ? {} : { teams: say('nothing_teams') };
}
