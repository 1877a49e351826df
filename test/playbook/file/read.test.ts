import { describe, expect, it, test } from 'vitest';
import { badFileReply } from '../../../src/playbook/file/blocks.ts';
import { readPlaybookFile } from '../../../src/playbook/file/read.ts';
import { playbookYaml } from '../../../src/playbook/file/write.ts';
import { textsOf } from '../../support/office.ts';
import { funnel } from './given.ts';

const good = playbookYaml(funnel);
const troublesOf = (text: string) => {
  const read = readPlaybookFile(text);
  return read.ok ? [] : read.problem;
};
const said = (text: string, locale: 'en' | 'zh' = 'en'): string =>
  textsOf(badFileReply('own.yaml', troublesOf(text), locale).blocks ?? []);
const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a file with a mistake says where it stands, what was found and what is allowed', () => {
  it('an unknown key', () => {
    const text = good.replace('    amount: required', '    amuont: required');
    expect(said(text)).toContain(`line ${lineOf(text, 'amuont')}, `);
    expect(said(text)).toContain('unknown key `amuont`. Did you mean `amount`');
    expect(said(text, 'zh')).toContain(`第 ${lineOf(text, 'amuont')} 行`);
  });

  it('a value that is not allowed', () => {
    const text = good.replace('direction: lower', 'direction: lowr');
    expect(said(text)).toContain(
      '“lowr” is not allowed here. Did you mean `lower`? Allowed are `higher`, `lower`, `maintain`',
    );
  });

  it('a kind that there is not, with all that there are', () => {
    const text = good.replace('kind: ratio', 'kind: quotient');
    expect(said(text)).toContain('quotient');
    expect(said(text)).toContain('`elapsed`');
  });

  it('a value of another type', () => {
    const text = good.replace(/points: \d+/u, 'points: many');
    expect(said(text)).toContain('expected a number, found “many”');
    expect(said(text, 'zh')).toContain('应为数字，实际是“many”');
  });

  it('a language that is missing', () => {
    const text = good.replace(/\n {6}zh: 电话\n/u, '\n');
    expect(said(text)).toContain('this is missing');
    expect(troublesOf(text)[0]?.path).toMatch(/^activities\[\d+\]\.name\.zh$/);
  });

  it('YAML that is none, twice the same key, anchors, nothing at all, too much', () => {
    expect(said('stages: [')).toContain('not valid YAML');
    expect(said(`${good}\nformat: pacer-playbook/1\n`)).toContain('not valid YAML');
    expect(troublesOf('a: &x [1]\nb: *x')).not.toEqual([]);
    expect(said('')).toContain('there is nothing in it');
    expect(said('x'.repeat(1_000_001))).toContain('larger than');
    expect(troublesOf('- 1\n- 2')).not.toEqual([]);
  });
});

test('a good file has no mistakes', () => expect(troublesOf(good)).toEqual([]));
