import type { ReportKind } from '../../../../src/platform/jobs/report.ts';
import { type Act, fillIn, inOrder, pressAnswer, pressLast, pressOffered, type Which } from '../doing.ts';

/** What a lead does with the reports of their team. */

const of =
  (kind: ReportKind): Which =>
  (block, { office }) =>
    JSON.stringify(block).includes(`"${kind} ${office.teamIds.West}"`);
const pressFor = (action: string, kind: ReportKind): Act =>
  pressAnswer('maya', '/pace schedule West', `schedule.${action}`, of(kind));

const allTeams = pressAnswer('maya', '/pace schedule West', 'schedule.all');
const sendsBoard = pressFor('send', 'weekly-board');

export const scheduleActs: Readonly<Record<string, Act>> = {
  'Maya moves the digest': fillIn('maya', 'schedule.form', pressFor('edit', 'digest'), () => ({
    ...{ 'schedule.weekday': '5', 'schedule.time': '16:00', 'schedule.zone': 'America/New_York' },
  })),
  'Maya gives the board another language': fillIn(
    'maya',
    'schedule.form',
    pressFor('edit', 'weekly-board'),
    () => ({ 'schedule.language': 'zh', 'schedule.places': '3' }),
  ),
  'Maya pauses the check-in': fillIn('maya', 'schedule.pauseForm', pressFor('pause', 'check-in')),
  'Maya resumes the check-in': pressFor('resume', 'check-in'),
  'Maya pauses the feedback until December': fillIn(
    'maya',
    'schedule.pauseForm',
    pressFor('pause', 'weekly-feedback'),
    () => ({ 'schedule.until': '2026-12-01' }),
  ),
  'Maya switches the month’s board on': pressFor('resume', 'monthly-board'),
  'Maya switches the quarter’s board on': pressFor('resume', 'quarterly-board'),
  'Maya moves the thanks': fillIn('maya', 'schedule.form', pressFor('edit', 'thanks'), () => ({
    'schedule.time': '11:30',
  })),
  'Maya goes from all teams to one': pressOffered('maya', allTeams, 'schedule.team'),
  'Maya undoes the change of a report': pressLast('maya', 'schedule.undo'),
  'Maya puts the digest back': pressFor('default', 'digest'),
  'Maya looks at the board': pressFor('preview', 'weekly-board'),
  'Maya sends the board now': sendsBoard,
  'Maya sends the board as a copy': inOrder(sendsBoard, sendsBoard, pressLast('maya', 'schedule.copy')),
};
