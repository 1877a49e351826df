import { expect, test } from 'vitest';
import { csvLine } from '../../src/platform/csv.ts';

test('quotes what RFC 4180 wants quoted', () => {
  expect(csvLine(['plain', 'a,b', 'say "hi"', 'two\nlines', 12])).toBe(
    'plain,"a,b","say ""hi""","two\nlines",12\r\n',
  );
});
test('guards against formulas, also behind spaces and a byte order mark', () => {
  for (const formula of ['=1+1', '+1', '-1', '@sum', '\tx', ' =1', '\uFEFF=1', '  \uFEFF -1'])
    expect(csvLine([formula])).toContain(`'${formula}`);
  expect(csvLine(['\rx'])).toBe('"\'\rx"\r\n');
  expect(csvLine([-5])).toBe('-5\r\n');
});
