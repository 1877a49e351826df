import { activitiesBuilt } from './activities.ts';
import { campaignsBuilt } from './campaigns.ts';
import { coachingBuilt } from './coaching.ts';
import { customersBuilt } from './customers.ts';
import { evaluationBuilt } from './evaluation.ts';
import { feedbackBuilt } from './feedback.ts';
import { goalsBuilt } from './goals.ts';
import { incentivesBuilt } from './incentives.ts';

import { leaderboardBuilt } from './leaderboard.ts';
import { peopleBuilt } from './people.ts';
import { playbookBuilt } from './playbook.ts';
import { recognitionBuilt } from './recognition.ts';
import { retroBuilt } from './retro.ts';
import { rewardsBuilt } from './rewards.ts';
import { rosterBuilt } from './roster.ts';
import { scheduleBuilt } from './schedule.ts';
import { transferBuilt } from './transfer.ts';
import { whatifBuilt } from './whatif.ts';
import { workspaceBuilt } from './workspace.ts';
import type { Built, World } from './world.ts';

/** One of each thing that the app's builders make, from a world. */
export function allBuilt(world: World): Built[] {
  const parts = [
    activitiesBuilt,
    campaignsBuilt,
    customersBuilt,
    goalsBuilt,
    feedbackBuilt,
    leaderboardBuilt,
    evaluationBuilt,
    coachingBuilt,
    incentivesBuilt,
    rewardsBuilt,
    peopleBuilt,
    playbookBuilt,
    rosterBuilt,
    whatifBuilt,
    transferBuilt,
    recognitionBuilt,
    retroBuilt,
    scheduleBuilt,
  ].flatMap((built) => built(world));
  return [...parts, ...workspaceBuilt(world, parts)];
}
