import { randomUUID } from 'node:crypto';
import { weekdayOf } from '../../src/kpi/localDate.ts';
import { instantOf, localDateOf } from './../../src/kpi/time.ts';
import { header } from '../../src/platform/blocks.ts';
import type { Db } from '../../src/platform/db/index.ts';
import { weekReported } from '../../src/platform/jobs/due.ts';
import type { ReportPart } from '../../src/platform/jobs/report.ts';
import type { Expected } from './checker.ts';

/** Reports of made-up teams: a board for a channel and a feedback for a person each, without any figures behind them. */

/** "team:C1:U1": where a team's messages go stands in its id, so that any process can build its report. */
const teamId = (number: number, channel: string, person: string): string => `${number}-${channel}-${person}`;

/** What a team's messages say. */
function messagesOf(id: string, period: string): { key: string; channel: string; text: string }[] {
  const [number = '', channel = '', person = ''] = id.split('-');
  const week = period.split('#')[0] ?? '';
  return [
    { key: 'board', channel, text: `Board of team ${number}, ${week}` },
    { key: 'rep:1', channel: person, text: `Feedback of team ${number}, ${week}` },
  ];
}

/** The part of a report that every process of a test brings. */
export const tortured: ReportPart = {
  kind: 'weekly-feedback',
  build: (_, { teamId: id, periodKey }) =>
    Promise.resolve(
      messagesOf(id, periodKey).map((message) => ({
        ...{ ...message, to: message.channel, locale: 'en' as const },
        reply: { text: message.text, blocks: [header(message.text)] },
      })),
    ),
};

/** Where a team's messages go: its channel, its person, and that person's direct message. */
export interface Place {
  channel: string;
  person: string;
  direct: string;
}

/** Gives a team a schedule that is due at an instant, once within the test; what is expected of it. */
export async function addTeam(
  db: Db,
  workspaceId: string,
  number: number,
  { channel, person, direct }: Place,
  dueAt: Date,
): Promise<Expected> {
  const id = teamId(number, channel, person);
  // The next one is days away.
  const weekday = ((weekdayOf(localDateOf(instantOf(dueAt), 'UTC')) + 2) % 7) + 1;
  await db.client.schedule.create({
    data: {
      ...{ workspaceId, id: randomUUID(), teamId: id, kind: 'weekly-feedback', weekday, localTime: '12:00' },
      ...{ zone: 'UTC', nextDueAt: dueAt, watchedFrom: new Date() },
    },
  });
  const period = weekReported(instantOf(dueAt), 'UTC');
  return {
    name: `team ${number} ${period}`,
    messages: messagesOf(id, period).map(({ text, channel: to }) => ({
      text,
      channel: to === person ? direct : to,
    })),
    dueAt: dueAt.getTime(),
    isLate: Date.now() - dueAt.getTime() > 15 * 60_000,
  };
}
