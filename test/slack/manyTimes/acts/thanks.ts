import { type Act, fillIn, mention, pressAnswer, pressLast, say } from '../doing.ts';

/** B-06: thanks, and the values that they honour. */

export const thanksActs: Readonly<Record<string, Act>> = {
  'Ana thanks Bo': say(
    'ana',
    (office) => `/kudos ${mention(office, 'bo')} for: two days at the trade fair #teamwork`,
  ),
  'Ana takes her thanks back': pressLast('ana', 'recognition.undo'),
  'Bo thanks Ana and Maya': say(
    'bo',
    (office) =>
      `/kudos ${mention(office, 'ana')} ${mention(office, 'maya')} for: the price list is right again #ownership`,
  ),
  'Maya changes the values': fillIn(
    'maya',
    'recognition.values',
    pressAnswer('maya', '/kudos values', 'recognition.editValues'),
    () => ({ 'recognition.valueLines': 'Teamwork | 协作\nOwnership | 担当\nCraft | 匠心' }),
  ),
  'Maya undoes the values': pressLast('maya', 'recognition.undoValues'),
};
