import type { Reply } from '../../platform/blocks.ts';
import type { HomePart, Input } from '../../platform/slice.ts';
import { homeBlocks, listReply } from '../blocks.ts';
import { answeredBlocks, openQuestions } from '../odd/open/slack.ts';
import { frameFor } from '../recording/slack.ts';
import { listRecent } from '../store.ts';

/** What somebody logged last, with Undo and Edit, and above it what is asked about their entries. */

const LIST_LENGTH = 10;
const HOME_LENGTH = 5;

/** `/log list`. `answered`: a question that was just answered in this list; the answer stands where it stood. */
export async function recentReply(input: Input, answered?: string): Promise<Reply> {
  const { deps, workspace, actor } = input;
  const own = answered === undefined ? [] : await answeredBlocks(input, answered);
  const open = await openQuestions(input, 'list');
  const facts = await listRecent(deps.db, workspace.id, actor.memberId, LIST_LENGTH);
  return listReply(facts, await frameFor(input, facts), [...own, ...open]);
}

/** Home's parts: the questions first, then what was logged last. */
export async function homePart(input: Input): Promise<HomePart[]> {
  const { deps, workspace, actor } = input;
  const open = await openQuestions(input, 'home');
  const facts = await listRecent(deps.db, workspace.id, actor.memberId, HOME_LENGTH);
  return [
    { order: 15, blocks: open },
    { order: 20, blocks: homeBlocks(facts, await frameFor(input, facts)) },
  ];
}
