import { expect, test } from 'vitest';
import { newPass, onceIn } from '../../src/platform/pass.ts';

test('in a pass each key of a kind is read once, also by two at the same time', async () => {
  const pass = newPass();
  let reads = 0;
  const read = () => {
    reads += 1;
    return Promise.resolve(reads);
  };
  expect(await Promise.all([pass.once('teams', ['a'], read), pass.once('teams', ['a'], read)])).toEqual([
    1, 1,
  ]);
  expect(await pass.once('teams', ['a'], read)).toBe(1);
  expect(await pass.once('teams', ['b'], read)).toBe(2);
  expect(await pass.once('people', ['a'], read)).toBe(3);
});

test('what failed is asked for again', async () => {
  const pass = newPass();
  await expect(pass.once('teams', [], () => Promise.reject(new Error('no answer')))).rejects.toThrow(
    'no answer',
  );
  expect(await pass.once('teams', [], () => Promise.resolve('there'))).toBe('there');
});

test('of each kind what was asked for last is kept, so that a minute of many workspaces does not fill the memory', async () => {
  const pass = newPass();
  const ask = (kind: string, key: number, answer = key) =>
    pass.once(kind, [key], () => Promise.resolve(answer));
  await ask('people', 0);
  for (let key = 0; key < 20; key += 1) {
    await ask('teams', key);
    await ask('teams', 0);
  }
  expect(await ask('teams', 19, -1)).toBe(19);
  expect(await ask('teams', 0, -1)).toBe(0);
  expect(await ask('teams', 1, -1)).toBe(-1);
  // A kind of which much is asked does not drive another out.
  expect(await ask('people', 0, -1)).toBe(0);
});

test('outside of a pass everything is read when it is asked for', async () => {
  let reads = 0;
  const read = () => {
    reads += 1;
    return Promise.resolve(reads);
  };
  expect([await onceIn(undefined, 'teams', [], read), await onceIn(undefined, 'teams', [], read)]).toEqual([
    1, 2,
  ]);
});
