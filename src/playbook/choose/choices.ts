import type { KnownBlock } from '@slack/types';
import { button, context, section } from '../../platform/blocks.ts';
import type { Locale } from '../../platform/words.ts';
import { READY_MADE_KEYS, type ReadyMadeKey, readyMadeOf } from '../readyMade/all.ts';
import { playbookWords } from '../words.ts';
import { chooseWords } from './words.ts';

/**
 * The ready-made playbooks, each with whom it is for, its stages and a button to look inside. `current`: the one in force. Others may
 * show it too (onboarding); its buttons belong to this slice.
 */
export function choiceBlocks(current: ReadyMadeKey | undefined, locale: Locale): KnownBlock[] {
  const say = chooseWords(locale);
  return READY_MADE_KEYS.flatMap((key): KnownBlock[] => {
    const { path, types, metrics } = readyMadeOf(key);
    const names = path.map((stage) => playbookWords(locale)(`stage-${stage}`));
    const text = say('item', {
      name: say(`name-${key}`),
      mark: key === current ? say('current') : '',
      audience: say(`for-${key}`),
      stages: names.join(say('arrow')),
    });
    const size = say('size', { types: types.length, metrics: metrics.length });
    return [{ ...section(text), accessory: button(say('look'), 'playbook.look', key) }, context(size)];
  });
}

/** What a ready-made playbook is called. */
export const readyMadeName = (key: ReadyMadeKey, locale: Locale): string =>
  chooseWords(locale)(`name-${key}`);
