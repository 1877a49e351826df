import type { LocalDate } from '../../kpi/localDate.ts';
import {
  isCalendarKind,
  kindOf,
  type PeriodKey,
  type PeriodOptions,
  periodOf,
  rangeOf,
} from '../../kpi/period.ts';
import { parsePeriodKey } from '../../kpi/periodKey.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import type { TeamInfo } from '../../people/person.ts';
import { leadsAnybody, may } from '../../people/rights.ts';
import type { Actor } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { parseQuery, type QueryProblem } from '../../playbook/query.ts';
import { CUTS, type Cut } from './groups.ts';

/** What people ask of a report on spend: by what it is divided, of when, and of whom. Pure. */

/** Whose figures: reliability.md § 7. What a group spent and won is no single person's figure. */
export type Scope =
  | { readonly kind: 'company' }
  | { readonly kind: 'team'; readonly teamId: string }
  /** The teams that the actor leads. */
  | { readonly kind: 'led' }
  | { readonly kind: 'self' };

export interface Asked {
  cut: Cut;
  period: PeriodKey;
  scope: Scope;
}

export type AskProblem =
  | QueryProblem
  | { readonly kind: 'future' }
  | { readonly kind: 'no period' }
  | { readonly kind: 'person' }
  | { readonly kind: 'denied'; readonly subject: string };

const cutWords = new Map<string, Cut>([
  ...['channel', 'channels', '渠道', '按渠道', '各渠道'].map((word) => [word, 'channel'] as const),
  ...['campaign', 'campaigns', '活动', '营销活动', '按活动', '各活动'].map(
    (word) => [word, 'campaign'] as const,
  ),
  ...['region', 'regions', '区域', '地区', '大区', '按区域', '各区域'].map(
    (word) => [word, 'region'] as const,
  ),
]);

export interface AskFrame {
  playbook: Playbook;
  teams: readonly TeamInfo[];
  today: LocalDate;
  periods: PeriodOptions;
  actor: Actor;
}

/** Whom somebody sees who names nobody: administrators the company, who leads their teams, everybody else themselves. */
export function ownScope(actor: Actor): Scope {
  if (actor.isAdmin) return { kind: 'company' };
  return actor.leads.length > 0 ? { kind: 'led' } : { kind: 'self' };
}

/** Whether the actor may see it: a team's who leads it; the company's sums whoever leads anybody. */
export function maySee(actor: Actor, scope: Scope): boolean {
  switch (scope.kind) {
    case 'company':
    case 'led':
      return leadsAnybody(actor);
    case 'team':
      return may(actor, 'see-figures', { memberId: null, teamId: scope.teamId });
    case 'self':
      return true;
  }
}

/** Reads `channel last month`, `渠道 上月 团队 West`, `region company 2026-Q3`; by channel and of this quarter where nothing is said. */
export function askedOf(text: string, frame: AskFrame): Result<Asked, AskProblem> {
  const [first = '', ...rest] = text.trim().split(/\s+/u);
  const cut = cutWords.get(first.normalize('NFKC').toLowerCase());
  const query = parseQuery(cut === undefined ? text : rest.join(' '), {
    ...{ playbook: { ...frame.playbook, metrics: [] }, teams: frame.teams, regions: [] },
    ...{ today: frame.today, periods: frame.periods, vocabulary: {} },
  });
  if (!query.ok) return query;
  const { who, period } = query.value;
  if (who.kind === 'person' || who.kind === 'region') return fail({ kind: 'person' });
  const scope: Scope =
    who.kind === 'company'
      ? { kind: 'company' }
      : who.kind === 'team'
        ? { kind: 'team', teamId: who.team.id }
        : ownScope(frame.actor);
  return checked(
    { cut: cut ?? 'channel', period: period ?? periodOf('quarter', frame.today, frame.periods), scope },
    frame,
  );
}

function checked(asked: Asked, { actor, today, periods }: AskFrame): Result<Asked, AskProblem> {
  const { period, scope } = asked;
  if (!isCalendarKind(kindOf(period))) return fail({ kind: 'no period' });
  if (rangeOf(period, periods).from > today) return fail({ kind: 'future' });
  const subject = scope.kind === 'team' ? `team:${scope.teamId}` : 'company';
  return maySee(actor, scope) ? ok(asked) : fail({ kind: 'denied', subject });
}

const separator = '|';

/** A report as the value of a button: what to show, never who asks. */
export const buttonValue = ({ cut, period, scope }: Asked): string =>
  [cut, period, scope.kind, scope.kind === 'team' ? scope.teamId : ''].join(separator);

/** The report that a button's value names, with the rights of whoever pressed it; undefined where it names nothing that is there. */
export function askedIn(value: string, frame: AskFrame): Result<Asked, AskProblem> | undefined {
  const [cutText = '', periodText = '', kind = '', teamId = ''] = value.split(separator);
  const cut = CUTS.find((one) => one === cutText);
  const period = parsePeriodKey(periodText);
  const scope = scopeIn(kind, teamId, frame.teams);
  if (cut === undefined || !period.ok || scope === undefined) return undefined;
  return checked({ cut, period: period.value, scope }, frame);
}

function scopeIn(kind: string, teamId: string, teams: readonly TeamInfo[]): Scope | undefined {
  if (kind === 'company' || kind === 'led' || kind === 'self') return { kind };
  return kind === 'team' && teams.some((team) => team.id === teamId) ? { kind, teamId } : undefined;
}
