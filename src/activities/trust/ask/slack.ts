import { personById } from '../../../people/store.ts';
import { section } from '../../../platform/blocks.ts';
import type { ActionInput, Input } from '../../../platform/slice.ts';
import type { RecordedActivity } from '../../activity.ts';
import type { Frame } from '../../blocks.ts';
import { doubleReply } from '../blocks.ts';
import { findDouble } from '../store.ts';
import { trustWords } from '../words.ts';

/** M-07: asks the one who logged it, in private, whether it is the same deal as an earlier one. A trouble here must not hide what is saved. */
export async function askAboutDoubles(
  input: Input,
  facts: readonly RecordedActivity[],
  frame: Frame,
): Promise<void> {
  const { deps, workspace, today } = input;
  try {
    for (const fact of facts) {
      const earlier = await findDouble(deps.db, workspace.id, fact);
      if (earlier === undefined) continue;
      const person = await personById(deps.db, workspace.id, earlier.memberId, today);
      await input.reply(doubleReply(fact, earlier, person?.name ?? '?', frame));
    }
  } catch (error) {
    deps.log.warn({ err: error }, 'whether it was logged before could not be asked');
  }
}

/** "It is another one": nothing changes, and the question is answered. */
export async function another(input: ActionInput): Promise<void> {
  const text = trustWords(input.actor.locale)('both');
  await input.replace({ text, blocks: [section(text)] });
}
