/** Writes several targets at once, answers, and has everybody concerned told once; and takes all of it back (T-01, T-02, T-06). */
import { localDateOf } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { plainReply } from '../blocks.ts';
import { type Answer, notWritten } from '../change/slack.ts';
import { type Acting, type Circle, readCircle, readerFor, subjectOf } from '../circle/slack.ts';
import { levelsTrouble } from '../levels/phrases.ts';
import { type Reader, sayTo, subjectName } from '../phrases.ts';
import type { Target } from '../target.ts';
import { affectedBy, mayDo } from '../whose.ts';
import { whyLine } from '../why.ts';
import { newsReply, savedReply, type Told, toldLine, undoneReply } from './blocks.ts';
import {
  type BatchChange,
  type BatchOutcome,
  type BatchWritten,
  readBatch,
  setMany,
  undoMany,
} from './store.ts';
import { batchWords } from './words.ts';

/** T-01, T-02: saves all of it or nothing, and answers. `rest`: what is not assigned, in words. */
export async function saveMany(
  input: Input,
  circle: Circle,
  changes: readonly BatchChange[],
  rest: string,
  answer: Answer,
): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const act = { workspaceId: workspace.id, transportKey, actorId: actor.memberId, changes };
  const outcome = await setMany(deps.db, act, noticesFor(input, circle, false));
  const { reader } = circle;
  switch (outcome.kind) {
    case 'repeated':
      return input.reply(plainReply(sayTo(reader)('repeated')));
    // Of two presses at once the second changes nothing, and must not stand in place of the first's answer.
    case 'unchanged':
      return input.reply(plainReply(batchWords(reader.locale)('unchanged')));
    case 'refused':
      return answer(plainReply(batchRefusal(input, circle, outcome)));
    case 'written': {
      const { written, batchId } = outcome;
      const told = written.flatMap((one) => batchTold(input, circle, one));
      return answer(
        savedReply({ told, batchId, peopleTold: peopleTold(input, circle, written), rest }, reader),
      );
    }
  }
}

/** Why nothing of several was saved, and because of whom. */
export function batchRefusal(
  input: Input,
  circle: Circle,
  { change, decision }: Extract<BatchOutcome, { kind: 'refused' }>,
): string {
  const { reader, playbook } = circle;
  const whose = subjectOf(change.subject, input, circle);
  const metric = playbook.metrics.find((one) => one.key === change.metricKey);
  const target: Target = { ...change, ...change.shape, id: '', versions: [] };
  const problem =
    decision.kind === 'levels' && metric !== undefined
      ? levelsTrouble({ ...decision, metric }, reader)
      : notWritten({ kind: decision.kind === 'levels' ? 'past' : decision.kind, target }, false, reader).text;
  const name = plainInMrkdwn(subjectName(change.subject, whose?.name ?? '', reader));
  return batchWords(reader.locale)('refused', { whose: name, problem });
}

/** What was written with its metric and name; nothing for a metric or somebody that is gone. */
export function batchTold(input: Acting, circle: Circle, written: BatchWritten): Told[] {
  const metric = circle.playbook.metrics.find((one) => one.key === written.target.metricKey);
  const whose = subjectOf(written.target.subject, input, circle);
  return metric === undefined || whose === undefined ? [] : [{ written, metric, name: whose.name }];
}

/** Everybody concerned, each with what concerns them. */
function concernedBy(
  input: Acting,
  circle: Circle,
  written: readonly BatchWritten[],
): Map<Person, BatchWritten[]> {
  const concerned = new Map<Person, BatchWritten[]>();
  for (const one of written) {
    const whose = subjectOf(one.target.subject, input, circle);
    if (whose === undefined || whose.isSelf) continue;
    for (const person of affectedBy(whose, circle.people, circle.teams, input.actor.memberId))
      concerned.set(person, [...(concerned.get(person) ?? []), one]);
  }
  return concerned;
}

/** How many are told. */
export function peopleTold(input: Acting, circle: Circle, written: readonly BatchWritten[]): number {
  return concernedBy(input, circle, written).size;
}

/** Why, each reason once. */
function whysOf(parts: readonly BatchWritten[], reader: Reader): string[] {
  const whys = parts.map(({ version }) => (version.state === 'set' ? whyLine(version, reader) : ''));
  return [...new Set(whys)].filter((why) => why !== '');
}

/** One message for each, in their language, by a key that is sent once. */
export function noticesFor(input: Acting, circle: Circle, isUndo: boolean) {
  return (written: readonly BatchWritten[], batchId: string): Notice[] =>
    [...concernedBy(input, circle, written)].map(([person, parts]) => {
      const reader: Reader = readerFor(input, person);
      const lines = parts
        .flatMap((one) => batchTold(input, circle, one))
        .map((told) => toldLine(told, told.written.target.subject.id === person.memberId, reader));
      return {
        key: `targets${isUndo ? '-undone' : ''}:${batchId}:${person.memberId}`,
        channel: person.slackUserId,
        reply: newsReply({ actor: input.actor.name, lines, isUndo, whys: whysOf(parts, reader) }, reader),
      };
    });
}

/** "Undo all": by the one who did it, as long as they have the right over each of them. */
export async function undoAll(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey, now } = input;
  const [circle, parts] = await Promise.all([
    readCircle(input),
    readBatch(deps.db, workspace.id, input.value),
  ]);
  const say = batchWords(circle.reader.locale);
  if (parts.length === 0) return input.reply(plainReply(say('undone_gone')));
  const foreign = parts.find(({ target, seq }) => {
    const whose = subjectOf(target.subject, input, circle);
    const isMine = target.versions.find((version) => version.seq === seq)?.actorId === actor.memberId;
    const right = whose?.isSelf && target.layer === 'own' ? 'own-target' : 'set-target';
    return !isMine || whose === undefined || !mayDo(actor, right, whose);
  });
  if (foreign !== undefined) {
    await denied(deps.db, workspace.id, actor.memberId, 'undo-target', `target:${foreign.target.id}`);
    const name = subjectOf(foreign.target.subject, input, circle)?.name ?? '';
    return input.reply(plainReply(sayTo(circle.reader)('denied', { name: plainInMrkdwn(name) })));
  }
  const act = { workspaceId: workspace.id, transportKey, actorId: actor.memberId, batchId: input.value };
  const today = localDateOf(now, workspace.tz);
  const outcome = await undoMany(deps.db, { ...act, today }, noticesFor(input, circle, true));
  if (outcome.kind === 'repeated') return input.reply(plainReply(sayTo(circle.reader)('repeated')));
  if (outcome.kind === 'gone') return input.replace(plainReply(say('undone_gone')));
  const stale = outcome.stale.map((target) => subjectOf(target.subject, input, circle)?.name ?? '');
  await input.replace(undoneReply(outcome.written.length, stale, circle.reader));
}
