import names from 'virtual:emoji-names';

/** The emoji of a shortcode, or the shortcode as written where nobody knows it. */
export const emojiOf = (name: string): string => names[name.toLowerCase()] ?? `:${name}:`;

/** Replaces shortcodes in plain text, as Slack does in `plain_text` objects unless `emoji` is false. */
export const withEmoji = (text: string): string =>
  text.replace(/:([a-z0-9_+'-]+):/gi, (whole, name: string) => names[name.toLowerCase()] ?? whole);
