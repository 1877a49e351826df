/** Reads what a team's figures are computed from: targets, stays, calendars, roll-up. Decides nothing. */
import { samplesNeeded } from '../../activities/samples/need.ts';
import { readSamples } from '../../activities/samples/store.ts';
import { readRollup } from '../../activities/store.ts';
import { asOfEnd } from '../../goals/asOf.ts';
import { definitionsBehind, withBases } from '../../goals/behind.ts';
import type { Facts } from '../../goals/standing.ts';
import { targetsOf } from '../../goals/store.ts';
import type { Subject } from '../../goals/target.ts';
import { rowsOfTeam, teamCalendar } from '../../goals/team.ts';
import type { DateRange } from '../../kpi/localDate.ts';
import { isCalendarKind } from '../../kpi/period.ts';
import { calendarsOf, membershipsIn } from '../../people/store.ts';
import type { Db } from '../../platform/db/index.ts';
import type { WorkspaceInfo } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';

/** A-03, P-06: a team's facts over some dates, as of their end, with its own accepted and set targets. */
export async function readTeamFacts(
  db: Db,
  workspace: WorkspaceInfo,
  playbook: Playbook,
  wanted: { teamId: string; range: DateRange; metricKeys?: readonly string[] },
): Promise<Facts> {
  const { teamId, range } = wanted;
  const subject: Subject = { kind: 'team', id: teamId };
  const targets = await targetsOf(db, workspace.id, { subjects: [subject] });
  const asOf = asOfEnd(range);
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const keys = [...targets.map(({ metricKey }) => metricKey), ...(wanted.metricKeys ?? [])];
  const definitions = definitionsBehind(playbook.metrics, keys);
  const kinds = targets.map(({ periodKind }) => periodKind).filter((kind) => isCalendarKind(kind));
  const dates = withBases(range, definitions, { kinds, asOf, periods });
  const stays = await membershipsIn(db, workspace.id, dates, teamId);
  const memberIds = [...new Set(stays.map(({ memberId }) => memberId))];
  const need = samplesNeeded(definitions);
  const [calendars, rows, samples] = await Promise.all([
    calendarsOf(db, workspace.id, memberIds, dates),
    readRollup(db, workspace.id, { range: dates, memberIds }),
    need === undefined ? [] : readSamples(db, workspace.id, need, { range: dates, memberIds }),
  ]);
  return {
    ...{ subject, targets, asOf, periods, purpose: 'official' },
    metrics: playbook.metrics.filter((metric) => !metric.isRetired),
    calendar: teamCalendar(memberIds.flatMap((id) => calendars.get(id) ?? [])),
    rows: rowsOfTeam([...rows, ...samples], stays, teamId),
  };
}
