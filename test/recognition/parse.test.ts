import { describe, expect, test } from 'vitest';
import { parseKudos } from '../../src/recognition/parse.ts';
import { findValue, linesOf, READY_VALUES, readLines } from '../../src/recognition/values/values.ts';

const said = (text: string) => {
  const read = parseKudos(text, READY_VALUES);
  if (read.kind !== 'give') throw new Error(`${text}: ${read.kind}`);
  return { ...read.said, value: read.said.value?.key };
};

describe('/kudos as it is typed', () => {
  test('a person, a reason and a value', () => {
    expect(said('<@U1|ana> for: saved the Acme deal #teamwork')).toEqual({
      ...{ users: ['U1'], names: [], reason: 'saved the Acme deal', value: 'teamwork' },
      ...{ unknownValue: undefined, isQuiet: false },
    });
  });

  test('in Chinese, as a Chinese keyboard writes it', () => {
    expect(said('<@U1|lilei> 因为：帮忙拿下了华为的单子 ＃团队协作')).toMatchObject({
      ...{ users: ['U1'], reason: '帮忙拿下了华为的单子', value: 'teamwork' },
    });
    expect(said('@李雷 感谢：周末还在帮客户 #客户至上')).toMatchObject({
      ...{ users: [], names: ['李雷'], reason: '周末还在帮客户', value: 'customers' },
    });
  });

  test('several people, without a key, quietly', () => {
    expect(said('<@U1> and <@U2|bo> closed the quarter together #ownership')).toMatchObject({
      ...{ users: ['U1', 'U2'], reason: 'closed the quarter together', value: 'ownership' },
    });
    expect(said('<@U1> quietly for: listened to me #learning')).toMatchObject({
      ...{ isQuiet: true, reason: 'listened to me' },
    });
    expect(said('<@U1> 悄悄 因为:听我说了很久的话')).toMatchObject({
      isQuiet: true,
      reason: '听我说了很久的话',
    });
  });

  test('a value may come as the channel that Slack made of it, or by the beginning of its name', () => {
    expect(said('<@U1> for: a thing well done <#C9|teamwork>').value).toBe('teamwork');
    expect(said('<@U1> for: put Acme first #customers-first').value).toBe('customers');
    expect(said('<@U1> for: put Acme first #custom').value).toBe('customers');
  });

  test('what is no value is said, and no word of the reason is lost', () => {
    expect(said('<@U1> for: fixed ticket #42 in an hour')).toMatchObject({
      ...{ value: undefined, unknownValue: '42', reason: 'fixed ticket #42 in an hour' },
    });
    expect(said('<@U1> for: helped <@U2|bo> with "Acme" &amp; Co #teamwork').reason).toBe(
      'helped @bo with "Acme" & Co',
    );
  });

  test('lists and settings by their words; nothing is the form', () => {
    expect(
      ['', 'list', '列表', '撤回', 'values', '价值观', 'pairs', '?'].map((text) => parseKudos(text, []).kind),
    ).toEqual(['form', 'list', 'list', 'undo', 'values', 'values', 'pairs', 'help']);
  });
});

describe('the company’s values', () => {
  const read = (text: string) => readLines(text, READY_VALUES);

  test('what is edited keeps its key, what is new gets one, what is missing is retired', () => {
    const result = read('Teamwork | 并肩作战\n#Courage | 勇气\n诚信');
    expect(result.ok && result.value.map(({ key, names, isRetired }) => [key, names.zh, isRetired])).toEqual([
      ['teamwork', '并肩作战', false],
      ['courage', '勇气', false],
      ['诚信', '诚信', false],
      ['customers', '客户至上', true],
      ['ownership', '主动担当', true],
      ['craft', '专业用心', true],
      ['learning', '学习成长', true],
    ]);
    expect(result.ok && linesOf(result.value)).toBe('Teamwork | 并肩作战\nCourage | 勇气\n诚信');
    expect(result.ok && findValue('teamwork', result.value)?.names.zh).toBe('并肩作战');
    expect(result.ok && findValue('ownership', result.value)).toBeUndefined();
  });

  test('what is wrong is said: nothing, too many, too long, nameless, twice', () => {
    const kinds = ['', 'a\n'.repeat(13), 'x'.repeat(41), '| ', 'Trust\ntrust | 信任'].map((text) => {
      const result = read(text);
      return result.ok ? 'fine' : result.problem.kind;
    });
    expect(kinds).toEqual(['none', 'many', 'long', 'nameless', 'twice']);
  });
});
