import { addDays, weekdayOf } from '../../kpi/localDate.ts';
import { csvLine } from '../../platform/csv.ts';
import { namesWithin } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { isFirst, wasTaken } from '../../platform/once.ts';
import type { ActionInput, Input, SubmitInput, VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { listAdministrators } from '../directory/store.ts';
import { hellosOf } from '../hello.ts';
import { may } from '../rights.ts';
import {
  groupModal,
  importedReply,
  importModal,
  nothingReply,
  previewReply,
  rosterUndoneReply,
} from './blocks.ts';
import { type RosterSource, rosterCommand, sourceOf, sourceText } from './command.ts';
import { rosterCells } from './export.ts';
import { digestOf, newcomersOf } from './plan.ts';
import { type Draft, draftOf, permitted } from './reading/slack.ts';
import { applyRoster, readPresent, undoRoster } from './store.ts';
import { rosterWords } from './words.ts';

/** `/pace people import|template|group …`; anything else is for `otherwise`. */
export function orRoster(otherwise: (input: VerbInput) => Promise<void>) {
  return async (input: VerbInput): Promise<void> => {
    const command = rosterCommand(input.text);
    if (command === undefined) return otherwise(input);
    if (!(await mayImport(input))) return;
    const { locale } = input.actor;
    switch (command.kind) {
      case 'import':
        return input.open(importModal(locale));
      case 'template':
        return sendTemplate(input);
      case 'group form':
        return openGroups(input);
      case 'group usage':
        return input.reply({ text: rosterWords(locale)('group-usage') });
      case 'group':
        return preview(input, command);
    }
  };
}

async function openGroups(input: Input): Promise<void> {
  const { deps, workspace, actor } = input;
  const slack = await deps.slack(workspace.id);
  const groups = await permitted(() => slack.userGroups());
  const say = rosterWords(actor.locale);
  if (groups === undefined) return input.reply({ text: say('group-scope') });
  if (groups.length === 0) return input.reply({ text: say('group-none') });
  await input.open(groupModal(groups, actor.locale));
}

/** A file of people that somebody sent, with what was said of its columns (src/transfer): a preview, or who may. */
export async function previewRoster(input: Input, source: RosterSource): Promise<void> {
  if (await mayImport(input)) await preview(input, source);
}

/** The form with a file was handed in. */
export async function submitImport(input: SubmitInput): Promise<void> {
  if (!(await mayImport(input))) return;
  const [file = '', url] = (input.values['file'] ?? '').split(' ');
  if (file === '') return input.reply({ text: rosterWords(input.actor.locale)('file-missing') });
  await preview(input, { kind: 'file', file, url });
}

/** The form with a user group was handed in. */
export async function submitGroup(input: SubmitInput): Promise<void> {
  if (!(await mayImport(input))) return;
  const { group = '', team = '' } = input.values;
  await preview(input, { kind: 'group', group, team: team.replace(/\s+/gu, ' ').trim() });
}

async function preview(input: Input, source: RosterSource): Promise<void> {
  const draft = await draftOf(input, source);
  if (!draft.ok) return input.reply({ text: draft.problem });
  await input.reply(replyOf(draft.value, source, false, input));
}

function replyOf(draft: Draft, source: RosterSource, isAgain: boolean, { actor }: Input) {
  const value = sourceText(source, digestOf(draft.plan));
  return previewReply({ ...draft, source: value, isAgain }, actor.locale);
}

/** "Import": reads and plans once more; where that comes to something else than the preview said, the new preview is shown instead. */
export async function importRoster(input: ActionInput): Promise<void> {
  if (!(await mayImport(input))) return;
  const { deps, workspace, actor, today } = input;
  const wanted = sourceOf(input.value);
  if (wanted === undefined) return;
  const draft = await draftOf(input, wanted.source);
  if (!draft.ok) return input.replace({ text: draft.problem });
  const { plan } = draft.value;
  if (digestOf(plan) !== wanted.digest) {
    // A copy of this very press has imported it: what that said stays.
    if (await wasTaken(deps.db, workspace.id, input.transportKey)) return;
    return input.replace(replyOf(draft.value, wanted.source, true, input));
  }
  const days = { today, sinceMonday: addDays(today, 1 - weekdayOf(today)) };
  const { db } = deps;
  const newcomers = newcomersOf(plan, draft.value.teamNames);
  const greet = (importId: string) => hellosOf(importId, actor.name, newcomers);
  const { transportKey } = input;
  const applied = await applyRoster(db, workspace.id, actor.memberId, plan, days, transportKey, greet);
  if (!applied.ok) return;
  await db.durable();
  await input.replace(importedReply(plan, applied.value, actor.locale));
}

/** "Import nothing". */
export async function importNothing(input: ActionInput): Promise<void> {
  await input.replace(nothingReply(input.actor.locale));
}

/** Undo of an import. */
export async function undoImport(input: ActionInput): Promise<void> {
  if (!(await mayImport(input))) return;
  const { deps, workspace, actor, today } = input;
  const { db } = deps;
  const undone = await undoRoster(db, workspace.id, actor.memberId, input.value, today, input.transportKey);
  await db.durable();
  if (undone.ok) return input.replace(rosterUndoneReply(undone.value.left, actor.locale));
  if (undone.problem.kind === 'gone') await input.reply(rosterUndoneReply('gone', actor.locale));
}

/** Everybody as they are, as a file to fill in, in the direct message. */
export async function sendTemplate(input: Input): Promise<void> {
  if (!(await mayImport(input))) return;
  const { deps, workspace, actor, today } = input;
  const say = rosterWords(actor.locale);
  const { members, teams } = await readPresent(deps.db, workspace.id, today);
  const lines = rosterCells(members.values(), teams, actor.locale).map(csvLine);
  // Excel takes a file without the mark for something else than UTF-8.
  const bytes = Buffer.from(`\uFEFF${lines.join('')}`, 'utf8');
  if (!(await isFirst(deps.db, workspace.id, input.transportKey))) return;
  const slack = await deps.slack(workspace.id);
  const file = { name: `pacer-people-${today}.csv`, bytes };
  await slack.sendFile(actor.slackUserId, file, say('template-comment'));
  if (input.channelId?.startsWith('D') !== true) await input.reply({ text: say('template-sent') });
}

/** People are imported by administrators: others are told whom to ask, and the attempt is noted (reliability.md § 7). */
async function mayImport({ deps, workspace, actor, reply }: Input): Promise<boolean> {
  if (may(actor, 'manage-people', { memberId: null, teamId: null })) return true;
  await denied(deps.db, workspace.id, actor.memberId, 'import-people', `workspace:${workspace.id}`);
  const say = rosterWords(actor.locale);
  const names = (await listAdministrators(deps.db, workspace.id)).map((one) => plainInMrkdwn(one.name));
  await reply({ text: say('denied', { who: namesWithin(names, actor.locale) || say('no-administrator') }) });
  return false;
}
