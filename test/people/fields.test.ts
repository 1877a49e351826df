import { expect, test } from 'vitest';
import { textField } from '../../src/people/profile/fields.ts';

/** What a field of a form begins with: what is stored, never more, so that handing it in untouched changes nothing. */
const begins = (text: string): unknown => {
  const { element } = textField({ form: 'person', block: 'region', label: 'Region' }, text, 60);
  return 'initial_value' in element ? element.initial_value : undefined;
};

test.each([
  ['a text that fits stands as it is', 'East', 'East'],
  ['one of exactly the limit too', 'x'.repeat(60), 'x'.repeat(60)],
  ['a longer one ends at the limit, without a sign that nobody typed', 'x'.repeat(61), 'x'.repeat(60)],
  ['no emoji is halved', `${'x'.repeat(59)}🏆`, 'x'.repeat(59)],
  ['nothing is no beginning', '', undefined],
])('%s', (_, stored, wanted) => {
  expect(begins(stored)).toBe(wanted);
});
