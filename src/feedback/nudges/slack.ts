import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput, VerbInput } from '../../platform/slice.ts';
import { kindName, preferenceReply, preferenceView, savedText } from './blocks.ts';
import { nudgeCommand, preferenceOf } from './form.ts';
import { NUDGE_KINDS, type NudgePreference } from './nudge.ts';
import { readPreference, savePreference } from './store.ts';
import { nudgeWords } from './words.ts';

/** `/pace nudges`: everybody's own reminders. */
export async function nudges(input: VerbInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const known = await readPreference(deps.db, workspace.id, actor.memberId);
  switch (nudgeCommand(normalise(input.text).text)) {
    case 'on':
      return save(input, { ...known, muted: [] });
    case 'off':
      return save(input, { ...known, muted: NUDGE_KINDS });
    case 'show':
      return input.reply(preferenceReply(known, actor.locale));
  }
}

async function save(input: Input, preference: NudgePreference): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  await savePreference(deps.db, act, preference);
  await input.reply({ text: savedText(preference, actor.locale) });
}

/** "Reminders…". */
export async function openNudges(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const known = await readPreference(deps.db, workspace.id, actor.memberId);
  await input.open(preferenceView(known, actor.tz, actor.locale));
}

export async function submitNudges(input: SubmitInput): Promise<void> {
  await save(input, preferenceOf(input.values));
}

/** "Not these any more": the kind of the message is off. */
export async function muteNudge(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const kind = NUDGE_KINDS.find((known) => known === input.value);
  if (kind === undefined) return;
  const known = await readPreference(deps.db, workspace.id, actor.memberId);
  const muted = [...new Set([...known.muted, kind])];
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  await savePreference(deps.db, act, { ...known, muted });
  const key = kind === 'odd' ? 'mutedOdd' : 'muted';
  await input.reply({ text: nudgeWords(actor.locale)(key, { kind: kindName(kind, actor.locale) }) });
}
