import type { KnownBlock, ModalView } from '@slack/types';
import { DIRECTIONS, type MetricDefinition, type MetricKind, NATURES } from '../../../kpi/metric.ts';
import { section } from '../../../platform/blocks.ts';
import type { ViewValues } from '../../../platform/slice.ts';
import type { MetricInfo } from '../../playbook.ts';
import { aliasesOf, furtherWords, givenUpBy, wordsIn } from '../naming.ts';
import { FILTER_FIELDS } from '../problem.ts';
import type { FullProcess, Known } from '../process.ts';
import { editWords } from '../words.ts';
import { type About, formModal, nameFields, placeFields, placeValue, thingOptions } from './common.ts';
import { definitionFrom, definitionValues, FREE_UNITS, kindOf } from './definition.ts';
import { listed, multiField, type Sheet, selectField, textField, yesNo } from './fields.ts';
import { namesFrom } from './type.ts';

/** What the form of a metric holds. */
export function metricValues(metric: MetricInfo | undefined, { metrics }: FullProcess): ViewValues {
  const place = placeValue(metrics, metric?.key);
  if (metric === undefined) return { place };
  const { names, definition, isRetired } = metric;
  return {
    ...{
      one: names.en.one,
      other: names.en.other,
      zh: names.zh.other,
      words: furtherWords(metric).join(', '),
    },
    ...definitionValues(definition),
    ...{ place, state: isRetired ? 'retired' : 'active' },
  };
}

/** The metric that a form describes; `before`: as it is now. */
export function metricFrom(
  values: ViewValues,
  key: string,
  kind: MetricKind,
  before: MetricInfo | undefined,
  known: Known,
): MetricInfo {
  const names = namesFrom(values);
  const givenUp = before === undefined ? new Set<string>() : givenUpBy(before);
  const aliases = aliasesOf(key, names, wordsIn(values['words'] ?? ''), givenUp);
  const fresh = definitionFrom(values, key, before?.definition.kind ?? kind, known);
  const definition = before === undefined ? fresh : withUnasked(fresh, before.definition);
  return { key, names, aliases, definition, isRetired: values['state'] === 'retired' };
}

/** The form asks for the activities of both ends; what else limits them (from a file) stays. */
function withUnasked(fresh: MetricDefinition, before: MetricDefinition): MetricDefinition {
  if (fresh.kind !== 'elapsed' || before.kind !== 'elapsed') return fresh;
  return { ...fresh, start: { ...before.start, ...fresh.start }, end: { ...before.end, ...fresh.end } };
}

/** The form of a metric: the fields that its kind has. */
export function metricModal(about: About, sheet: Sheet, book: FullProcess): ModalView {
  const say = editWords(sheet.locale);
  const known = book.metrics.find((one) => one.key === about.key);
  const kind = known?.definition.kind ?? kindOf(about.metric);
  return formModal(about, sheet, [
    section(say('intro-kind', { kind: say(`kind-${kind}`), what: say(`what-${kind}`) })),
    ...nameFields(sheet),
    ...kindFields(kind, about, sheet, book),
    ...(kind === 'ratio' || kind === 'manual'
      ? selectField(sheet, 'unit', listed(FREE_UNITS[kind], 'unit-', sheet.locale))
      : []),
    ...selectField(sheet, 'direction', listed(DIRECTIONS, 'direction-', sheet.locale)),
    ...selectField(sheet, 'nature', listed(NATURES, 'nature-', sheet.locale)),
    ...selectField(sheet, 'prorated', yesNo(sheet.locale)),
    ...placeFields(sheet, about, book),
  ]);
}

function kindFields(kind: MetricKind, about: About, sheet: Sheet, book: FullProcess): KnownBlock[] {
  const { locale, values } = sheet;
  const types = (name: 'types' | 'start' | 'end') => {
    const chosen = (values[name] ?? '').split(',');
    return thingOptions(
      book.types.filter((type) => !type.isRetired || chosen.includes(type.key)),
      locale,
    );
  };
  switch (kind) {
    case 'sum':
      return [
        ...selectField(
          sheet,
          'field',
          [...listed(['amount', 'quantity'], 'field-', locale)].map(summed(locale)),
        ),
        ...sourceFields(sheet, book, types('types')),
      ];
    case 'manual':
      return [...sourceFields(sheet, book, types('types')), ...selectField(sheet, 'additive', yesNo(locale))];
    case 'count':
    case 'average':
    case 'distinct':
      return sourceFields(sheet, book, types('types'));
    case 'ratio':
      return (['numerator', 'denominator'] as const).flatMap((name) => metricField(sheet, name, about, book));
    case 'growth':
      return metricField(sheet, 'of', about, book);
    case 'elapsed':
      return (['start', 'end'] as const).flatMap((name) => multiField(sheet, name, types(name)));
  }
}

const summed =
  (locale: Sheet['locale']) =>
  (one: ReturnType<typeof listed>[number]): ReturnType<typeof listed>[number] => {
    const key = one.value === 'amount' ? 'field-amount-of' : 'field-quantity-of';
    return { ...one, text: { type: 'plain_text', text: editWords(locale)(key), emoji: true } };
  };

function sourceFields(
  sheet: Sheet,
  { stages }: FullProcess,
  types: ReturnType<typeof thingOptions>,
): KnownBlock[] {
  const chosen = (sheet.values['stages'] ?? '').split(',');
  const open = stages.filter((stage) => !stage.isRetired || chosen.includes(stage.key));
  return [
    ...multiField(sheet, 'types', types, { hint: 'field-types-hint', optional: true }),
    ...multiField(sheet, 'stages', thingOptions(open, sheet.locale), { optional: true }),
    ...FILTER_FIELDS.flatMap((field) =>
      textField(sheet, field, 500, { hint: 'field-filter-hint', optional: true }),
    ),
  ];
}

function metricField(
  sheet: Sheet,
  name: 'numerator' | 'denominator' | 'of',
  { key }: About,
  { metrics }: FullProcess,
) {
  const others = metrics.filter(
    (one) => one.key !== key && (!one.isRetired || one.key === sheet.values[name]),
  );
  return others.length === 0 ? [] : selectField(sheet, name, thingOptions(others, sheet.locale));
}
