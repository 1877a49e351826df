import { describe, expect, test } from 'vitest';
import { readCustomerAsk } from '../../../src/customers/ask.ts';
import {
  customerOf,
  type NameChange,
  type NameRow,
  type Planned,
  planMerge,
  planNames,
  planUndo,
} from '../../../src/customers/names/plan.ts';

const row = (nameKey: string, customerKey: string, name = nameKey): NameRow => ({
  nameKey,
  customerKey,
  name,
});
const named = (key: string) => ({ key, name: key });

function changeOf(planned: Planned): NameChange {
  if (planned.kind !== 'change') throw new Error(planned.kind);
  return planned.change;
}
/** The rows after a change. */
function applied(rows: readonly NameRow[], { after: changed }: NameChange): NameRow[] {
  const kept = rows.filter((one) => !changed.some(({ nameKey }) => nameKey === one.nameKey));
  return [...kept, ...changed.filter(({ customerKey }) => customerKey !== null)];
}
const merged = (rows: readonly NameRow[], from: string, into: string): NameRow[] =>
  applied(rows, changeOf(planMerge(rows, named(from), into)));

describe('names that mean one customer', () => {
  test('a chain is drawn together: A into B, B into C, and both mean C', () => {
    const rows = merged(merged([], 'a', 'b'), 'b', 'c');
    expect(['a', 'b', 'c'].map((key) => customerOf(rows, key))).toEqual(['c', 'c', 'c']);
    expect(rows.every(({ customerKey }) => customerKey === 'c')).toBe(true);
  });

  test('a circle cannot be: A into B, then B into A is nothing new', () => {
    expect(planMerge(merged([], 'a', 'b'), named('b'), 'a')).toEqual({ kind: 'same' });
    expect(planMerge([], named('a'), 'a')).toEqual({ kind: 'same' });
  });

  test('C into A, which means B, means B; what was in C comes along', () => {
    const rows = merged([row('a', 'b'), row('d', 'c')], 'c', 'a');
    expect(['a', 'c', 'd'].map((key) => customerOf(rows, key))).toEqual(['b', 'b', 'b']);
  });

  test('a name that means another customer is not taken from it', () => {
    const rows = [row('huawei', 'hw')];
    expect(planNames(rows, 'acme', { also: 'Huawei' })).toEqual({ kind: 'taken', name: 'Huawei' });
    expect(planNames(rows, 'acme', { called: 'HW' })).toEqual({ kind: 'taken', name: 'HW' });
  });

  test('a new name is found, too; the same name again changes nothing', () => {
    const rows = applied([], changeOf(planNames([], 'acme', { called: 'Acme Corporation' })));
    expect(rows).toEqual([
      row('acme corporation', 'acme', 'Acme Corporation'),
      row('acme', 'acme', 'Acme Corporation'),
    ]);
    expect(planNames(rows, 'acme', { called: 'Acme Corporation' })).toEqual({ kind: 'same' });
    expect(planNames(rows, 'acme', { gone: 'acme' })).toEqual({ kind: 'same' });
  });
});

describe('Undo', () => {
  const put = changeOf(planMerge([], named('a'), 'b'));

  test('takes two apart again', () => {
    const back = planUndo(applied([], put), put);
    expect(back?.after).toEqual([{ nameKey: 'a', customerKey: null, name: 'a' }]);
  });

  test('not where a name was touched since: the later change goes first', () => {
    const rows = merged(applied([], put), 'b', 'c');
    expect(planUndo(rows, put)).toBeUndefined();
  });

  test('not where a name that comes back would mean one that means another', () => {
    const rows = [row('x', 'a')];
    const out = changeOf(planNames(rows, 'a', { gone: 'x' }));
    // x is out of a; a goes into b: x → a would be a chain.
    expect(planUndo(merged(applied(rows, out), 'a', 'b'), out)).toBeUndefined();
    // x is out of a; y goes into x: y → x → a would be one, too.
    expect(planUndo(merged(applied(rows, out), 'y', 'x'), out)).toBeUndefined();
    expect(planUndo(applied(rows, out), out)?.after).toEqual(rows);
  });
});

describe('what is typed behind /customer', () => {
  test.each([
    ['', { kind: 'list' }],
    ['Acme', { kind: 'show', customer: 'Acme' }],
    ['Merge Labs', { kind: 'show', customer: 'Merge Labs' }],
    ['merge "Acme Ltd" into Acme', { kind: 'merge', from: 'Acme Ltd', into: 'Acme' }],
    ['合并 华为技术有限公司 到 华为', { kind: 'merge', from: '华为技术有限公司', into: '华为' }],
    ['rename Acme to “Acme Corporation”', { kind: 'call', customer: 'Acme', called: 'Acme Corporation' }],
    ['改名 华为 为 华为技术', { kind: 'call', customer: '华为', called: '华为技术' }],
    ['华为 别名：Huawei', { kind: 'also', customer: '华为', also: 'Huawei' }],
  ])('%s', (typed, asked) => {
    expect(readCustomerAsk(typed)).toEqual(asked);
  });
});
