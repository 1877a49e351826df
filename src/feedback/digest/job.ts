import type { MarketEvent } from '../../goals/review/market.ts';
import { standingsOf } from '../../goals/standing.ts';
import { addDays } from '../../kpi/localDate.ts';
import { rangeOf } from '../../kpi/period.ts';
import { localDateOf, type Temporal } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { findActor } from '../../people/store.ts';
import { formatPeriod } from '../../platform/format.ts';
import type { OutMessage } from '../../platform/jobs/report.ts';
import type { Deps, DigestAsk, DigestPart } from '../../platform/slice.ts';
import { unsureLines } from '../checkin/shown.ts';
import { tellerFor } from '../figures.ts';
import type { TeamWeek } from '../weekly/job.ts';
import { digestReply } from './blocks.ts';
import { type Decided, personOf } from './person.ts';

/** What all slices bring to a lead's digest. */
export type PartsFor = (ask: DigestAsk) => Promise<readonly DigestPart[]>;

/** The digest of one lead. */
export async function forLead(
  deps: Deps,
  read: TeamWeek & { market: readonly MarketEvent[] },
  lead: Person,
  weeks: readonly (Decided & { person: Person })[],
  partsFor: PartsFor,
): Promise<OutMessage> {
  const { frame, request, team, lastDate, below, said, teamFacts } = read;
  const periods = { fiscalYearStart: frame.workspace.fiscalYearStart };
  const teller = tellerFor(lead.locale, frame.workspace.currency, periods);
  const { from } = rangeOf(request.periodKey, periods);
  const reply = digestReply(
    {
      team: team.name,
      weekName: formatPeriod(request.periodKey, lead.locale, periods),
      date: addDays(lastDate, 1),
      standings: standingsOf(teamFacts),
      people: weeks.map((one) => personOf(one.person.name, one)),
      below,
      unsure: unsureLines(said, teller, { today: from, ...periods }),
      market: read.market.flatMap((event) => {
        const metric = frame.playbook.metrics.find(({ key }) => key === event.metricKey);
        return metric === undefined ? [] : [{ event, metric }];
      }),
      parts: await partsOf(deps, read, lead, partsFor),
    },
    teller,
  );
  const { slackUserId: channel, locale } = lead;
  return { key: `digest:${lead.memberId}`, kind: 'digest', channel, to: lead.name, locale, reply };
}

/** Asks the slices as the lead stands today: who lost the right gets nothing to decide. */
async function partsOf(
  deps: Deps,
  { frame, request, team, memberIds }: TeamWeek,
  lead: Person,
  partsFor: PartsFor,
): Promise<readonly DigestPart[]> {
  const { workspace } = frame;
  const { dueAt: now } = request;
  const holder = await findActor(deps.db, workspace.id, lead.slackUserId, now);
  if (holder === undefined) return [];
  const today = localDateOf(now, lead.tz);
  return partsFor({
    ...{ deps, workspace, actor: holder.actor, now, today, memberIds },
    team: { id: team.id, name: team.name },
    since: weekBefore(now, team.tz ?? workspace.tz),
  });
}

/** P-03: a week earlier by the clock of the team, whatever it did. */
const weekBefore = (now: Temporal.Instant, zone: string): Temporal.Instant =>
  now.toZonedDateTimeISO(zone).subtract({ weeks: 1 }).toInstant();
