import { may } from '../../../people/rights.ts';
import { listPeople, personById } from '../../../people/store.ts';
import { section } from '../../../platform/blocks.ts';
import type { ActionInput, FieldErrors, Input, SubmitCheck, SubmitInput } from '../../../platform/slice.ts';
import { denied } from '../../../workspace/store.ts';
import type { RecordedActivity } from '../../activity.ts';
import { frameFor } from '../../recording/slack.ts';
import { rubricOf, tellEach } from '../asking/slack.ts';
import { gradeText, ratedReply, ratingModal, readPiece, resultReply, rubricMark } from '../blocks.ts';
import { type CriterionGrade, ownersOf, rateableUntil, resultOf, totalOf } from '../grade.ts';
import { findPiece, ratingsOf, requestsOf } from '../store.ts';
import { gradingWords } from '../words.ts';
import { rate, unrate } from '../writing/store.ts';

/** Work that the actor is asked to rate; undefined where they may not, which is said, and written down where it was an attempt. */
async function workToRate(input: Input, value: string): Promise<RecordedActivity | undefined> {
  const { deps, workspace, actor, today } = input;
  const say = gradingWords(actor.locale);
  const fact = await findPiece(deps.db, workspace.id, readPiece(value));
  const asked = fact === undefined ? [] : await requestsOf(deps.db, workspace.id, [fact]);
  const isAsked = asked.some((one) => one.raterId === actor.memberId);
  const isOwn = fact !== undefined && ownersOf(fact).includes(actor.memberId);
  if (fact === undefined || !isAsked || isOwn) {
    if (fact !== undefined)
      await denied(deps.db, workspace.id, actor.memberId, 'rate', `piece:${fact.batchId}-${fact.line}`);
    await input.reply({ text: say(isOwn ? 'own-work' : 'not-asked') });
    return undefined;
  }
  if (today < rateableUntil(fact.localDate)) return fact;
  await input.reply({ text: say('too-late') });
  return undefined;
}

/** "Rate": the form, with what one handed in before; never with what others said. */
export async function openRating(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const fact = await workToRate(input, input.value);
  if (fact === undefined) return;
  const [frame, author, ratings] = await Promise.all([
    frameFor(input, [fact]),
    personById(deps.db, workspace.id, fact.memberId, today),
    ratingsOf(deps.db, workspace.id, [fact]),
  ]);
  const rubric = rubricOf(frame, fact.typeKey);
  if (rubric === undefined) return input.reply({ text: gradingWords(actor.locale)('not-asked') });
  const before = ratings.find((one) => one.raterId === actor.memberId);
  await input.open(ratingModal(fact, { rubric, author: author?.name ?? '?', before }, frame));
}

interface Metadata {
  piece: string;
  rubric: string;
}
function metadataOf(text: string): Metadata {
  try {
    const { piece, rubric } = JSON.parse(text) as Record<string, unknown>;
    return { piece: String(piece), rubric: String(rubric) };
  } catch {
    return { piece: '', rubric: '' };
  }
}

/** A criterion without a grade, at its field. */
export function checkRating({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const empty = Object.keys(values).filter((key) => key.startsWith('criterion-') && values[key] === '');
  const text = gradingWords(locale)('missing');
  return empty.length === 0 ? undefined : Object.fromEntries(empty.map((key) => [key, text]));
}

/** Grades, handed in: whether the actor is asked is looked up again. */
export async function submitRating(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey, values } = input;
  const say = gradingWords(actor.locale);
  const { piece, rubric: mark } = metadataOf(input.metadata);
  const fact = await workToRate(input, piece);
  if (fact === undefined) return;
  const frame = await frameFor(input, [fact]);
  const rubric = rubricOf(frame, fact.typeKey);
  if (rubric === undefined || rubricMark(rubric) !== mark)
    return input.reply({ text: say('changed-meanwhile') });
  const grades = rubric.criteria.map((criterion, at): CriterionGrade => {
    return { ...criterion, grade: Number(values[`criterion-${at}`]) };
  });
  const scale = rubric.grades.length;
  if (!grades.every(({ grade }) => Number.isInteger(grade) && grade >= 1 && grade <= scale))
    return input.reply({ text: say('changed-meanwhile') });
  const { batchId, line, typeKey } = fact;
  const rated = await rate(deps.db, {
    ...{ workspaceId: workspace.id, raterId: actor.memberId, transportKey, batchId, line, typeKey },
    ...{ grades, comment: (values['comment'] ?? '').trim(), needed: rubric.raters, scale },
  });
  if (rated.status === 'seen-before') return;
  if (rated.status === 'gone') return input.reply({ text: say('not-asked') });
  const { ratingId, isAgain } = rated;
  const grade = gradeText({ ...totalOf(grades), scale });
  await input.reply(ratedReply({ grade, isAgain, ratingId, fact }, frame));
  if (!isAgain && rated.raters === rubric.raters) await tellAuthor(input, fact);
}

/** The first time that enough have rated, whose work it is hears of it. */
async function tellAuthor(input: Input, fact: RecordedActivity): Promise<void> {
  const { deps, workspace } = input;
  try {
    const ratings = await ratingsOf(deps.db, workspace.id, [fact]);
    const result = resultOf(ratings);
    if (result === undefined) return;
    const given = { result, ratings, author: undefined, names: undefined };
    await tellEach(
      input,
      ownersOf(fact),
      (to) => resultReply(fact, given, to),
      await frameFor(input, [fact]),
    );
  } catch (error) {
    deps.log.warn({ err: error }, 'whose work was rated could not be told');
  }
}

/** Undo, by the one who rated. */
export async function pressUnrate(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey, value: ratingId } = input;
  const done = await unrate(deps.db, {
    ...{ workspaceId: workspace.id, raterId: actor.memberId, transportKey, ratingId },
  });
  // A copy of the press must not replace the answer to it.
  if (done === undefined) return;
  const text = gradingWords(actor.locale)(done ? 'undone' : 'undone-none');
  await input.replace({ text, blocks: [section(text)] });
}

/** How a piece of work was rated: to whose it is without names, to those who lead with them, and to raters once they have handed in. */
export async function showResult(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const say = gradingWords(actor.locale);
  const fact = await findPiece(deps.db, workspace.id, readPiece(input.value));
  if (fact === undefined) return input.reply({ text: say('not-asked') });
  const [people, ratings, frame] = await Promise.all([
    listPeople(deps.db, workspace.id, today),
    ratingsOf(deps.db, workspace.id, [fact]),
    frameFor(input, [fact]),
  ]);
  const author = people.find((person) => person.memberId === fact.memberId);
  const isOwn = ownersOf(fact).includes(actor.memberId);
  const leads = author !== undefined && may(actor, 'evaluate', author) && !isOwn;
  const hasRated = ratings.some((rating) => rating.raterId === actor.memberId);
  if (!isOwn && !leads && !hasRated) {
    await denied(deps.db, workspace.id, actor.memberId, 'see-rating', `piece:${fact.batchId}-${fact.line}`);
    return input.reply({ text: say('result-denied') });
  }
  const result = resultOf(ratings);
  const needed = rubricOf(frame, fact.typeKey)?.raters ?? 2;
  if (result === undefined)
    return input.reply({ text: say('result-early', { needed, count: ratings.length }) });
  const names = leads ? new Map(people.map((person) => [person.memberId, person.name])) : undefined;
  const shown = { result, ratings, author: isOwn ? undefined : (author?.name ?? '?'), names };
  await input.reply(resultReply(fact, shown, frame));
}
