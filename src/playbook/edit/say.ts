import { languageTag } from '../../platform/format.ts';
import type { Locale } from '../../platform/words.ts';
import type { RubricTrouble } from '../rubric.ts';
import { thingName } from './form/common.ts';
import type { Problem } from './problem.ts';
import { type FullProcess, type ThingKind, thingsOf } from './process.ts';
import { troubleWords } from './trouble/words.ts';

/** The name of a definition by its key; a key that nobody knows stays. */
export function namedBy(book: FullProcess, kind: ThingKind, key: string, locale: Locale): string {
  const found = thingsOf(book, kind).find((one) => one.key === key);
  return found === undefined ? key : thingName(found, locale);
}

/** What is wrong, in a sentence that says the way out. Names stand in it as they are: who shows it escapes. */
export function troubleText({ thing, field, trouble }: Problem, book: FullProcess, locale: Locale): string {
  const say = troubleWords(locale);
  const nameIn = (kind: ThingKind, key: string): string => namedBy(book, kind, key, locale);
  switch (trouble.kind) {
    case 'missing':
    case 'itself':
    case 'nothing':
    case 'twice':
      return say(trouble.kind);
    case 'no amount':
      return say('no-amount');
    case 'no rating':
      return say('no-rating');
    case 'raters rate':
      return say('raters-rate');
    case 'criterion':
    case 'grade':
    case 'weights':
    case 'grade count':
    case 'same name':
    case 'too long':
    case 'too many':
    case 'number':
      return rubricTroubleText(trouble, locale);
    case 'bad word':
      return say('bad-word', { word: trouble.word });
    case 'reserved':
      return say('reserved', { word: trouble.word });
    case 'taken':
      return say('taken', { word: trouble.word, by: nameIn(thing, trouble.by) });
    case 'unknown': {
      const near = trouble.near.map((key) => nameIn(kindAt(field, thing), key));
      const value = trouble.value;
      return near.length === 0
        ? say('unknown', { value })
        : say('unknown-near', { value, near: either(near, locale) });
    }
    case 'circle':
      return say('circle', { path: trouble.path.map((key) => nameIn('metric', key)).join(' → ') });
    case 'not additive':
      return say('not-additive', { value: nameIn('metric', trouble.value) });
    case 'needed':
      return say('needed', { by: nameIn(thing === 'metric' ? 'metric' : 'type', trouble.by) });
    case 'in use':
      return say(field === 'state' ? 'in-use-state' : field === 'kind' ? 'in-use-kind' : 'in-use-field');
  }
}

/** What is wrong with a rubric, in the same manner. */
export function rubricTroubleText(trouble: RubricTrouble, locale: Locale): string {
  const say = troubleWords(locale);
  switch (trouble.kind) {
    case 'criterion':
    case 'grade':
      return say(`bad-${trouble.kind}`, { line: trouble.line });
    case 'weights':
      return say('bad-weights', { total: trouble.total });
    case 'grade count':
      return say('grade-count', { count: trouble.count, scale: trouble.scale });
    case 'same name':
      return say('same-name', { name: trouble.name });
    case 'too long':
      return say('too-long', { most: trouble.most });
    case 'too many':
      return say('too-many', { most: trouble.most });
    case 'number':
      return say('number', { least: trouble.least, most: trouble.most });
  }
}

/** What the values of a field are. */
function kindAt(field: Problem['field'], thing: ThingKind): ThingKind {
  if (field === 'stage' || field === 'stages') return 'stage';
  if (field === 'types' || field === 'start' || field === 'end') return 'type';
  return thing;
}

const either = (names: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(languageTag(locale), { type: 'disjunction' }).format(names);
