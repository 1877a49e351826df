import type { KnownBlock } from '@slack/types';
import type { RecordedActivity } from '../../activities/activity.ts';
import { context } from '../../platform/blocks.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Input } from '../../platform/slice.ts';
import { bookOf } from '../book.ts';
import { readCampaigns } from '../store.ts';
import { hintLines } from './hint.ts';

/** What is said below a saved entry of a campaign that nobody knows, where another one could be meant; asks the database only of entries that name one. */
export async function campaignHints(
  { deps, workspace, actor }: Input,
  recorded: readonly RecordedActivity[],
): Promise<KnownBlock[]> {
  const typed = recorded.flatMap(({ campaign }) => (campaign === '' ? [] : [campaign]));
  if (typed.length === 0) return [];
  const book = bookOf(await readCampaigns(deps.db, workspace.id));
  return hintLines(typed, book, actor.locale, plainInMrkdwn).map((line) => context(line));
}
