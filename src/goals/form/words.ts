import { defineWords } from '../../platform/words.ts';

/** Errors at the fields of the form. */
export const formWords = defineWords({
  en: {
    choose: 'Please choose what the target is about.',
    not_a_number: 'Write a number such as 50, 1,200 or 120k.',
    ambiguous: 'This can be read in two ways. Write it without the point or comma.',
    currency: 'Targets are in the currency of the workspace: write the amount without another currency.',
    positive: 'A target has to be above 0.',
    past: 'A target cannot change in the past: choose today or later.',
  },
  zh: {
    choose: '请选择指标。',
    not_a_number: '请写数字，例如 50、1,200 或 12万。',
    ambiguous: '这个数字有两种读法，请去掉点或逗号。',
    currency: '目标使用工作区的货币，请不要写别的币种。',
    positive: '目标必须大于 0。',
    past: '目标不能改动过去的日期，请选择今天或以后。',
  },
});
