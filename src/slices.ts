import { activities } from './activities/index.ts';
import { campaignHints } from './campaigns/hint/slack.ts';
import { campaigns } from './campaigns/index.ts';
import { coaching } from './coaching/index.ts';
import { customers } from './customers/index.ts';
import { evaluation } from './evaluation/index.ts';
import { feedback } from './feedback/index.ts';
import { afterRecord } from './feedback/slack.ts';
import { goals } from './goals/index.ts';
import { setWishes } from './goals/many/slack.ts';
import { home } from './home/index.ts';
import { incentives } from './incentives/index.ts';
import { leaderboard } from './leaderboard/index.ts';
import { weekPlaces } from './leaderboard/report/job.ts';
import { people } from './people/index.ts';
import { previewRoster } from './people/roster/slack.ts';
import type { Slice } from './platform/slice.ts';
import { playbook } from './playbook/index.ts';
import { recognition } from './recognition/index.ts';
import { retro } from './retro/index.ts';
import { schedule } from './schedule/index.ts';
import { transfer } from './transfer/index.ts';
import { whatif } from './whatif/index.ts';
import { tryTargets } from './whatif/lines/index.ts';
import { workspace } from './workspace/index.ts';
import { rate as exchangeRate } from './workspace/slack.ts';

/** Every capability, in the order of help. A folder that is missing here fails test/architecture.test.ts. */
export const slices: readonly Slice[] = [
  activities(async (input, facts, became) => {
    const hints = became === 'undone' ? [] : await campaignHints(input, facts);
    return [...hints, ...(await afterRecord(input, facts, became))];
  }, exchangeRate),
  customers,
  campaigns,
  goals(tryTargets),
  feedback(
    async (ask) => (await Promise.all(slices.map(async (slice) => slice.digest?.(ask) ?? []))).flat(),
    weekPlaces,
    async (deps, request) => {
      const all = await Promise.all(slices.map(async (slice) => slice.weekly?.(deps, request)));
      return (memberId, locale) => all.flatMap((lines) => lines?.(memberId, locale) ?? []);
    },
  ),
  leaderboard,
  whatif(setWishes),
  evaluation,
  coaching,
  recognition,
  incentives,
  retro,
  people,
  playbook,
  transfer({
    kinds: () => slices.flatMap((slice) => slice.imports ?? []),
    exports: () => slices.flatMap((slice) => slice.exports ?? []),
    people: (input, source) => previewRoster(input, { kind: 'file', ...source }),
  }),
  schedule(() => slices.flatMap((slice) => slice.reports ?? [])),
  workspace,
  home(() => slices),
];
