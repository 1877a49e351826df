import { describe, expect, test } from 'vitest';
import {
  type Bag,
  type BagItem,
  counted,
  EMPTY_BAG,
  isEnough,
  MOST_TEXTS,
  put,
  takeOut,
  vote,
} from '../../src/retro/bag/bag.ts';
import { handOf, sealOf } from '../../src/retro/bag/hand.ts';

const hand = (who: string) => handOf('a key', who);
const item = (id: string, token = 'token'): BagItem => ({
  ...{ id, kind: 'idea', text: `text ${id}`, votes: null, seal: sealOf(token, id) },
});
const filledBy = (...steps: [who: string, form: string, ids: string[]][]): Bag =>
  steps.reduce((bag, [who, form, ids]) => {
    const done = put(
      bag,
      hand(who),
      form,
      ids.map((id) => item(id)),
    );
    if (done.kind !== 'put') throw new Error(done.kind);
    return done.bag;
  }, EMPTY_BAG);

describe('the bag of a retrospective', () => {
  test('is the same whoever came first', () => {
    const one = filledBy(['ana', 'f1', ['9', '1']], ['bo', 'f2', ['5']]);
    const other = filledBy(['bo', 'f2', ['5']], ['ana', 'f1', ['1', '9']]);
    expect(one).toEqual(other);
    expect(one.items.map(({ id }) => id)).toEqual(['1', '5', '9']);
  });

  test('takes a form once, and so many texts of one person', () => {
    const bag = filledBy(['ana', 'f1', ['1', '2', '3']], ['ana', 'f2', ['4', '5', '6', '7', '8']]);
    expect(put(bag, hand('ana'), 'f1', [item('a')])).toEqual({ kind: 'repeated' });
    expect(put(bag, hand('ana'), 'f3', [item('a'), item('b')])).toEqual({
      kind: 'too many',
      left: MOST_TEXTS - 8,
    });
    expect(bag.people).toHaveLength(1);
    expect(put(bag, hand('bo'), 'f4', [item('a')]).kind).toBe('put');
  });

  test('whoever takes all of theirs out has not taken part; others stay', () => {
    const bag = filledBy(['ana', 'f1', ['1', '2']], ['bo', 'f2', ['3']], ['cy', 'f3', ['4']]);
    expect(isEnough(bag)).toBe(true);
    const without = takeOut(
      bag,
      hand('ana'),
      ({ id, seal }) => ['1', '2'].includes(id) && seal === sealOf('token', id),
    );
    expect(without?.items.map(({ id }) => id)).toEqual(['3', '4']);
    expect(without === undefined || isEnough(without)).toBe(false);
    expect(takeOut(bag, hand('ana'), () => false)).toBeUndefined();
    // The seals of one form have nothing in common.
    expect(new Set(bag.items.map(({ seal }) => seal)).size).toBe(4);
  });

  test('three votes at most, one for each text, in the place of those before; shown from three voters on', () => {
    const bag = filledBy(['ana', 'f1', ['1', '2']], ['bo', 'f2', ['3']], ['cy', 'f3', ['4']]);
    const two = vote(vote(vote(bag, 'A', ['1', '1', '2', '3', '4']), 'B', ['1']), 'A', ['2', '2', 'unknown']);
    expect(two.ballots).toEqual({ A: ['2'], B: ['1'] });
    expect(counted(two).every(({ votes }) => votes === null)).toBe(true);
    const three = counted(vote(two, 'C', ['2']));
    expect(three.map(({ id, votes }) => [id, votes])).toEqual([
      ['2', 2],
      ['1', 1],
      ['3', 0],
      ['4', 0],
    ]);
    expect(vote(two, 'A', []).ballots).toEqual({ B: ['1'] });
  });
});
