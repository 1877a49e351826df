import { isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { suggest } from '../../platform/suggest.ts';
import { FILE_KEYS, MOST_BYTES, type PlaybookFile, playbookFile } from './schema.ts';

/** Why a file is no playbook: where (line from 1, 0 where there is none; path of keys), what was found, and what is allowed. */
export interface FileTrouble {
  line: number;
  path: string;
  what:
    | { kind: 'syntax'; message: string }
    | { kind: 'unknown key'; key: string; near: readonly string[] }
    | { kind: 'missing' }
    | { kind: 'not one of'; found: string; allowed: readonly string[]; near: readonly string[] }
    | { kind: 'not a'; wanted: string; found: string }
    | { kind: 'bad key'; found: string }
    | { kind: 'too much'; most: number }
    | { kind: 'too large'; most: number }
    | { kind: 'empty' };
}

const MOST_TROUBLES = 50;

/** Reads the text of a file; every trouble with the place where it stands. */
export function readPlaybookFile(text: string): Result<PlaybookFile, FileTrouble[]> {
  if (text.length > MOST_BYTES)
    return fail([{ line: 0, path: '', what: { kind: 'too large', most: MOST_BYTES } }]);
  if (text.trim() === '') return fail([{ line: 0, path: '', what: { kind: 'empty' } }]);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    merge: false,
    uniqueKeys: true,
  });
  const syntax = document.errors.map((error): FileTrouble => {
    const [message = ''] = error.message.split(/ at line |\n/u);
    return { line: lines.linePos(error.pos[0]).line, path: '', what: { kind: 'syntax', message } };
  });
  if (syntax.length > 0) return fail(syntax.slice(0, MOST_TROUBLES));
  const plain = plainOf(document);
  if (!plain.ok) return plain;
  const read = playbookFile.safeParse(plain.value);
  if (read.success) return ok(read.data);
  const lineAt = (path: readonly PropertyKey[]): number => {
    const node = nodeAt(document.contents, path);
    return node?.range == null ? 0 : lines.linePos(node.range[0]).line;
  };
  const troubles = read.error.issues.flatMap((issue) => troublesOf(issue, plain.value, lineAt));
  return fail(troubles.toSorted((a, b) => a.line - b.line).slice(0, MOST_TROUBLES));
}

/** Anchors that refer to each other may grow without end: a playbook needs none. */
function plainOf(document: ReturnType<typeof parseDocument>): Result<unknown, FileTrouble[]> {
  try {
    return ok(document.toJS({ maxAliasCount: 0 }));
  } catch {
    return fail([{ line: 0, path: '', what: { kind: 'syntax', message: '* &' } }]);
  }
}

/** The node at a path, or the last one on the way there that exists; for a key of a map the key itself, which has the line. */
function nodeAt(root: ParsedNode | null, path: readonly PropertyKey[]): Node | null {
  let [node, place]: [Node | null, Node | null] = [root, root];
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return place;
      place = pair.key as Node;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined;
      if (item === undefined) return place;
      [node, place] = [item, item];
    } else return place;
  }
  return place;
}

type Issue = z.core.$ZodIssue;

function troublesOf(
  issue: Issue,
  root: unknown,
  lineAt: (path: readonly PropertyKey[]) => number,
): FileTrouble[] {
  const at = (path: readonly PropertyKey[], what: FileTrouble['what']): FileTrouble => {
    return { line: lineAt(path), path: pathText(path), what };
  };
  const found = valueAt(root, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const near = suggest(key, FILE_KEYS, (one) => [one]).filter((one) => one !== key);
        return at([...issue.path, key], { kind: 'unknown key', key, near });
      });
    case 'invalid_value':
      return [at(issue.path, oneOf(found, issue.values.map(String)))];
    case 'invalid_union':
      return [at(issue.path, oneOf(found, allowedKinds(issue)))];
    case 'invalid_type':
      return [
        at(
          issue.path,
          found === undefined
            ? { kind: 'missing' }
            : { kind: 'not a', wanted: issue.expected, found: shown(found) },
        ),
      ];
    case 'invalid_format':
      return [at(issue.path, { kind: 'bad key', found: shown(found) })];
    case 'too_big':
      return [at(issue.path, { kind: 'too much', most: Number(issue.maximum) })];
    case 'too_small':
      return [at(issue.path, { kind: 'missing' })];
    default:
      return [at(issue.path, { kind: 'syntax', message: issue.message })];
  }
}

/** A kind that is none: all there are. */
function allowedKinds(issue: Extract<Issue, { code: 'invalid_union' }>): string[] {
  const options = (issue as { options?: readonly unknown[] }).options ?? [];
  return options.map(String);
}

function oneOf(found: unknown, allowed: readonly string[]): FileTrouble['what'] {
  if (found === undefined) return { kind: 'missing' };
  const near = suggest(shown(found), allowed, (one) => [one]);
  return { kind: 'not one of', found: shown(found), allowed, near };
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => {
    return typeof value === 'object' && value !== null
      ? (value as Record<PropertyKey, unknown>)[step]
      : undefined;
  }, root);
}

/** `metrics[3].of.channels`, counted from 1 as people do. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step + 1}]` : `${text}${text === '' ? '' : '.'}${String(step)}`,
    '',
  );
