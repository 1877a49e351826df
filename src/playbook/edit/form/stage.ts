import type { ModalView } from '@slack/types';
import type { ViewValues } from '../../../platform/slice.ts';
import type { StageInfo } from '../../stages.ts';
import { LONGEST_NAME } from '../naming.ts';
import type { FullProcess } from '../process.ts';
import { type About, formModal, placeFields, placeValue } from './common.ts';
import { type Sheet, textField } from './fields.ts';

/** What the form of a stage holds. */
export function stageValues(stage: StageInfo | undefined, { stages }: FullProcess): ViewValues {
  return {
    en: stage?.names.en ?? '',
    zh: stage?.names.zh ?? '',
    place: placeValue(stages, stage?.key),
    state: stage?.isRetired === true ? 'retired' : 'active',
  };
}

/** The stage that a form describes. */
export function stageFrom(values: ViewValues, key: string): StageInfo {
  const text = (field: string): string => (values[field] ?? '').replace(/\s+/gu, ' ').trim();
  return { key, names: { en: text('en'), zh: text('zh') }, isRetired: values['state'] === 'retired' };
}

/** The form of a stage. */
export function stageModal(about: About, sheet: Sheet, book: FullProcess): ModalView {
  return formModal(about, sheet, [
    ...textField(sheet, 'en', LONGEST_NAME),
    ...textField(sheet, 'zh', LONGEST_NAME),
    ...placeFields(sheet, about, book),
  ]);
}
