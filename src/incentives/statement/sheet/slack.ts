import type { RecordedActivity } from '../../../activities/activity.ts';
import { listIn } from '../../../activities/facts/store.ts';
import { filtersBehind, isBehind, typesOf } from '../../../activities/lines/lines.ts';
import { typesToConfirm } from '../../../activities/trust/pending.ts';
import { localDate } from '../../../kpi/localDate.ts';
import { localDateOf } from '../../../kpi/time.ts';
import type { Person } from '../../../people/person.ts';
import { may } from '../../../people/rights.ts';
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import { isFirst } from '../../../platform/once.ts';
import { failureOf } from '../../../platform/slack.ts';
import type { Input } from '../../../platform/slice.ts';
import type { Run } from '../../run/run.ts';
import type { Scene } from '../../scene/slack.ts';
import type { StatementView } from '../blocks.ts';
import { type SheetMore, statementDocument } from './sheet.ts';
import { statementSheetWords } from './words.ts';

/** B-05: a statement as a PDF, by direct message: files cannot stand in a message that one person alone sees. */

/** So many log lines of a metric stand in it; the rest is counted. */
const MOST_LINES = 200;

export async function sendDocument(
  input: Input,
  scene: Scene,
  person: Person,
  { view, run }: { view: StatementView; run: Run },
): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const say = statementSheetWords(actor.locale);
  // Taken before it is sent: a copy of the same press brings no second file.
  if (!(await isFirst(deps.db, workspace.id, transportKey))) return;
  let bytes: Buffer;
  try {
    const more = await moreOf(input, scene, person, view, run);
    bytes = await deps.charts.document(statementDocument(view, more, scene, actor.locale));
  } catch (error) {
    deps.log.warn({ err: error, transportKey }, 'a statement could not be drawn');
    return input.reply({ text: say('notDrawn') });
  }
  const comment = say('comment', { name: plainInMrkdwn(person.name), run: plainInMrkdwn(run.name) });
  try {
    const slack = await deps.slack(workspace.id);
    await slack.sendFile(actor.slackUserId, { name: 'pacer-statement.pdf', bytes }, comment);
  } catch (error) {
    const failure = failureOf(error);
    deps.log.warn({ failure }, 'a statement could not be sent');
    return input.reply({ text: say('notSent', { why: plainInMrkdwn(failure.error) }) });
  }
  if (input.channelId?.startsWith('D') !== true) await input.reply({ text: say('sent') });
}

async function moreOf(
  input: Input,
  scene: Scene,
  person: Person,
  view: StatementView,
  run: Run,
): Promise<SheetMore> {
  const { actor, workspace } = input;
  const logs: [string, { facts: RecordedActivity[]; rest: number }][] = [];
  // Finance reads statements, not what a person logged (reliability.md § 7).
  if (may(actor, 'see-figures', person))
    for (const { way } of view.statement.lines)
      if (way.kind === 'tiers')
        logs.push([way.metric, await logsBehind(input, scene, person, way.metric, run)]);
  return {
    computed: {
      name: scene.names.get(run.createdById) ?? '?',
      date: localDateOf(run.createdAt, workspace.tz),
    },
    needConfirmation: typesToConfirm(workspace, scene.playbook),
    ...{ runSha256: run.sha256, types: scene.playbook.types, logs: new Map(logs) },
  };
}

async function logsBehind(
  { deps, workspace }: Input,
  { playbook }: Scene,
  { memberId }: Person,
  metric: string,
  { inputs }: Run,
): Promise<{ facts: RecordedActivity[]; rest: number }> {
  const filters = filtersBehind(playbook, metric);
  const types = typesOf(filters);
  const range = { from: localDate(inputs.period.from), to: localDate(inputs.period.to) };
  const read = { range, memberIds: [memberId], ...(types === undefined ? {} : { types }) };
  const found = await listIn(deps.db, workspace.id, read, MOST_LINES * 10);
  const facts = found.filter((fact) => isBehind(filters, fact));
  return { facts: facts.slice(0, MOST_LINES), rest: Math.max(0, facts.length - MOST_LINES) };
}
