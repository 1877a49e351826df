import { form, textField } from '../../platform/forms.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable, textWeight } from '../../platform/normalise.ts';
import type { ActionInput, FieldErrors, SubmitCheck, SubmitInput } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { openDates } from '../../workspace/closed/store.ts';
import { reopenCycle } from '../closing/store.ts';
import { cycleWords } from '../cycle/words.ts';
import { onlyAdministrator } from '../scene/slack.ts';
import { words } from '../words.ts';

/** P-05: a closed evaluation is compared again, with its dates open; the entries that follow compensate (S-07). */

export const REOPEN_CYCLE_FORM = 'evaluation.reopen-form';
const REASON_AT_LEAST = 10;

/** "Reopen…". */
export async function openReopen(input: ActionInput): Promise<void> {
  if (await onlyAdministrator(input, 'reopen-cycle'))
    await input.open(reopenCycleView(input.value, input.actor.locale));
}

export function reopenCycleView(cycleId: string, locale: Locale) {
  const say = cycleWords(locale);
  const said = { title: say('reopenTitle'), submit: say('reopen'), close: say('close') };
  return form(REOPEN_CYCLE_FORM, said, cycleId, [
    textField('reason', say('reopenReason'), { hint: say('reopenHint'), limit: 500 }),
  ]);
}

export function checkReopen({ values, locale }: SubmitCheck): FieldErrors | undefined {
  return textWeight(values['reason'] ?? '') < REASON_AT_LEAST
    ? { reason: cycleWords(locale)('reopenMissing') }
    : undefined;
}

export async function submitReopen(input: SubmitInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'reopen-cycle'))) return;
  const { deps, workspace, actor, now, transportKey } = input;
  const reason = keepable(input.values['reason'] ?? '').trim();
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const done = await reopenCycle(deps.db, act, { cycleId: input.metadata, reason }, async (tx) => {
    await openDates(tx, workspace.id, actor.memberId, { id: `cycle:${input.metadata}`, reason, now });
  });
  const texts = {
    gone: words(actor.locale)('gone'),
    repeated: words(actor.locale)('repeated'),
  };
  const text =
    done.kind === 'reopened'
      ? cycleWords(actor.locale)('reopened', { name: plainInMrkdwn(done.cycle.name) })
      : texts[done.kind];
  await input.reply({ text });
}
