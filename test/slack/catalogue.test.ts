import { globSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { isSlice, sourcesOfTheApp } from '../support/house.ts';

/** What limits.test.ts and hostile.test.ts hold is only worth something if it is all that there is. */

/** Exported functions of a source that give a message, a modal, or blocks. */
function buildersIn(path: string, source: string): string[] {
  const found: string[] = [];
  new Visitor({
    ExportNamedDeclaration({ declaration }) {
      const functions =
        declaration?.type === 'FunctionDeclaration'
          ? [{ name: declaration.id?.name, returnType: declaration.returnType }]
          : declaration?.type === 'VariableDeclaration'
            ? declaration.declarations.flatMap(({ id, init }) =>
                id.type === 'Identifier' && init?.type === 'ArrowFunctionExpression'
                  ? [{ name: id.name, returnType: init.returnType }]
                  : [],
              )
            : [];
      for (const { name, returnType } of functions) {
        const type = returnType ? source.slice(returnType.start, returnType.end) : '';
        if (/\b(Reply|ModalView|KnownBlock)\b/.test(type) && !/Promise/.test(type)) found.push(name ?? '');
      }
    },
  }).visit(parseSync(path, source).program);
  return found;
}

/** Parts of a builder that stands in the catalogue itself; and `replyOf`, which is a message that was built and frozen before. */
const parts = new Set(['linesIn', 'smallPrint', 'form', 'refilled', 'alsoCalled', 'replyOf']);

test('every builder of the app stands in the catalogue that the other tests hold', () => {
  const catalogue = globSync('test/slack/built/*.ts')
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const missing = [...sourcesOfTheApp()]
    .filter(([path]) => isSlice(path.split('/')[1] ?? '') || path.startsWith('src/platform/jobs/'))
    .flatMap(([path, source]) => buildersIn(path, source).map((name) => ({ path, name })))
    .filter(({ name }) => !parts.has(name) && !new RegExp(`\\b${name}\\(`).test(catalogue));
  expect(missing).toEqual([]);
});

test('a builder is found by what it gives', () => {
  const source = `export function a(x: string): Reply & { n: 1 } { return b(); }
    export function b(): KnownBlock[] { return []; }
    export async function c(): Promise<Reply> { return a(); }
    export function d(): string { return ''; }
    export const e = (x: string): Reply => ({ text: x });
    export const f = (): string => '';`;
  expect(buildersIn('a.ts', source)).toEqual(['a', 'b', 'e']);
});
