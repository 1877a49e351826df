import type { KnownBlock } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { actions, button, header, section } from '../../src/platform/blocks.ts';
import { answeredWithin, isItem, itemBlocks } from '../../src/platform/items.ts';
import { textsOf } from '../support/office.ts';

/** Several things to decide in one message: an answer stands in the place of what was pressed. */
const item = (text: string, at: number): KnownBlock[] =>
  itemBlocks([section(text), actions(button('Yes', 'goals.accept', text))], at);
const message = [header('Week'), ...item('one', 0), ...item('ten', 10), ...item('two', 1)];

describe('an answer in a message of several things', () => {
  test('takes the place of its own thing and leaves the others as they are', () => {
    const after = answeredWithin(message, 'item-1-1', { text: 'done' });
    expect(textsOf(after ?? []).split('\n')).toEqual(['Week', 'one', 'Yes', 'ten', 'Yes', 'done']);
    // Number 10 begins with the same digit, and is another one.
    const ten = answeredWithin(message, 'item-10-1', { text: 'done' });
    expect(textsOf(ten ?? []).split('\n')).toEqual(['Week', 'one', 'Yes', 'done', 'two', 'Yes']);
  });

  test('stays the same thing, so that its Undo is answered in the same place; an answer’s headline is left out', () => {
    const blocks = [header('Title'), section('set'), actions(button('Undo', 'goals.undo', 'x'))];
    const after = answeredWithin(message, 'item-0-1', { text: 'set', blocks }) ?? [];
    expect(after.map((block) => block.block_id)).toContain('item-0-1');
    const undone = answeredWithin(after, 'item-0-1', { text: 'undone' }) ?? [];
    expect(textsOf(undone).split('\n')).toEqual(['Week', 'undone', 'ten', 'Yes', 'two', 'Yes']);
  });

  test('finds no place in other messages, nor where the message would become too long', () => {
    expect(isItem('abc')).toBe(false);
    expect(answeredWithin(message, 'abc', { text: 'done' })).toBeUndefined();
    expect(answeredWithin([section('one')], 'item-0-1', { text: 'done' })).toBeUndefined();
    const blocks = Array.from({ length: 50 }, () => section('long'));
    expect(answeredWithin(message, 'item-0-1', { text: '', blocks })).toBeUndefined();
  });
});
