import { createHash } from 'node:crypto';
import type { InputBlock, ModalView } from '@slack/types';
import { add, divide, exact, multiply, roundHalfEven, ZERO } from '../../kpi/exact.ts';
import { actions, button, context, option, plainText, type Reply, section } from '../../platform/blocks.ts';
import { linesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Rubric } from '../../playbook/rubric.ts';
import type { RecordedActivity } from '../activity.ts';
import { type Frame, lineOf } from '../blocks.ts';
import { printRating } from '../rating.ts';
import { type Graded, type Result, rateableUntil } from './grade.ts';
import type { Piece, Rating } from './store.ts';
import { gradingWords } from './words.ts';

export const RATING_FORM = 'activities.rating';

/** A piece of work in a button's value and a form's metadata, and back: a hint, never a proof of a right. */
export const pieceValue = ({ batchId, line }: Piece): string => `${batchId} ${line}`;
export function readPiece(value: string): Piece {
  const [batchId = '', line = ''] = value.split(' ');
  return { batchId, line: /^\d{1,6}$/u.test(line) ? Number(line) : -1 };
}

/** The work on a line, with room for others. */
export const workLine = (fact: RecordedActivity, frame: Frame): string => cut(lineOf(fact, frame), 600);

/** A rater's grade as text: "3.9/5". */
export function gradeText({ points, weight, scale }: Pick<Graded, 'points' | 'weight' | 'scale'>): string {
  return printRating({ value: roundHalfEven(exact(points * 1000n, weight)), scale });
}
export const resultText = ({ value, scale }: Pick<Result, 'value' | 'scale'>): string =>
  printRating({ value, scale });

/** Asks a rater, in their direct message. */
export function askedReply(fact: RecordedActivity, author: string, frame: Frame): Reply {
  const say = gradingWords(frame.locale);
  const name = plainInMrkdwn(author);
  return {
    text: say('asked-title', { name }),
    blocks: [
      section(`:memo: ${say('asked-intro', { name })}`),
      section(workLine(fact, frame)),
      actions(button(say('rate'), 'activities.rate', pieceValue(fact), 'primary')),
    ],
  };
}

/** Asks whoever leads the team to choose raters. */
export function chooseReply(fact: RecordedActivity, author: string, needed: number, frame: Frame): Reply {
  const say = gradingWords(frame.locale);
  const text = say('choose-intro', { name: plainInMrkdwn(author), needed });
  return {
    text,
    blocks: [
      section(`:memo: ${text}`),
      section(workLine(fact, frame)),
      actions(button(say('pick-raters'), 'activities.pickRaters', pieceValue(fact), 'primary')),
    ],
  };
}

/** What a form of grades was made of: where it differs at the end, the criteria changed meanwhile. */
export const rubricMark = ({ criteria, grades }: Rubric): string =>
  createHash('sha256')
    .update([...criteria.map(({ en, weight }) => `${en}:${weight}`), grades.length].join('|'))
    .digest('base64url')
    .slice(0, 20);

/** A select for each criterion, the best grade first, and room for a comment. `before`: what the rater handed in already. */
export function ratingModal(
  fact: RecordedActivity,
  { rubric, author, before }: { rubric: Rubric; author: string; before: Rating | undefined },
  frame: Frame,
): ModalView {
  const { locale } = frame;
  const say = gradingWords(locale);
  const until = formatDate(rateableUntil(fact.localDate), locale, true);
  return {
    type: 'modal',
    callback_id: RATING_FORM,
    private_metadata: JSON.stringify({ piece: pieceValue(fact), rubric: rubricMark(rubric) }),
    title: plainText(say('modal-title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('cancel'), 24),
    blocks: [
      section(`*${plainInMrkdwn(author)}* · ${cut(lineOf(fact, frame), 2_500)}`),
      ...rubric.criteria.map((_, at) => criterionInput(rubric, at, before, locale)),
      commentInput(before?.comment ?? '', locale),
      context(say('modal-until', { date: until })),
    ],
  };
}

function criterionInput(
  { criteria, grades }: Rubric,
  at: number,
  before: Rating | undefined,
  locale: Locale,
): InputBlock {
  const say = gradingWords(locale);
  const criterion = criteria[at];
  const options = grades
    .map((grade, index) => option(say('grade', { grade: index + 1, name: grade[locale] }), String(index + 1)))
    .toReversed();
  const earlier = before?.grades.find((one) => one.en === criterion?.en)?.grade;
  const chosen = options.find((one) => one.value === String(earlier));
  return {
    type: 'input',
    block_id: `criterion-${at}`,
    label: plainText(criterion?.[locale] ?? ''),
    hint: plainText(say('weight-hint', { weight: criterion?.weight ?? 0 })),
    element: {
      type: 'static_select',
      action_id: `criterion-${at}`,
      options,
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    },
  };
}

function commentInput(comment: string, locale: Locale): InputBlock {
  const say = gradingWords(locale);
  return {
    type: 'input',
    block_id: 'comment',
    optional: true,
    label: plainText(say('comment')),
    hint: plainText(say('comment-hint')),
    element: {
      type: 'plain_text_input',
      action_id: 'comment',
      multiline: true,
      max_length: 1_000,
      ...(comment === '' ? {} : { initial_value: comment }),
    },
  };
}

/** That grades are in, with Undo. */
export function ratedReply(
  {
    grade,
    isAgain,
    ratingId,
    fact,
  }: { grade: string; isAgain: boolean; ratingId: string; fact: RecordedActivity },
  frame: Frame,
): Reply {
  const say = gradingWords(frame.locale);
  const text = say(isAgain ? 'rated-again' : 'rated', { grade, what: workLine(fact, frame) });
  const buttons = [
    button(say('undo'), 'activities.unrate', ratingId),
    button(say('rate-again'), 'activities.rate', pieceValue(fact)),
  ];
  return { text, blocks: [section(`:white_check_mark: ${text}`), actions(...buttons)] };
}

/** The mean of each criterion over raters, the comments, and the whole. `names`: of raters, for those who lead; undefined: without names. */
export function resultReply(
  fact: RecordedActivity,
  {
    result,
    ratings,
    author,
    names,
  }: {
    result: Result;
    ratings: readonly Rating[];
    /** Undefined: the reader's own work. */
    author: string | undefined;
    names: ReadonlyMap<string, string> | undefined;
  },
  frame: Frame,
): Reply {
  const say = gradingWords(frame.locale);
  const grade = resultText(result);
  const text =
    author === undefined
      ? say('result-title', { grade })
      : say('result-title-of', { grade, name: plainInMrkdwn(author) });
  const comments = ratings.flatMap((rating) => {
    const comment = cut(plainInMrkdwn(rating.comment).replace(/\s+/gu, ' '), 400);
    if (names === undefined) return comment === '' ? [] : [`• _${comment}_`];
    const name = plainInMrkdwn(names.get(rating.raterId) ?? '?');
    const own = { name, grade: gradeText(rating), comment };
    return [`• ${say(comment === '' ? 'comment-none' : 'comment-of', own)}`];
  });
  const means = criterionMeans(ratings, frame.locale);
  return {
    text,
    blocks: [
      section(`:bar_chart: *${text}*\n${workLine({ ...fact, rated: result }, frame)}`),
      section(linesWithin([...means, say('result-rests', { raters: result.raters })], frame.locale)),
      ...(comments.length === 0 ? [] : [section(linesWithin([say('comments'), ...comments], frame.locale))]),
    ],
  };
}

/** "• Method (40 %): 3.5", a line for each criterion, by its name; the weight is the newest. */
function criterionMeans(ratings: readonly Rating[], locale: Locale): string[] {
  const say = gradingWords(locale);
  const all = ratings.flatMap((rating) => rating.grades);
  const names = [...new Set(all.map((one) => one.en))];
  return names.map((name) => {
    const own = all.filter((one) => one.en === name);
    const mean = divide(own.map((one) => exact(one.grade)).reduce(add, ZERO), exact(own.length));
    const value = roundHalfEven(multiply(mean, exact(1000)));
    const last = own.at(-1);
    const grade = printRating({ value, scale: ratings.at(-1)?.scale ?? 5 });
    return say('criterion', {
      name: plainInMrkdwn(last?.[locale] ?? name),
      weight: last?.weight ?? 0,
      grade,
    });
  });
}
