import {
  type OriginQuery,
  type OriginStay,
  sumByFirstTouch,
  sumByOrigin,
} from '../../../activities/origins/store.ts';
import { addDays, type DateRange } from '../../../kpi/localDate.ts';
import { type PeriodOptions, rangeOf } from '../../../kpi/period.ts';
import { countedStaysIn, membershipsIn } from '../../../people/store.ts';
import type { Db } from '../../../platform/db/index.ts';
import type { Actor, WorkspaceInfo } from '../../../platform/slice.ts';
import type { Playbook } from '../../../playbook/playbook.ts';
import { type Book, bookOf } from '../../book.ts';
import { readCampaigns } from '../../store.ts';
import type { Asked, Scope } from '../ask.ts';
import { BASE_DAYS, type Bottleneck, bottleneckOf } from '../bottleneck.ts';
import { type Figures, figuresOf, withoutReturn, withReturnOf } from '../figures.ts';
import { type Funnel, funnelOf, sourcesOf, usedFunnel } from '../funnel.ts';
import { type Group, groupsOf, wholeOf } from '../groups.ts';

/** Reads what a report on spend rests on: two sums over the period, two over the 8 weeks before it, whatever lies before those. */

export interface Row extends Group {
  figures: Figures;
}

export interface Returns {
  asked: Asked;
  range: DateRange;
  funnel: Funnel;
  rows: readonly Row[];
  whole: Figures;
  bottleneck: Bottleneck | undefined;
  book: Book;
}

export interface Reading {
  db: Db;
  workspace: WorkspaceInfo;
  playbook: Playbook;
  actor: Pick<Actor, 'memberId' | 'leads'>;
}

/** undefined where the playbook has no way from a lead to a customer. */
export async function readReturns(reading: Reading, asked: Asked): Promise<Returns | undefined> {
  const { db, workspace, playbook } = reading;
  const whole = funnelOf(playbook);
  if (whole === undefined) return undefined;
  const periods: PeriodOptions = { fiscalYearStart: workspace.fiscalYearStart };
  const range = rangeOf(asked.period, periods);
  const base = { from: addDays(range.from, -BASE_DAYS), to: range.from };
  const book = bookOf(await readCampaigns(db, workspace.id));
  const [now, before] = await Promise.all([
    readGroups(reading, asked, range, whole, book),
    readGroups(reading, asked, base, whole, book),
  ]);
  const [tally, past] = [wholeOf(now), wholeOf(before)];
  const funnel = usedFunnel(whole, wholeOf([...now, ...before]).counts);
  const figures = figuresOf(tally, funnel);
  const spent = now.filter((group) => group.key !== '' && group.tally.spend !== null);
  return {
    ...{ asked, range, funnel, book, whole: withReturnOf(figures, figuresOf(wholeOf(spent), funnel)) },
    rows: now.map((group) => {
      const own = figuresOf(group.tally, funnel);
      return { ...group, figures: group.key === '' ? withoutReturn(own) : own };
    }),
    bottleneck: bottleneckOf(figures, figuresOf(past, funnel)),
  };
}

async function readGroups(
  { db, workspace, actor }: Reading,
  { cut, scope }: Asked,
  range: DateRange,
  funnel: Funnel,
  book: Book,
): Promise<Group[]> {
  const stays = await staysFor(db, workspace.id, range, { scope, actor, isByRegion: cut === 'region' });
  const query: OriginQuery = { range, sources: sourcesOf(funnel), stays, isOpen: scope.kind === 'company' };
  const sums = await sumByOrigin(db, workspace.id, query);
  // Only what names no origin can have one by its customer; where everything names one, nothing is asked.
  const open = sums.filter(
    ({ channel, campaign, source }) => channel === '' && campaign === '' && source !== funnel.spendKey,
  );
  const sources = [...new Set(open.map(({ source }) => source))];
  const touched = sources.length === 0 ? [] : await sumByFirstTouch(db, workspace.id, { ...query, sources });
  return groupsOf(sums, touched, cut, funnel, book);
}

/** P-06: whose figures count on which dates; undefined: everybody's, wherever they are. */
async function staysFor(
  db: Db,
  workspaceId: string,
  range: DateRange,
  { scope, actor, isByRegion }: { scope: Scope; actor: Reading['actor']; isByRegion: boolean },
): Promise<readonly OriginStay[] | undefined> {
  switch (scope.kind) {
    case 'company':
      return isByRegion ? membershipsIn(db, workspaceId, range) : undefined;
    case 'team':
      return membershipsIn(db, workspaceId, range, scope.teamId);
    case 'led': {
      const stays = await countedStaysIn(db, workspaceId, range);
      return stays.filter(({ under }) => under.some((teamId) => actor.leads.includes(teamId)));
    }
    case 'self': {
      const { memberId } = actor;
      const own = (await membershipsIn(db, workspaceId, range)).filter((stay) => stay.memberId === memberId);
      return own.length > 0 ? own : [{ memberId, region: null, ...range }];
    }
  }
}
