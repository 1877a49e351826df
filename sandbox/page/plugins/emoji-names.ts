import { search } from 'node-emoji';
import type { Plugin } from 'vite';

const MODULE = 'virtual:emoji-names';
const RESOLVED = `\0${MODULE}`;

/** Names that Slack knows and the library lacks. */
const EXTRA: Record<string, string> = {
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  large_orange_circle: '🟠',
  large_purple_circle: '🟣',
  large_brown_circle: '🟤',
  large_red_square: '🟥',
  large_orange_square: '🟧',
  large_yellow_square: '🟨',
  large_green_square: '🟩',
  large_blue_square: '🟦',
  large_purple_square: '🟪',
  hourglass_flowing_sand: '⏳',
  partying_face: '🥳',
  pinched_fingers: '🤌',
  people_hugging: '🫂',
  saluting_face: '🫡',
  heart_hands: '🫶',
  ladder: '🪜',
  magic_wand: '🪄',
  coin: '🪙',
  compass: '🧭',
  receipt: '🧾',
  handshake: '🤝',
};

/**
 * Gives the page `virtual:emoji-names`: one object from shortcode to emoji. The library itself carries search keywords and a
 * type checker that a page has no use for; the names alone are 30 kB.
 */
export function emojiNames(): Plugin {
  return {
    name: 'emoji-names',
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined;
      const names = Object.fromEntries(search('').map(({ name, emoji }) => [name, emoji]));
      return `export default JSON.parse(${JSON.stringify(JSON.stringify({ ...names, ...EXTRA }))});`;
    },
  };
}
