import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, readable } from '../../src/platform/normalise.ts';

describe('normalise', () => {
  it.each([
    ['3 calls with AT&amp;T', '3 calls with AT&T'],
    ['call with &lt;Acme&gt;', 'call with <Acme>'],
    ['demo with <http://acme.com|acme.com>', 'demo with acme.com'],
    ['demo with <https://acme.com/a?b=1>', 'demo with https://acme.com/a?b=1'],
    ['call with <mailto:bo@acme.com|bo@acme.com>', 'call with bo@acme.com'],
    ['call with <mailto:bo@acme.com>', 'call with bo@acme.com'],
    ['call with <tel:+15550100|555-0100>', 'call with 555-0100'],
    ['deal share:<@U1|ana>=30%', 'deal share:<@U1>=30%'],
    ['<@U1> 2 calls', '<@U1> 2 calls'],
    ['call with <#C1|general> <!here> <!subteam^S1|@west>', 'call with #general @here @west'],
    ['demo with “Acme Corp”', 'demo with "Acme Corp"'],
    ['demo with O’Brien', "demo with O'Brien"],
    ['成交 客户：华为，１２.5万', '成交 客户:华为,12.5万'],
    ['成交 客户：「华为 技术」', '成交 客户:"华为 技术"'],
    ['成交\u3000￥３０００', '成交 ¥3000'],
    ['call\u00a0with\u200b Acme\ufeff', 'call with Acme'],
    ['3 calls\r\n2 demos\u2028call', '3 calls\n2 demos\ncall'],
    ['cafe\u0301', 'café'],
    ['demo note: １２「x」 “y” &amp; <http://a.de|a.de> <@U1|ana>', 'demo note: １２「x」 “y” & a.de @ana'],
    ['成交 备注：预算１２万，下周\n电话　３', '成交 备注:预算１２万，下周\n电话 3'],
    ['demo with “note: x” via：ｗｅｂ', 'demo with "note: x" via:web'],
    ['keynote：１', 'keynote:1'],
  ])('%s', (typed, tidy) => {
    expect(normalise(typed).text).toBe(tidy);
  });

  it('knows where each character came from', () => {
    const typed = 'AT&amp;T <@U1|ana> １';
    const { text, at } = normalise(typed);
    expect(text).toBe('AT&T <@U1> 1');
    expect(at).toHaveLength(text.length + 1);
    expect(typed.slice(at[0], at[4])).toBe('AT&amp;T');
    expect(typed.slice(at[5], at[10])).toBe('<@U1|ana>');
    expect(typed.slice(at[11], at[12])).toBe('１');
  });

  const untidy = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          ...[
            '&amp;',
            'lt;',
            '&',
            '<',
            '>',
            '<@U1|a>',
            '<http://x|y>',
            'note',
            '备注',
            '：',
            ':',
            '“',
            '"',
            'ⓝⓞⓣⓔ',
            ' ',
            '\n',
          ],
          ...[
            '\u0301',
            'é',
            'ｱﾞ',
            '\u1100',
            '\u1161',
            '¨',
            'ﬁ',
            '½',
            '１',
            '「',
            '\u200b',
            '👩‍💻',
            'amp;',
            '@',
            '|',
            '<!here>',
          ],
        ),
        { maxLength: 14 },
      )
      .map((parts) => parts.join('')),
  );

  it('doing it twice changes nothing, and every place lies in the original', () => {
    fc.assert(
      fc.property(untidy, (typed) => {
        const { text, at } = normalise(typed);
        expect(normalise(text).text).toBe(text);
        expect(at).toHaveLength(text.length + 1);
        expect(at.every((place, index) => place <= typed.length && place >= (at[index - 1] ?? 0))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads back what the person saw while typing', () => {
    expect(readable('AT&amp;T <@U1|ana> <http://acme.com|acme.com> １「x」')).toBe(
      'AT&T @ana acme.com １「x」',
    );
  });
});
