import { METRIC_KINDS, type MetricDefinition } from '../../../src/kpi/metric.ts';
import { escapeText } from '../../../src/platform/mrkdwn.ts';
import { playbookReply } from '../../../src/playbook/blocks.ts';
import {
  changedReply,
  editButton,
  formAgain,
  menuReply,
  openForm,
} from '../../../src/playbook/edit/blocks.ts';
import { differenceOf } from '../../../src/playbook/edit/difference.ts';
import { formModal, nameFields, placeFields } from '../../../src/playbook/edit/form/common.ts';
import { multiField, selectField, textField, troubleHead } from '../../../src/playbook/edit/form/fields.ts';
import { metricModal, metricValues } from '../../../src/playbook/edit/form/metric.ts';
import { stageModal, stageValues } from '../../../src/playbook/edit/form/stage.ts';
import { typeModal, typeValues } from '../../../src/playbook/edit/form/type.ts';
import type { Field, Problem, Trouble } from '../../../src/playbook/edit/problem.ts';
import { type FullProcess, full } from '../../../src/playbook/edit/process.ts';
import {
  badFileReply,
  filePreview,
  importModal,
  leftReply,
  wrongReply,
} from '../../../src/playbook/file/blocks.ts';
import type { FileTrouble } from '../../../src/playbook/file/read.ts';
import { type Built, playbookOf, times, type World } from './world.ts';

/** A metric of every kind, with the names and values that people typed. */
function everyKind(world: World): FullProcess {
  const { typed } = world;
  const base = full(playbookOf(world));
  const [first] = base.metrics;
  if (first === undefined) return base;
  const source = {
    filter: {
      activityType: base.types.slice(0, 100).map((type) => type.key),
      channel: times(20, () => typed(80)),
    },
  };
  const metrics = METRIC_KINDS.map((kind) => {
    const key = `kind-${kind}`;
    const common = { key, unit: 'count', direction: 'lower', nature: 'quality', prorated: false } as const;
    const parts = {
      numerator: 'metric-0',
      denominator: 'metric-1',
      of: 'metric-0',
      start: source.filter,
      end: source.filter,
    };
    const definition = { ...common, ...parts, kind, source: { ...source, field: 'amount' }, additive: true };
    return { ...first, key, definition: definition as unknown as MetricDefinition };
  });
  const stages = times(Math.min(world.types, 60), (at) => ({
    key: `stage-${at}`,
    names: { en: typed(60), zh: typed(60) },
    isRetired: at % 2 === 1,
  }));
  return { ...base, stages: [...stages, ...base.stages], metrics: [...base.metrics, ...metrics] };
}

const troublesOf = ({ typed, metrics }: World): Trouble[] => [
  ...(['missing', 'itself', 'nothing', 'no amount', 'no rating', 'in use', 'twice'] as const).map((kind) => ({
    kind,
  })),
  { kind: 'too long', most: 60 },
  { kind: 'too many', most: 400 },
  { kind: 'number', least: 0, most: 1000 },
  { kind: 'bad word', word: typed(80) },
  { kind: 'reserved', word: typed(80) },
  { kind: 'taken', word: typed(80), by: 'type-0' },
  { kind: 'unknown', value: typed(80), near: times(3, () => typed(80)) },
  { kind: 'unknown', value: typed(80), near: [] },
  { kind: 'circle', path: times(Math.min(metrics, 20), (at) => `metric-${at}`) },
  { kind: 'not additive', value: 'metric-0' },
  { kind: 'needed', by: 'metric-0' },
];

const fileTroubles = ({ typed }: World): FileTrouble[] => [
  { line: 0, path: '', what: { kind: 'empty' } },
  { line: 0, path: '', what: { kind: 'too large', most: 1_000_000 } },
  { line: 3, path: '', what: { kind: 'syntax', message: typed(200) } },
  {
    line: 12_345,
    path: typed(120),
    what: { kind: 'unknown key', key: typed(80), near: times(3, () => typed(80)) },
  },
  { line: 1, path: 'a', what: { kind: 'unknown key', key: typed(80), near: [] } },
  { line: 1, path: 'a', what: { kind: 'missing' } },
  { line: 1, path: 'a', what: { kind: 'not one of', found: typed(60), allowed: ['a', 'b'], near: ['a'] } },
  { line: 1, path: 'a', what: { kind: 'not one of', found: typed(60), allowed: ['a', 'b'], near: [] } },
  { line: 1, path: 'a', what: { kind: 'not a', wanted: 'string', found: typed(60) } },
  { line: 1, path: 'a', what: { kind: 'not a', wanted: 'tuple', found: typed(60) } },
  { line: 1, path: 'a', what: { kind: 'bad key', found: typed(60) } },
  { line: 1, path: 'a', what: { kind: 'too much', most: 400 } },
];

/** Changing a playbook in forms, and by a file. */
export function playbookEditBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const book = everyKind(world);
  const empty: FullProcess = { stages: [], types: [], metrics: [] };
  const troubles = troublesOf(world);
  const fields: Field[] = [
    'one',
    'zh',
    'words',
    'types',
    'channel',
    'state',
    'place',
    'kind',
    'numerator',
    'of',
  ];
  const problems: Problem[] = troubles.map((trouble, at) => {
    return { thing: 'metric', key: 'metric-0', field: fields[at % fields.length] ?? 'kind', trouble };
  });
  const marked = (from: number) =>
    new Map(
      fields.map((field, at): [Field, Problem] => [
        field,
        problems[(from + at) % problems.length] ?? (problems[0] as Problem),
      ]),
    );
  const difference = differenceOf(empty, book);
  const plan = { book, difference, refused: problems, wrong: problems, asked: book };
  const same = { ...plan, difference: { changed: [], moved: [] }, refused: [] };
  const sheet = { values: {}, problems: new Map<Field, string>([['kind', escapeText(typed(200))]]), locale };
  const part = [
    ...textField(sheet, 'one', 60),
    ...selectField(sheet, 'place', []),
    ...multiField(sheet, 'types', []),
  ];
  return [
    { what: 'what can be changed', reply: menuReply(book, locale) },
    { what: 'what can be changed of nothing', reply: menuReply(empty, locale) },
    {
      what: 'the playbook, for an administrator',
      reply: playbookReply(playbookOf(world), locale, [editButton(locale)]),
    },
    {
      what: 'the form of a stage',
      view: stageModal({ thing: 'stage' }, { ...sheet, values: stageValues(book.stages[0], book) }, book),
    },
    {
      what: 'the form of an activity',
      view: typeModal({ thing: 'type' }, { ...sheet, values: typeValues(book.types[0], book) }, book),
    },
    {
      what: 'the form of a metric',
      view: metricModal({ thing: 'metric' }, { ...sheet, values: metricValues(book.metrics[0], book) }, book),
    },
    {
      what: 'fields',
      view: formModal({ thing: 'type' }, sheet, [
        ...troubleHead(sheet, []),
        ...nameFields(sheet),
        ...placeFields(sheet, { thing: 'type' }, book),
        ...part.slice(0, 1).map((block) => ({ ...block, block_id: 'x' })),
      ]),
    },
    ...METRIC_KINDS.flatMap((kind, at): Built[] => {
      const about = { thing: 'metric', key: `kind-${kind}` } as const;
      const fresh = openForm({ thing: 'metric', metric: kind }, book, locale);
      const known = openForm(about, book, locale);
      const values = metricValues(
        book.metrics.find((one) => one.key === about.key),
        book,
      );
      return [
        ...(fresh === undefined ? [] : [{ what: `a new metric, ${kind}`, view: fresh }]),
        ...(known === undefined ? [] : [{ what: `a metric, ${kind}`, view: known }]),
        { what: `a metric again, ${kind}`, view: formAgain(about, values, marked(at * 2), book, locale) },
      ];
    }),
    { what: 'a change', reply: changedReply(3, difference, locale) },
    { what: 'a change back', reply: changedReply(3, differenceOf(book, empty), locale) },
    {
      what: 'another order',
      reply: changedReply(3, { changed: [], moved: ['stage', 'type', 'metric'] }, locale),
    },
    { what: 'no change', reply: changedReply(undefined, difference, locale) },
    { what: 'the form of a file', view: importModal(locale) },
    {
      what: 'a bad file',
      reply: badFileReply(typed(200), times(5, () => fileTroubles(world)).flat(), locale),
    },
    { what: 'a wrong file', reply: wrongReply(typed(200), plan, locale) },
    { what: 'a file', reply: filePreview(typed(200), plan, 'source', false, locale) },
    { what: 'a file again', reply: filePreview(typed(200), plan, 'source', true, locale) },
    { what: 'a file that changes nothing', reply: filePreview(typed(200), same, 'source', false, locale) },
    { what: 'a file left', reply: leftReply(locale) },
  ];
}
