import {
  DIRECTIONS,
  METRIC_KINDS,
  type MetricDefinition,
  type MetricFilter,
  type MetricKind,
  NATURES,
  type Unit,
} from '../../../kpi/metric.ts';
import type { ViewValues } from '../../../platform/slice.ts';
import { FILTER_FIELDS } from '../problem.ts';
import type { Known } from '../process.ts';

/** A kind of metric by name; count for anything else. */
export const kindOf = (text: string | undefined): MetricKind =>
  METRIC_KINDS.find((kind) => kind === text) ?? 'count';

/** Units between which the administrator may choose; the others follow from the kind. */
export const FREE_UNITS = {
  ratio: ['percent', 'money', 'count', 'days', 'rating'],
  manual: ['count', 'money', 'percent', 'days'],
} as const satisfies Partial<Record<MetricKind, readonly Unit[]>>;

/** Where a ratio is a share of one thing, it is per cent; the unit of the others is that of what they read. */
function unitOf(kind: MetricKind, values: ViewValues): Unit {
  switch (kind) {
    case 'count':
    case 'distinct':
      return 'count';
    case 'sum':
      return values['field'] === 'amount' ? 'money' : 'count';
    case 'average':
      return 'rating';
    case 'growth':
      return 'percent';
    case 'elapsed':
      return 'days';
    case 'ratio':
    case 'manual':
      return FREE_UNITS[kind].find((unit) => unit === values['unit']) ?? FREE_UNITS[kind][0];
  }
}

const list = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean);
const typed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[,，、;；\n]/u)
    .map((value) => value.replace(/\s+/gu, ' ').trim())
    .filter(Boolean);

/** The filter of a form; values that people used are taken as they wrote them. */
export function filterFrom(values: ViewValues, known: Known): MetricFilter {
  const [activityType, stage] = [list(values['types']), list(values['stages'])];
  const filter: Record<string, string[]> = {};
  if (activityType.length > 0) filter['activityType'] = activityType;
  if (stage.length > 0) filter['stage'] = stage;
  for (const field of FILTER_FIELDS) {
    const own = typed(values[field]).map(
      (value) => known[field].find((one) => one.toLowerCase() === value.toLowerCase()) ?? value,
    );
    if (own.length > 0) filter[field] = own;
  }
  return filter;
}

/** M-01: the definition that a form describes. */
export function definitionFrom(
  values: ViewValues,
  key: string,
  kind: MetricKind,
  known: Known,
): MetricDefinition {
  const common = {
    key,
    unit: unitOf(kind, values),
    direction: DIRECTIONS.find((one) => one === values['direction']) ?? 'higher',
    nature: NATURES.find((one) => one === values['nature']) ?? 'process',
    prorated: values['prorated'] !== 'no',
  };
  const source = { filter: filterFrom(values, known) };
  const field = values['field'] === 'amount' ? ('amount' as const) : ('quantity' as const);
  switch (kind) {
    case 'count':
    case 'average':
    case 'distinct':
      return { kind, ...common, source };
    case 'sum':
      return { kind, ...common, source: { ...source, field } };
    case 'manual':
      return {
        ...{ kind, ...common, additive: values['additive'] !== 'no' },
        source: { ...source, field: common.unit === 'money' ? 'amount' : 'quantity' },
      };
    case 'ratio':
      return {
        kind,
        ...common,
        numerator: values['numerator'] ?? '',
        denominator: values['denominator'] ?? '',
      };
    case 'growth':
      return { kind, ...common, of: values['of'] ?? '' };
    case 'elapsed':
      return {
        ...{ kind, ...common },
        start: { activityType: list(values['start']) },
        end: { activityType: list(values['end']) },
      };
  }
}

/** What a form holds of a definition. */
export function definitionValues(definition: MetricDefinition): ViewValues {
  const { unit, direction, nature, prorated } = definition;
  const common = { unit, direction, nature, prorated: prorated ? 'yes' : 'no' };
  switch (definition.kind) {
    case 'count':
    case 'average':
    case 'distinct':
      return { ...common, ...filterValues(definition.source.filter) };
    case 'sum':
      return { ...common, ...filterValues(definition.source.filter), field: definition.source.field };
    case 'manual':
      return {
        ...{ ...common, ...filterValues(definition.source.filter) },
        additive: definition.additive ? 'yes' : 'no',
      };
    case 'ratio':
      return { ...common, numerator: definition.numerator, denominator: definition.denominator };
    case 'growth':
      return { ...common, of: definition.of };
    case 'elapsed':
      return {
        ...common,
        start: (definition.start.activityType ?? []).join(),
        end: (definition.end.activityType ?? []).join(),
      };
  }
}

function filterValues(filter: MetricFilter): ViewValues {
  const typedOf = Object.fromEntries(FILTER_FIELDS.map((field) => [field, (filter[field] ?? []).join(', ')]));
  return { types: (filter.activityType ?? []).join(), stages: (filter.stage ?? []).join(), ...typedOf };
}
