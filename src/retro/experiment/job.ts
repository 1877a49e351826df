import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { rangeOf } from '../../kpi/period.ts';
import { localDateOf, type Temporal } from '../../kpi/time.ts';
import { listTeams } from '../../people/store.ts';
import { teamsAbove } from '../../people/tree.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import type { ReportRequest } from '../../platform/jobs/report.ts';
import { onceIn } from '../../platform/pass.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { readWorkspace } from '../../workspace/store.ts';
import { outcomeSoFar } from '../opening/job.ts';
import { endedReply, weeklyLine } from '../phrases.ts';
import type { Experiment, Outcome } from '../retro.ts';
import { type Scene, sceneOf } from '../scene/slack.ts';
import { readRetro } from '../store.ts';
import { openingKeyOf } from '../thread.ts';
import { experimentsOf, finishExperiment, runningUntil } from './store.ts';

/** Experiments as they run and end. */

/** The result of each experiment whose last day is over, told to its owner and in the retrospective's thread, once; called by each tick. */
export async function finishExperiments(deps: Deps, now: Temporal.Instant): Promise<void> {
  for (const { workspaceId, experiment } of await runningUntil(deps.db, localDateOf(now, 'Etc/GMT-14'))) {
    try {
      const workspace = await readWorkspace(deps.db, workspaceId);
      const today = localDateOf(now, workspace?.tz ?? 'UTC');
      if (workspace !== undefined && experiment.until < today)
        await finish(deps, workspace, experiment, today);
    } catch (error) {
      deps.log.error(
        { err: error, workspaceId, experiment: experiment.id },
        'an experiment could not be ended; it is tried again',
      );
    }
  }
}

async function finish(
  deps: Deps,
  workspace: WorkspaceInfo,
  experiment: Experiment,
  today: LocalDate,
): Promise<void> {
  const scene = await sceneOf({ deps, workspace, today });
  const outcome = await outcomeSoFar(deps.db, workspace, scene.playbook, experiment, today);
  const told = await noticesOf(deps, workspace, { ...experiment, state: 'done', outcome }, scene);
  await finishExperiment(deps.db, workspace.id, experiment.id, outcome, told);
}

async function noticesOf(
  { db }: Deps,
  workspace: WorkspaceInfo,
  experiment: Experiment,
  { people, frame }: Scene,
): Promise<Notice[]> {
  const owner = people.find(({ memberId, isActive }) => memberId === experiment.ownerId && isActive);
  const retro = await readRetro(db, workspace.id, experiment.retroId);
  const key = `experiment:${experiment.id}:ended`;
  const personal =
    owner === undefined
      ? []
      : [
          {
            key: `${key}:owner`,
            channel: owner.slackUserId,
            reply: endedReply(experiment, frame(owner.locale)),
          },
        ];
  if (retro === undefined) return personal;
  const reply = endedReply(experiment, frame(retro.locale));
  return [...personal, { key, channel: retro.channel, reply, under: openingKeyOf(retro) }];
}

/** A line for each experiment that runs in a team, or in one above it, for the weekly feedback of its people: what it came to so far. */
export async function experimentsInWeek(
  { db, pass }: Pick<Deps, 'db' | 'pass'>,
  { workspaceId, teamId, periodKey }: Pick<ReportRequest, 'workspaceId' | 'teamId' | 'periodKey'>,
): Promise<(memberId: string, locale: Locale) => string[]> {
  const workspace = await readWorkspace(db, workspaceId);
  if (workspace === undefined) return () => [];
  const { to } = rangeOf(periodKey, { fiscalYearStart: workspace.fiscalYearStart });
  const lastDate = addDays(to, -1);
  const teams = await onceIn(pass, 'teams', [workspaceId, lastDate], () =>
    listTeams(db, workspaceId, lastDate),
  );
  const all = await experimentsOf(db, workspaceId, { teamIds: teamsAbove(teams, teamId) });
  const running = all.filter(({ state, from }) => state === 'running' && from < to);
  if (running.length === 0) return () => [];
  const { playbook, frame } = await sceneOf({ deps: { db }, workspace, today: lastDate });
  const soFar: [Experiment, Outcome][] = [];
  for (const one of running) soFar.push([one, await outcomeSoFar(db, workspace, playbook, one, to)]);
  return (_, locale) => soFar.map(([one, outcome]) => weeklyLine(one, outcome, frame(locale)));
}
