import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The promises of the README: none without a test, and no link that leads nowhere. */
const root = new URL('../', import.meta.url);
const section = /## What it promises, and what not\n([\s\S]*?)\n## /.exec(
  readFileSync(new URL('README.md', root), 'utf8'),
)?.[1];
const promises = (section ?? '').split(/^- /m).slice(1);
const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\((test\/[^)]+)\)/g)].flatMap(([, path]) => path ?? []);

test('the README says what it promises', () => {
  expect(promises.length).toBeGreaterThan(8);
});

describe.each(promises.map((text) => [text.split('\n')[0]?.slice(0, 60) ?? '', text] as const))(
  '%s',
  (_, text) => {
    test('names tests that are there', () => {
      expect(linksIn(text)).not.toEqual([]);
      expect(linksIn(text).filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
      expect(linksIn(text).filter((path) => !path.endsWith('.test.ts'))).toEqual([]);
    });
  },
);
