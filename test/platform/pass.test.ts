import { expect, test } from 'vitest';
import { newPass } from '../../src/platform/pass.ts';

test('in a pass each key is read once, also by two at the same time', async () => {
  const pass = newPass();
  let reads = 0;
  const read = () => {
    reads += 1;
    return Promise.resolve(reads);
  };
  expect(await Promise.all([pass.once('a', read), pass.once('a', read)])).toEqual([1, 1]);
  expect(await pass.once('a', read)).toBe(1);
  expect(await pass.once('b', read)).toBe(2);
});

test('what failed is asked for again', async () => {
  const pass = newPass();
  await expect(pass.once('a', () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
  expect(await pass.once('a', () => Promise.resolve('there'))).toBe('there');
});

test('the oldest is forgotten, so that a minute of many workspaces does not fill the memory', async () => {
  const pass = newPass();
  for (let key = 0; key < 20; key += 1) await pass.once(`${key}`, () => Promise.resolve(key));
  expect(await pass.once('19', () => Promise.resolve(-1))).toBe(19);
  expect(await pass.once('0', () => Promise.resolve(-1))).toBe(-1);
});
