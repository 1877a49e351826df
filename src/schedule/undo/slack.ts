import type { ActionInput } from '../../platform/slice.ts';
import { keep } from '../editing/slack.ts';
import { askedReport } from '../reading/index.ts';
import { words } from '../words.ts';
import { markOf, readUndo } from './undo.ts';

/** "Undo": the report is as it was before the change, with all that comes together with it; not where somebody changed it since. */
export async function undoChange(input: ActionInput): Promise<void> {
  const report = await askedReport(input, input.value);
  if (report === undefined) return;
  const read = readUndo(input.value);
  if (read === undefined) return input.reply({ text: words(input.actor.locale)('gone') });
  const { before, mark } = read;
  await keep(input, report, before, 'savedUndone', { isStill: (choice) => markOf(choice) === mark });
}
