import { stageSections } from '../../../src/playbook/blocks.ts';
import { choicesReply, chosenReply, lookReply, undoneReply } from '../../../src/playbook/choose/blocks.ts';
import { choiceBlocks } from '../../../src/playbook/choose/choices.ts';
import { READY_MADE_KEYS } from '../../../src/playbook/readyMade/all.ts';
import { playbookEditBuilt } from './playbookEdit.ts';
import { type Built, playbookOf, times, type World } from './world.ts';

/** The choice of a ready-made playbook. */
export function playbookBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const kept = times(world.types + world.metrics, () => typed(80));
  return [
    ...playbookEditBuilt(world),
    { what: 'ready-made playbooks', reply: choicesReply('b2b', false, locale) },
    { what: 'ready-made playbooks, none of them typed', reply: choicesReply(undefined, true, locale) },
    { what: 'the choice within another view', part: choiceBlocks('field', locale) },
    { what: 'the stages of a playbook', part: stageSections(playbookOf(world).types, locale) },
    ...READY_MADE_KEYS.flatMap((key): Built[] => [
      { what: `${key}, to use`, reply: lookReply(key, { isCurrent: false, isFresh: false, kept }, locale) },
      { what: `${key}, in use`, reply: lookReply(key, { isCurrent: true, isFresh: true, kept: [] }, locale) },
      { what: `${key}, chosen`, reply: chosenReply(key, 12, kept, locale) },
    ]),
    { what: 'chosen already', reply: chosenReply('b2b', undefined, [], locale) },
    { what: 'a choice undone', reply: undoneReply({ kind: 'undone' }, locale) },
    { what: 'a choice in use', reply: undoneReply({ kind: 'used', names: kept }, locale) },
    { what: 'an undo too late', reply: undoneReply({ kind: 'late' }, locale) },
  ];
}
