import { z } from 'zod';
import type { LocalDate } from '../../kpi/localDate.ts';
import type { Rhythm } from '../rhythm.ts';
import type { WorkspaceChange } from '../settings.ts';

/** What the three first steps show: each is open, or done with a way back. */
export interface Steps {
  playbook: { name: string; isDone: boolean; others: readonly { key: string; name: string }[] };
  teams: readonly { name: string; leads: readonly string[]; count: number }[];
  reports: Rhythm & {
    channelId: string | null;
    /** Whether Pacer can post there. */
    isThere: boolean;
    zone: string;
    /** Date of the first report, by the workspace's zone. */
    firstOn: LocalDate;
  };
  /** Steps that can be taken back. */
  undo: ReadonlySet<Step>;
}

export const STEPS = ['playbook', 'team', 'reports'] as const;
export type Step = (typeof STEPS)[number];

export const isStep = (text: string): text is Step => STEPS.some((step) => step === text);

const rhythmBefore = z.object({
  boardChannelId: z.string().nullable(),
  tz: z.string(),
  reportWeekday: z.number(),
  reportTime: z.string(),
});
/** What the third step changed, as it was before. */
export type ReportsBefore = z.infer<typeof rhythmBefore>;

/** What the steps remember in the workspace's settings: the way back of each. */
export interface Memory {
  /** The playbook's version that the choice made; '' where the one at hand was kept; undefined: not chosen yet. */
  playbook: string | undefined;
  /** The change that made the team (src/people/changes). */
  team: string | undefined;
  reports: ReportsBefore | undefined;
}

/** Reads the memory; what is not as it should be counts as not there. */
export function memoryOf(settings: Readonly<Record<string, unknown>>): Memory {
  const text = (key: string): string | undefined => {
    const value = settings[key];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    playbook: text('setupPlaybook'),
    team: text('setupTeam'),
    reports: parsed(text('setupReports')),
  };
}

function parsed(text: string | undefined): ReportsBefore | undefined {
  if (text === undefined) return undefined;
  try {
    return rhythmBefore.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The settings that remember it; null forgets. */
export function remember(change: {
  playbook?: string | null;
  team?: string | null;
  reports?: ReportsBefore | null;
}): NonNullable<WorkspaceChange['settings']> {
  const { playbook, team, reports } = change;
  return {
    ...(playbook === undefined ? {} : { setupPlaybook: playbook }),
    ...(team === undefined ? {} : { setupTeam: team }),
    ...(reports === undefined ? {} : { setupReports: reports === null ? null : JSON.stringify(reports) }),
  };
}

/** Which steps can be taken back. */
export function undoable({ playbook, team, reports }: Memory): Set<Step> {
  const found = new Set<Step>();
  if (playbook !== undefined) found.add('playbook');
  if (team !== undefined) found.add('team');
  if (reports !== undefined) found.add('reports');
  return found;
}

/** Key of the first message to whoever installed Pacer; each installation has one. */
export const welcomeKey = (workspaceId: string): string => `welcome:${workspaceId}:`;
