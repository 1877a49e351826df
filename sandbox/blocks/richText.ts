import {
  array,
  boolean,
  byType,
  integer,
  number,
  object,
  oneOf,
  type Rule,
  type Shape,
  string,
} from './kit.ts';

const style: Rule = object({
  optional: {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    code: boolean,
    underline: boolean,
    highlight: boolean,
  },
});

const LEAVES: Record<string, Shape> = {
  text: { required: { text: string() }, optional: { style } },
  link: { required: { url: string(3000) }, optional: { text: string(), unsafe: boolean, style } },
  user: { required: { user_id: string() }, optional: { style } },
  usergroup: { required: { usergroup_id: string() }, optional: { style } },
  channel: { required: { channel_id: string() }, optional: { style } },
  emoji: { required: { name: string() }, optional: { unicode: string(), url: string(), style } },
  broadcast: { required: { range: oneOf('here', 'channel', 'everyone') }, optional: { style } },
  date: {
    required: { timestamp: number, format: string() },
    optional: { url: string(), fallback: string(), style },
  },
  color: { required: { value: string() }, optional: { style } },
};

const leaf = byType(LEAVES);
const plainLeaf = byType({ text: LEAVES['text'] ?? {}, link: LEAVES['link'] ?? {} });
const border = { border: integer(0, 1) };
const section: Shape = { required: { elements: array(leaf, Number.POSITIVE_INFINITY, 0) } };

/** The elements of a `rich_text` block. */
export const richTextElements: Rule = array(
  byType({
    rich_text_section: section,
    rich_text_list: {
      required: {
        elements: array(byType({ rich_text_section: section })),
        style: oneOf('bullet', 'ordered'),
      },
      optional: { indent: integer(0, 8), offset: integer(0, 100_000), ...border },
    },
    rich_text_quote: { required: { elements: array(leaf) }, optional: border },
    rich_text_preformatted: { required: { elements: array(plainLeaf) }, optional: border },
  }),
);

/** A whole `rich_text` block, as a table's cell may hold one. */
export const richTextShape: Shape = { required: { elements: richTextElements } };
