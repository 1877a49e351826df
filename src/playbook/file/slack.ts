import { fail, ok, type Result } from '../../kpi/result.ts';
import type { Reply } from '../../platform/blocks.ts';
import { isFirst, wasTaken } from '../../platform/once.ts';
import { failureOf } from '../../platform/slack.ts';
import type { ActionInput, EventInput, Input, SubmitInput } from '../../platform/slice.ts';
import { decode } from '../../platform/tables/encoding.ts';
import { mayChange } from '../choose/slack.ts';
import { changedReply } from '../edit/blocks.ts';
import { changeProcess, readGround } from '../edit/store.ts';
import { readPlaybook } from '../store.ts';
import { badFileReply, filePreview, fileProblemText, importModal, leftReply, wrongReply } from './blocks.ts';
import { type FilePlan, planFile } from './plan.ts';
import { readPlaybookFile } from './read.ts';
import { MOST_BYTES, type PlaybookFile } from './schema.ts';
import { digestOf, type FileSource, playbookIn, sourceOf, sourceText } from './source.ts';
import { fileWords } from './words.ts';
import { playbookYaml } from './write.ts';

/** `/pace playbook export`: the whole playbook as a file, in the direct message. */
export async function exportPlaybook(input: Input): Promise<void> {
  if (!(await mayChange(input))) return;
  const { deps, workspace, actor, today } = input;
  const say = fileWords(actor.locale);
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const bytes = Buffer.from(playbookYaml(playbook), 'utf8');
  if (!(await isFirst(deps.db, workspace.id, input.transportKey))) return;
  const slack = await deps.slack(workspace.id);
  await slack.sendFile(
    actor.slackUserId,
    { name: `pacer-playbook-${today}.yaml`, bytes },
    say('export-comment'),
  );
  if (input.channelId?.startsWith('D') !== true) await input.reply({ text: say('export-sent') });
}

/** `/pace playbook import`: the form with a place for a file. */
export async function openImport(input: Input): Promise<void> {
  if (!(await mayChange(input))) return;
  await input.open(importModal(input.actor.locale));
}

/** The form with a file was handed in. */
export async function submitFile(input: SubmitInput): Promise<void> {
  if (!(await mayChange(input))) return;
  const [file = '', url] = (input.values['file'] ?? '').split(' ');
  if (file === '') return input.reply({ text: fileWords(input.actor.locale)('file-missing') });
  await preview(input, { file, url });
}

/** A YAML file that somebody sent to Pacer in its direct message. */
export async function takePlaybook(event: EventInput): Promise<void> {
  const found = playbookIn(event.event);
  if (found === undefined) return;
  // Answered by a message that stays, as the file does.
  await event.as(found.user, undefined, async (input) => {
    const talk = { ...input, channelId: found.channel };
    if (await mayChange(talk)) await preview(talk, { file: found.file });
  });
}

async function preview(input: Input, source: FileSource): Promise<void> {
  const read = await readFile(input, source);
  await input.reply(read.ok ? await previewOf(input, read.value, source, false) : read.problem);
}

interface Read {
  name: string;
  file: PlaybookFile;
}

/** The playbook in a file, or what to say about it. */
async function readFile(
  { deps, workspace, actor }: Input,
  { file, url }: FileSource,
): Promise<Result<Read, Reply>> {
  const { locale } = actor;
  const slack = await deps.slack(workspace.id);
  const most = MOST_BYTES / 1_000_000;
  try {
    const found = await slack.download({ id: file, url }, MOST_BYTES);
    if (!found.ok) return fail({ text: fileProblemText(found.problem, most, locale) });
    const { name, bytes } = found.value;
    const read = readPlaybookFile(decode(bytes));
    return read.ok ? ok({ name, file: read.value }) : fail(badFileReply(name, read.problem, locale));
  } catch (error) {
    const { error: why } = failureOf(error);
    if (why !== 'missing_scope' && why !== 'no_permission') throw error;
    return fail({ text: fileProblemText({ kind: 'unreadable' }, most, locale) });
  }
}

async function previewOf(
  { deps, workspace, actor }: Input,
  { name, file }: Read,
  source: FileSource,
  isAgain: boolean,
) {
  const plan = planFile(file, await readGround(deps.db, workspace.id));
  if (plan.wrong.length > 0) return wrongReply(name, plan, actor.locale);
  return filePreview(name, plan, sourceText(source, digestOf(plan)), isAgain, actor.locale);
}

/** "Use it": plans once more within the change; where that comes to something else than the preview said, the new preview is shown. */
export async function useFile(input: ActionInput): Promise<void> {
  if (!(await mayChange(input))) return;
  const { deps, workspace, actor } = input;
  const wanted = sourceOf(input.value);
  if (wanted === undefined) return;
  const read = await readFile(input, wanted.source);
  if (!read.ok) {
    if (!(await wasTaken(deps.db, workspace.id, input.transportKey))) await input.replace(read.problem);
    return;
  }
  const saved = await changeProcess(
    deps.db,
    workspace.id,
    actor.memberId,
    (ground) => {
      const plan: FilePlan = planFile(read.value.file, ground);
      return plan.wrong.length === 0 && digestOf(plan) === wanted.digest
        ? ok(plan.book)
        : fail('other' as const);
    },
    input.transportKey,
  );
  if (saved.ok) {
    await deps.db.durable();
    return input.replace(changedReply(saved.value.version, saved.value.difference, actor.locale));
  }
  if (saved.problem.kind === 'refused')
    await input.replace(await previewOf(input, read.value, wanted.source, true));
}

/** "Leave it". */
export async function leaveFile(input: ActionInput): Promise<void> {
  await input.replace(leftReply(input.actor.locale));
}
