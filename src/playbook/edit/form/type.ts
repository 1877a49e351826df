import type { ModalView } from '@slack/types';
import type { ViewValues } from '../../../platform/slice.ts';
import { readRubric, rubricValues } from '../../rubric.ts';
import { aliasesOf, furtherWords, givenUpBy, tidyWord, wordsIn } from '../naming.ts';
import type { FullProcess, FullType } from '../process.ts';
import { type About, formModal, nameFields, placeFields, placeValue, thingOptions } from './common.ts';
import { listed, type Sheet, selectField, textField, yesNo } from './fields.ts';

const NEEDS = ['none', 'optional', 'required'] as const;
const needOf = (text: string | undefined) => NEEDS.find((need) => need === text) ?? 'none';

/** What the form of an activity holds. */
export function typeValues(type: FullType | undefined, { stages, types }: FullProcess): ViewValues {
  return {
    ...{ one: type?.names.en.one ?? '', other: type?.names.en.other ?? '', zh: type?.names.zh.other ?? '' },
    words: type === undefined ? '' : furtherWords(type).join(', '),
    stage: type?.stage ?? stages.find((stage) => !stage.isRetired)?.key ?? '',
    ...{
      amount: type?.amount ?? 'none',
      customer: type?.customer ?? 'optional',
      rating: type?.rating ?? 'none',
    },
    ...{ scale: String(type?.ratingScale ?? 5), confirmed: type?.confirmed === false ? 'no' : 'yes' },
    ...rubricValues(type?.rubric),
    points: String((type?.points ?? 100) / 100),
    place: placeValue(types, type?.key),
    state: type?.isRetired === true ? 'retired' : 'active',
  };
}

/** Names in both languages from a form. */
export function namesFrom(values: ViewValues) {
  const text = (field: string): string => tidyWord(values[field] ?? '');
  return { en: { one: text('one'), other: text('other') }, zh: { other: text('zh') } };
}

/** A decimal number typed with either keyboard; NaN for anything else. */
export function numberIn(text: string | undefined): number {
  const tidy = tidyWord(text ?? '').replace(',', '.');
  return /^\d+(?:\.\d+)?$/u.test(tidy) ? Number(tidy) : Number.NaN;
}

/** The activity that a form describes; `before`: as it is now. */
export function typeFrom(values: ViewValues, key: string, before: FullType | undefined): FullType {
  const names = namesFrom(values);
  const givenUp = before === undefined ? new Set<string>() : givenUpBy(before);
  const rubric = readRubric(values, numberIn(values['scale']));
  return {
    ...{ key, names, stage: values['stage'] ?? '' },
    aliases: aliasesOf(key, names, wordsIn(values['words'] ?? ''), givenUp),
    ...{
      amount: needOf(values['amount']),
      customer: needOf(values['customer']),
      rating: needOf(values['rating']),
    },
    ratingScale: numberIn(values['scale']),
    confirmed: values['confirmed'] !== 'no',
    // What does not read was said at its field before (checkEditForm).
    ...(rubric.ok && rubric.value !== undefined ? { rubric: rubric.value } : {}),
    points: Math.round(numberIn(values['points']) * 100),
    isRetired: values['state'] === 'retired',
  };
}

/** The form of an activity. */
export function typeModal(about: About, sheet: Sheet, book: FullProcess): ModalView {
  const stages = book.stages.filter((stage) => !stage.isRetired || stage.key === sheet.values['stage']);
  const needs = listed(NEEDS, 'need-', sheet.locale);
  return formModal(about, sheet, [
    ...nameFields(sheet),
    ...(stages.length === 0 ? [] : selectField(sheet, 'stage', thingOptions(stages, sheet.locale))),
    ...selectField(sheet, 'customer', needs),
    ...selectField(sheet, 'amount', needs),
    ...selectField(sheet, 'confirmed', yesNo(sheet.locale), { hint: 'field-confirmed-hint' }),
    ...selectField(sheet, 'rating', needs),
    ...textField(sheet, 'scale', 3, { hint: 'field-scale-hint' }),
    ...textField(sheet, 'criteria', 2000, { hint: 'field-criteria-hint', optional: true }),
    ...textField(sheet, 'grades', 2000, { hint: 'field-grades-hint', optional: true }),
    ...textField(sheet, 'raters', 2, { hint: 'field-raters-hint', optional: true }),
    ...textField(sheet, 'points', 8, { hint: 'field-points-hint' }),
    ...placeFields(sheet, about, book),
  ]);
}
