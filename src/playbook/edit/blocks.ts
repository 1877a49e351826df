import type { ActionsBlock, Button, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { METRIC_KINDS } from '../../kpi/metric.ts';
import {
  actions,
  button,
  context,
  header,
  option,
  plainText,
  type Reply,
  section,
} from '../../platform/blocks.ts';
import { linesWithin } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import type { Changed, Difference } from './difference.ts';
import { type About, thingName, thingOptions } from './form/common.ts';
import { grouped } from './form/fields.ts';
import { metricModal, metricValues } from './form/metric.ts';
import { stageModal, stageValues } from './form/stage.ts';
import { typeModal, typeValues } from './form/type.ts';
import type { Field, Problem } from './problem.ts';
import { type FullProcess, THINGS, type Thing, thingsOf } from './process.ts';
import { troubleText } from './say.ts';
import { editWords } from './words.ts';

/** Everything of a playbook that can be changed, to choose from. */
export function menuReply(book: FullProcess, locale: Locale): Reply {
  const say = editWords(locale);
  const kinds = METRIC_KINDS.map((kind) => option(say(`kind-${kind}`), kind, say(`what-${kind}`)));
  const add = {
    stage: button(say('add-stage'), 'playbook.addStage', ''),
    type: button(say('add-type'), 'playbook.addType', ''),
    metric: select('playbook.pickKind', say('pick-kind'), kinds),
  };
  const picks = {
    stage: 'playbook.pickStage',
    type: 'playbook.pickType',
    metric: 'playbook.pickMetric',
  } as const;
  const rows = THINGS.flatMap((kind): KnownBlock[] => {
    const things = thingsOf(book, kind);
    const count = things.filter((one) => !one.isRetired).length;
    const options = thingOptions(things, locale);
    const pick = options.length === 0 ? [] : [select(picks[kind], say(`pick-${kind}`), options)];
    const row: ActionsBlock = { type: 'actions', elements: [...pick, add[kind]] };
    return [section(say(`menu-${kind}`, { count })), row];
  });
  const file = actions(
    button(say('export'), 'playbook.export', ''),
    button(say('import'), 'playbook.import', ''),
  );
  const text = say('menu-title');
  return { text, blocks: [header(text), context(say('menu-intro')), ...rows, file] };
}

function select(actionId: string, placeholder: string, options: readonly PlainTextOption[]) {
  return {
    type: 'static_select' as const,
    action_id: actionId,
    placeholder: plainText(placeholder, 150),
    ...grouped(options),
  };
}

/** "Edit", for administrators. */
export const editButton = (locale: Locale): Button => button(editWords(locale)('edit'), 'playbook.menu', '');

/** The form of a definition as it is, or of a new one. Undefined: there is none with this key. */
export function openForm(about: About, book: FullProcess, locale: Locale): ModalView | undefined {
  const known = about.key === undefined || thingsOf(book, about.thing).some((one) => one.key === about.key);
  return known ? form(about, startOf(about, book), new Map(), book, locale) : undefined;
}

/** The form as it was filled in, with what is wrong behind its fields. */
export function formAgain(
  about: About,
  values: ViewValues,
  problems: ReadonlyMap<Field, Problem>,
  book: FullProcess,
  locale: Locale,
): ModalView {
  const texts = [...problems].map(([field, problem]): [Field, string] => [
    field,
    plainInMrkdwn(troubleText(problem, book, locale)),
  ]);
  return form(about, values, new Map(texts), book, locale);
}

function startOf({ thing, key }: About, book: FullProcess): ViewValues {
  switch (thing) {
    case 'stage':
      return stageValues(
        book.stages.find((one) => one.key === key),
        book,
      );
    case 'type':
      return typeValues(
        book.types.find((one) => one.key === key),
        book,
      );
    case 'metric':
      return metricValues(
        book.metrics.find((one) => one.key === key),
        book,
      );
  }
}

function form(
  about: About,
  values: ViewValues,
  problems: ReadonlyMap<Field, string>,
  book: FullProcess,
  locale: Locale,
): ModalView {
  const sheet = { values, problems, locale };
  switch (about.thing) {
    case 'stage':
      return stageModal(about, sheet, book);
    case 'type':
      return typeModal(about, sheet, book);
    case 'metric':
      return metricModal(about, sheet, book);
  }
}

/** What a change did, line by line. */
export function differenceLines({ changed, moved }: Difference, locale: Locale): string[] {
  const say = editWords(locale);
  const lines = changed.map((one) =>
    say(one.change === 'retired' ? 'retired-line' : one.change, named(one, locale)),
  );
  if (moved.length === 0) return lines;
  const kinds = moved.map((kind) => say(`moved-${kind}`)).join(', ');
  return [...lines, say('moved', { kinds })];
}

function named({ kind, before, after }: Changed, locale: Locale): { name: string; kind: string } {
  const thing: Thing | undefined = after ?? before;
  const name = thing === undefined ? '' : plainInMrkdwn(thingName(thing, locale));
  return { name, kind: editWords(locale)(`thing-${kind}`) };
}

/** The confirmation with Undo; `version` undefined: nothing changed. */
export function changedReply(version: number | undefined, difference: Difference, locale: Locale): Reply {
  const say = editWords(locale);
  if (version === undefined) return { text: say('unchanged') };
  const text = say('saved');
  const undo = actions(button(say('undo'), 'playbook.undo', String(version)));
  return {
    text,
    blocks: [section(linesWithin([text, ...differenceLines(difference, locale)], locale)), undo],
  };
}
