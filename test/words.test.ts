import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

/** English and Chinese stand side by side; nothing a person reads stands outside the words. */

interface HasSources {
  words: { sources: Record<'en' | 'zh', Record<string, string>> };
}
const files = globSync('src/**/*ords.ts').filter(
  (path) => path !== 'src/platform/words.ts' && !path.startsWith('src/kpi/'),
);
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].toSorted();
const base = (key: string): string => key.replace(/_(one|other)$/, '');

describe.each(files)('%s', (path) => {
  const load = async (): Promise<HasSources['words']['sources'][]> => {
    const module = (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
    return Object.values(module).flatMap((value) =>
      typeof value === 'function' && 'sources' in value ? [(value as HasSources['words']).sources] : [],
    );
  };
  test('no key is missing in either language, none is empty', async () => {
    for (const { en, zh } of await load()) {
      const keys = (of: Record<string, string>) => [...new Set(Object.keys(of).map(base))].toSorted();
      expect(keys(zh)).toEqual(keys(en));
      for (const [key, text] of [...Object.entries(en), ...Object.entries(zh)])
        expect(text.trim(), key).not.toBe('');
    }
  });
  test('both languages say the same figures and names', async () => {
    for (const { en, zh } of await load())
      for (const [key, text] of Object.entries(zh)) {
        const english = en[key] ?? en[`${base(key)}_other`] ?? '';
        expect(placeholders(text), key).toEqual(placeholders(english));
      }
  });
  test('Chinese is Chinese: not a sentence of English left over', async () => {
    for (const { en, zh } of await load())
      for (const [key, text] of Object.entries(zh))
        if (/[a-z]{3,} [a-z]{3,} [a-z]{3,}/i.test(text.replace(/`[^`]*`/g, '')))
          expect(text, `${key} looks like English`).not.toBe(en[key]);
  });
});

/**
 * Stars that Slack would show as stars: bold begins only at the start or after a space or a sign of ASCII, and ends only before one. A
 * Chinese sign beside it does not do. What is filled in behind a bold name brings its own space.
 */
function bareStars(text: string): string[] {
  const plain = text
    .replace(/\{\{\w+\}\}/g, '\u0000x')
    .replace(/`[^`]*`/g, (code) => ' '.repeat(code.length));
  const isEdge = (sign: string | undefined): boolean =>
    sign === undefined || /[\s!-)+-/:-@[-`{-~]/.test(sign);
  return [...plain.matchAll(/\*/g)].flatMap(({ index }, nth) => {
    const isOpening = nth % 2 === 0;
    const beside = plain[isOpening ? index - 1 : index + 1];
    return isEdge(beside) || (!isOpening && beside === '\u0000')
      ? []
      : [plain.slice(Math.max(index - 6, 0), index + 6)];
  });
}

describe('bold is bold in Slack', () => {
  test.each(files)('%s', async (path) => {
    const module = (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
    for (const value of Object.values(module))
      if (typeof value === 'function' && 'sources' in value)
        for (const said of Object.values((value as HasSources['words']).sources))
          for (const [key, text] of Object.entries(said)) expect(bareStars(text), key).toEqual([]);
  });
  test('a star beside a Chinese sign or a letter is found', () => {
    expect(bareStars('*{{name}}* · (*x*) *y*, `a*b`')).toEqual([]);
    expect(bareStars('*目标*：50')).toHaveLength(1);
    expect(bareStars('已撤销。*目标* 50')).toHaveLength(1);
  });
});

/** Texts in a source that a person might read, outside thrown errors, logs and SQL. */
function bareTexts(path: string, source: string): string[] {
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const item of node) walk(item);
      return;
    }
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    if (
      node.type === 'ThrowStatement' ||
      node.type === 'TaggedTemplateExpression' ||
      node.type === 'ImportDeclaration'
    )
      return;
    // Names of cases are no words: what a switch or a comparison reads, and types.
    if (node.type === 'TSLiteralType' || node.type === 'BinaryExpression') return;
    if (node.type === 'SwitchCase' && 'consequent' in node) {
      walk(node.consequent);
      return;
    }
    if (node.type === 'NewExpression' && /^new \w*(Error|Problem)/.test(textOf(node))) return;
    if (node.type === 'CallExpression' && /^[\w.]*\blog\./.test(textOf(node))) return;
    if (node.type === 'Literal' && 'value' in node && typeof node.value === 'string') found.push(node.value);
    if (node.type === 'TemplateElement') found.push(textOf(node));
    for (const value of Object.values(node)) walk(value);
  };
  const textOf = (node: object): string =>
    'start' in node && 'end' in node ? source.slice(Number(node.start), Number(node.end)) : '';
  walk(parseSync(path, source).program.body);
  return found
    .filter((text) => !/^\/\w+( \w+)*$/.test(text))
    .filter((text) => /[a-z]{2,}[ ][a-z]{2,}/i.test(text) || /\p{Script=Han}/u.test(text));
}

describe('no bare text in the code', () => {
  const spoken = globSync(
    'src/{workspace,people,playbook,activities,goals,feedback,leaderboard,evaluation,home}/**/{blocks,slack,job}.ts',
  ).concat(globSync('src/platform/bolt/*.ts').filter((path) => !path.endsWith('words.ts')));
  test.each(spoken)('%s', (path) => {
    expect(bareTexts(path, readFileSync(path, 'utf8'))).toEqual([]);
  });
  test('a bare text is found, in either language', () => {
    expect(bareTexts('a.ts', "reply({ text: 'Well done there' });")).toEqual(['Well done there']);
    expect(bareTexts('a.ts', 'reply({ text: `做得好` });')).toHaveLength(1);
    expect(
      bareTexts('a.ts', "throw new Error('this never happens'); log.warn({}, 'for the log only');"),
    ).toEqual([]);
  });
});
