import { isObject, type JsonObject, objectsOf } from '../json.ts';
import { elementAt } from './elements.ts';
import {
  array,
  boolean,
  byType,
  number,
  object,
  oneOf,
  type Rule,
  type Shape,
  type Spot,
  type Surface,
  string,
} from './kit.ts';
import { richTextShape } from './richText.ts';
import { anyText, imageShape, plainText, textShapes } from './texts.ts';

/** One kind of block: where it may stand, and its properties besides `type` and `block_id`. */
interface BlockKind extends Shape {
  surfaces: readonly Surface[];
}

const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home'];

const BLOCKS: Record<string, BlockKind> = {
  section: {
    surfaces: EVERYWHERE,
    optional: {
      text: anyText(3000),
      fields: array(anyText(2000), 10),
      accessory: elementAt('section'),
      expand: boolean,
    },
    also(value, at) {
      if (!('text' in value) && !('fields' in value)) at.report(at.pointer, 'missing required field: text');
    },
  },
  header: { surfaces: EVERYWHERE, required: { text: plainText(150) } },
  divider: { surfaces: EVERYWHERE },
  image: {
    surfaces: EVERYWHERE,
    ...imageShape,
    optional: { ...imageShape.optional, title: plainText(2000) },
  },
  context: {
    surfaces: EVERYWHERE,
    required: { elements: array(byType({ ...textShapes(3000), image: imageShape }), 10) },
  },
  actions: {
    surfaces: EVERYWHERE,
    required: { elements: array(elementAt('actions'), 25) },
    also: uniqueActions,
  },
  input: {
    surfaces: EVERYWHERE,
    required: { label: plainText(2000), element: elementAt('input') },
    optional: { hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  },
  rich_text: { surfaces: EVERYWHERE, ...richTextShape },
  markdown: { surfaces: ['message'], required: { text: string(12_000) } },
  table: {
    surfaces: ['message'],
    required: { rows: array(array(tableCell(), 20), 100) },
    optional: {
      column_settings: array(
        object({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: boolean } }),
        20,
      ),
    },
    also: tableSize,
  },
};

function tableCell(): Rule {
  return byType({
    raw_text: { required: { text: string() } },
    raw_number: { required: { value: number, text: string() } },
    rich_text: richTextShape,
  });
}

const MOST_TABLE_TEXT = 10_000;

function tableSize(value: JsonObject, at: Spot): void {
  if (textLength(value['rows']) > MOST_TABLE_TEXT) {
    at.report(`${at.pointer}/rows`, `must be less than ${MOST_TABLE_TEXT + 1} characters`);
  }
}

/** Characters of all `text` properties within. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)),
    0,
  );
}

function uniqueActions(value: JsonObject, at: Spot): void {
  const seen = new Set<unknown>();
  for (const [index, element] of objectsOf(value, 'elements').entries()) {
    const id = element['action_id'];
    if (id !== undefined && seen.has(id)) {
      at.report(`${at.pointer}/elements/${index}/action_id`, `\`action_id\` "${String(id)}" already exists`);
    }
    seen.add(id);
  }
}

/** The rule for one block on a surface. */
export function blockOn(surface: Surface): Rule {
  const kinds = Object.entries(BLOCKS).filter(([, kind]) => kind.surfaces.includes(surface));
  const shapes = kinds.map(([type, kind]): [string, Shape] => [
    type,
    { ...kind, optional: { ...kind.optional, block_id: string(255) } },
  ]);
  return byType(Object.fromEntries(shapes));
}
