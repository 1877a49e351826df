import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { type PeriodKey, rangeOf } from '../../kpi/period.ts';
import type { Db } from '../../platform/db/index.ts';
import type { WorkspaceInfo } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { before, datesOf, outcomeOf } from '../effect.ts';
import { lastExperiments } from '../experiment/store.ts';
import { readTeamFacts } from '../reading/index.ts';
import type { Experiment, Outcome, PastExperiment } from '../retro.ts';
import { type Variance, variancesIn } from '../variance.ts';

/** What a retrospective opens with: the largest variances of its period, and what became of the experiments before it. */
export interface Opening {
  variances: Variance[];
  hasTargets: boolean;
  lastTime: PastExperiment[];
}

/** Reads a team's period and its last experiments, as of a date. */
export async function readOpening(
  db: Db,
  workspace: WorkspaceInfo,
  playbook: Playbook,
  { teamId, period, today }: { teamId: string; period: PeriodKey; today: LocalDate },
): Promise<Opening> {
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const facts = await readTeamFacts(db, workspace, playbook, { teamId, range: rangeOf(period, periods) });
  const last = await lastExperiments(db, workspace.id, teamId, today);
  const lastTime: PastExperiment[] = [];
  for (const experiment of last) {
    const outcome = experiment.outcome ?? (await outcomeSoFar(db, workspace, playbook, experiment, today));
    const { text, metricKey, expected, until } = experiment;
    const isOver = experiment.state === 'done' || until < today;
    lastTime.push({ text, metricKey, expected, until, outcome: isOver ? outcome : undefined });
  }
  return { ...variancesIn(facts, period), lastTime };
}

/** C-03: what an experiment has come to up to yesterday, or to its end. */
export async function outcomeSoFar(
  db: Db,
  workspace: WorkspaceInfo,
  playbook: Playbook,
  experiment: Experiment,
  today: LocalDate,
): Promise<Outcome> {
  const { teamId, metricKey, expected } = experiment;
  const metric = playbook.metrics.find((one) => one.key === metricKey);
  const dates = datesOf(experiment, today);
  const none: Outcome = { verdict: 'too few data', change: null, interval: null, asExpected: false };
  if (metric === undefined || dates.to <= addDays(dates.from, 1)) return none;
  const range = { from: before(dates).from, to: dates.to };
  const facts = await readTeamFacts(db, workspace, playbook, { teamId, range, metricKeys: [metricKey] });
  return outcomeOf(facts, metric.definition, dates, expected);
}
