import type { JsonObject } from '../json.ts';
import { collect } from './check.ts';
import { array, exactlyOne, object, type Rule } from './kit.ts';
import { option, optionGroup } from './texts.ts';

const rule: Rule = object({
  optional: { options: array(option('plain'), 100, 0), option_groups: array(optionGroup, 100, 0) },
  also: exactlyOne('options', 'option_groups'),
});

/** What is wrong with what an app answers an external select, by slack.md § 3; an empty answer means that nothing fits. */
export function optionProblems(answer: JsonObject): string[] {
  if (Object.keys(answer).length === 0) return [];
  const { problems, at } = collect('', 'message', () => false);
  rule(answer, at);
  return problems;
}
