import { ANSWERS, type Asked } from '../../../src/activities/odd/odd.ts';
import {
  answeredReply,
  digestBlocks,
  noteView,
  openBlocks,
  type Told,
} from '../../../src/activities/odd/question.ts';
import type { Playbook } from '../../../src/playbook/playbook.ts';
import { oddOnes } from './nudges.ts';
import { type Built, times, today, type World } from './world.ts';

/** What becomes of a question about odd entries; the question itself is among the nudges. */
export function oddBuilt(world: World, playbook: Playbook): Built[] {
  const { locale, typed } = world;
  const frame = { locale, types: playbook.types };
  const asked = oddOnes(playbook).flatMap((odd) =>
    [...ANSWERS, null].map(
      (answer): Asked => ({
        ...{ ...odd, id: 'odd', memberId: 'm0', askedOn: today, shownOn: today, answer },
        note: answer === 'right' ? typed(200) : '',
      }),
    ),
  );
  const told = times(30, (index): Told => {
    const { memberId: _, ...one } = asked[index % asked.length] as Asked;
    return { ...one, person: typed(80) };
  });
  return [
    ...asked.map((one) => ({ what: 'an answer about odd entries', reply: answeredReply(one, frame) })),
    {
      what: 'a reason may follow',
      reply: answeredReply({ ...(asked[0] as Asked), note: '', answer: 'right' }, frame),
    },
    { what: 'the form for a reason', view: noteView('odd', locale) },
    { what: 'questions about odd entries in Home', part: openBlocks(asked, 'home', frame) },
    { what: 'odd entries in a digest', part: digestBlocks(told, frame) },
  ];
}
