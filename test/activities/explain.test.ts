import { expect, test } from 'vitest';
import { explain } from '../../src/activities/grammar/explain.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';

test('suggestions stand in bold apart from the Chinese around them, which Slack would otherwise show with its stars', () => {
  const playbook = { version: 1, ...readyMade };
  const [first = '', second = ''] = readyMade.types.map((type) => type.key);
  const text = explain(
    { kind: 'unknown activity', word: 'x', suggestions: [first, second] },
    'zh',
    playbook,
    'CNY',
  );
  expect(text).toMatch(/ \*[^*]+\* 或 \*[^*]+\* /);
});
