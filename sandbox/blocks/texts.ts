import {
  array,
  boolean,
  byType,
  exactlyOne,
  object,
  oneOf,
  type Rule,
  type Shape,
  string,
  url,
} from './kit.ts';

/** A `plain_text` object of at most `max` characters. */
export function plainText(max = 3000): Rule {
  return byType({ plain_text: { required: { text: string(max) }, optional: { emoji: boolean } } });
}

/** A `plain_text` or `mrkdwn` object of at most `max` characters. */
export function anyText(max = 3000): Rule {
  return byType(textShapes(max));
}

/** The two text objects as shapes, for places that take other things as well. */
export function textShapes(max: number): Record<string, Shape> {
  return {
    plain_text: { required: { text: string(max) }, optional: { emoji: boolean } },
    mrkdwn: { required: { text: string(max) }, optional: { verbatim: boolean } },
  };
}

export const confirm: Rule = object({
  required: { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  optional: { style: oneOf('primary', 'danger') },
});

/** An option; selects and overflows take plain text only. */
export function option(text: 'plain' | 'any', extra: Record<string, Rule> = {}): Rule {
  const words = text === 'plain' ? plainText(75) : anyText(75);
  const description = text === 'plain' ? plainText(75) : anyText(75);
  return object({ required: { text: words, value: string(75) }, optional: { description, ...extra } });
}

export const optionGroup: Rule = object({
  required: { label: plainText(75), options: array(option('plain'), 100) },
});

/** `slack_file: {id}` or `{url}`. */
export const slackFile: Rule = (value, at) => {
  object({ optional: { id: string(), url: string(3000) }, also: exactlyOne('id', 'url') })(value, at);
  const id = typeof value === 'object' && value !== null && !Array.isArray(value) ? value['id'] : undefined;
  if (typeof id === 'string' && !at.isUsableFile(id)) at.report(at.pointer, 'invalid slack file');
};

/** The properties that every picture has. */
export const imageShape: Shape = {
  required: { alt_text: string(2000) },
  optional: { image_url: url, slack_file: slackFile },
  also: exactlyOne('image_url', 'slack_file'),
};
