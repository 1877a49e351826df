import { elementsIn, press } from '../../../../sandbox/driver.ts';
import { type Act, fillIn, inOrder, offered, pressAnswer, say } from '../doing.ts';

/** The weekly question how sure somebody is of a target. */

const aims = say('ana', () => '/goal set revenue 120k 2026-11');
const asks = say('ana', () => '/pace checkin');

/** Chooses a number in the list below the question. */
const chooses = (sure: number): Act => {
  return async (stage) => {
    const question = await offered(stage, 'ana', asks, 'feedback.sure');
    if (question === undefined) return;
    const list = elementsIn(question.blocks).find(({ element }) => element['action_id'] === 'feedback.sure');
    const option = (list?.element['options'] as { value: string }[] | undefined)?.[sure];
    if (option !== undefined)
      await press(stage.as.ana, question, 'feedback.sure', { selected_option: option as never });
  };
};

const ofTeam = '/pace checkin team West';
const metrics = (keys: string[]): Act =>
  fillIn('maya', 'feedback.checkinMetrics', pressAnswer('maya', ofTeam, 'feedback.checkinMetrics'), () => ({
    metrics: keys,
  }));

export const checkinActs: Readonly<Record<string, Act>> = {
  'Ana says how sure she is': inOrder(aims, chooses(7)),
  'Ana is less sure': chooses(3),
  'Ana says what is in the way': fillIn(
    'ana',
    'feedback.way',
    pressAnswer('ana', '/pace checkin', 'feedback.way'),
    () => ({ sure: '4', way: 'Two deals slipped' }),
  ),
  'Ana is not asked any more': pressAnswer('ana', '/pace checkin', 'feedback.checkinOff'),
  'Ana is asked again': pressAnswer('ana', '/pace checkin', 'feedback.checkinOn'),
  'Bo chooses what he is asked about': say('bo', () => '/pace checkin calls'),
  'Maya chooses what the team is asked about': metrics(['calls']),
  'Maya leaves it to everybody': metrics([]),
  'Maya has the team not asked': pressAnswer('maya', ofTeam, 'feedback.checkinOff'),
  'Maya has the team asked again': pressAnswer('maya', ofTeam, 'feedback.checkinOn'),
};
