import { isDeepStrictEqual } from 'node:util';
import { suggest } from '../../platform/suggest.ts';
import { RESERVED_WORDS } from '../aliases.ts';
import { rubricProblems } from '../rubric.ts';
import { checkDefinition } from './checkDefinition.ts';
import { isTypeable, LONGEST_NAME, MOST_WORDS } from './naming.ts';
import type { Field, Problem, Trouble } from './problem.ts';
import { type FullProcess, type FullType, type Known, thingsOf } from './process.ts';

/** More of a kind nobody oversees, and no list in a form holds. */
export const MOST = { stage: 60, type: 400, metric: 400 } as const;

/** Everything that is wrong with a process, each at its field. */
export function problemsOf(book: FullProcess, known: Known): Problem[] {
  return [
    ...counts(book),
    ...stageProblems(book),
    ...book.types.flatMap((type) => typeProblems(type, book)),
    ...book.metrics.flatMap((metric) => [
      ...nameProblems('metric', metric, book.metrics),
      ...(metric.isRetired ? [] : checkDefinition(metric, book, known)),
    ]),
  ];
}

/** What is wrong since a change: what was so before is left alone. */
export function newProblems(before: FullProcess, after: FullProcess, known: Known): Problem[] {
  const old = problemsOf(before, known);
  return problemsOf(after, known).filter((one) => !old.some((other) => isDeepStrictEqual(one, other)));
}

function counts(book: FullProcess): Problem[] {
  return (['stage', 'type', 'metric'] as const).flatMap((thing) => {
    const things = thingsOf(book, thing);
    const most = MOST[thing];
    const twice = things.filter((one, at) => things.findIndex((other) => other.key === one.key) !== at);
    return [
      ...twice.map(({ key }) => ({
        thing,
        key,
        field: 'kind' as const,
        trouble: { kind: 'twice' as const },
      })),
      ...things.slice(most, most + 1).map(({ key }) => {
        return { thing, key, field: 'kind' as const, trouble: { kind: 'too many' as const, most } };
      }),
    ];
  });
}

function stageProblems({ stages, types }: FullProcess): Problem[] {
  return stages.flatMap(({ key, names, isRetired }) => {
    const found = (['en', 'zh'] as const).flatMap((field) => textTrouble(field, names[field]));
    const inIt = isRetired ? types.find((type) => type.stage === key && !type.isRetired) : undefined;
    if (inIt !== undefined) found.push({ field: 'state', trouble: { kind: 'needed', by: inIt.key } });
    return found.map((one) => ({ thing: 'stage' as const, key, ...one }));
  });
}

type Found = { field: Field; trouble: Trouble };

function textTrouble(field: Field, text: string): Found[] {
  if (text.trim() === '') return [{ field, trouble: { kind: 'missing' } }];
  return text.length > LONGEST_NAME ? [{ field, trouble: { kind: 'too long', most: LONGEST_NAME } }] : [];
}

function typeProblems(type: FullType, book: FullProcess): Problem[] {
  const found: Found[] = [];
  const stage = book.stages.find((one) => one.key === type.stage);
  if (stage === undefined && !type.isRetired) {
    const near = suggest(type.stage, book.stages, ({ key, names }) => [key, names.en, names.zh]);
    found.push({
      field: 'stage',
      trouble: { kind: 'unknown', value: type.stage, near: near.map(({ key }) => key) },
    });
  }
  if (!Number.isInteger(type.points) || type.points < 0 || type.points > 100_000)
    found.push({ field: 'points', trouble: { kind: 'number', least: 0, most: 1000 } });
  if (!Number.isInteger(type.ratingScale) || type.ratingScale < 2 || type.ratingScale > 100)
    found.push({ field: 'scale', trouble: { kind: 'number', least: 2, most: 100 } });
  if (type.rubric !== undefined) {
    found.push(...rubricProblems(type.rubric, type.ratingScale));
    if (type.rating !== 'none') found.push({ field: 'rating', trouble: { kind: 'raters rate' } });
  }
  return [
    ...nameProblems('type', type, book.types),
    ...found.map((one) => ({ thing: 'type' as const, key: type.key, ...one })),
  ];
}

type Worded = Pick<FullType, 'key' | 'names' | 'aliases' | 'isRetired'>;

/** Names in both languages, and words that nothing else of the kind bears. What is retired gives its words up. */
function nameProblems(thing: 'type' | 'metric', of: Worded, all: readonly Worded[]): Problem[] {
  const texts = { one: of.names.en.one, other: of.names.en.other, zh: of.names.zh.other } as const;
  const found = (['one', 'other', 'zh'] as const).flatMap((field) => textTrouble(field, texts[field]));
  if (of.aliases.length > MOST_WORDS)
    found.push({ field: 'words', trouble: { kind: 'too long', most: MOST_WORDS } });
  if (!of.isRetired) found.push(...wordTroubles(of, all, texts));
  return found.map((one) => ({ thing, key: of.key, ...one }));
}

function wordTroubles(
  of: Worded,
  all: readonly Worded[],
  texts: Readonly<Record<'one' | 'other' | 'zh', string>>,
): Found[] {
  const fieldOf = (word: string): Field =>
    (['one', 'other', 'zh'] as const).find((field) => texts[field].toLowerCase() === word) ?? 'words';
  const others = all.filter((one) => one.key !== of.key && !one.isRetired);
  const troubles = of.aliases.flatMap((word): Found[] => {
    if (word === of.key || word === '') return [];
    const field = fieldOf(word);
    if (!isTypeable(word)) return [{ field, trouble: { kind: 'bad word', word } }];
    if (RESERVED_WORDS.has(word)) return [{ field, trouble: { kind: 'reserved', word } }];
    const owner = others.find((one) => one.key === word || one.aliases.includes(word));
    return owner === undefined ? [] : [{ field, trouble: { kind: 'taken', word, by: owner.key } }];
  });
  // A word in several spellings is one trouble.
  return troubles.filter((one, at) => troubles.findIndex((other) => other.field === one.field) === at);
}
