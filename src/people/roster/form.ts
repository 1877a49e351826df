import type { FieldErrors, SubmitCheck } from '../../platform/slice.ts';
import { nameKey } from '../names.ts';
import { peopleWords } from '../words.ts';
import { rosterWords } from './words.ts';

/** The form of an import needs a file. */
export function checkImportForm({ values, locale }: SubmitCheck): FieldErrors | undefined {
  return values['file'] ? undefined : { file: rosterWords(locale)('file-missing') };
}

/** The form of a user group needs a team. */
export function checkGroupForm({ values, locale }: SubmitCheck): FieldErrors | undefined {
  return nameKey(values['team'] ?? '') === '' ? { team: peopleWords(locale)('name-missing') } : undefined;
}
