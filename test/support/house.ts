import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** The house of src/README.md as a table: which tier a folder belongs to, and what a file may import and do. */

const tiers = [
  ['kpi'],
  ['platform'],
  ['workspace', 'people', 'playbook', 'activities', 'customers', 'campaigns', 'goals', 'recognition'],
  ['feedback', 'leaderboard', 'whatif', 'evaluation', 'coaching'],
  ['incentives', 'retro'],
  ['home', 'api', 'board', 'transfer', 'schedule'],
] as const;
const facts = 2;
const judgements = 3;
/** Above all tiers: what puts the parts together. */
const top = tiers.length;

/** Folders that are no slice and stand above all: command lines, and the generated sample company. */
export const topFolders: readonly string[] = ['cli', 'sample'];
const ioFiles = new Set(['store.ts', 'slack.ts', 'job.ts', 'index.ts', 'http.ts']);
const ioModules =
  /^(node:)?(fs|fs\/promises|net|http|https|child_process|worker_threads|dns|os|process|sqlite|timers\/promises)$/;
const clients =
  /^(@slack\/(bolt|web-api|socket-mode|oauth)|pg|piscina|undici|node-cron|@prisma\/.*|@electric-sql\/.*)$/;

export interface Import {
  from: string;
  typeOnly: boolean;
}
interface Facts {
  imports: Import[];
  /** Things that a pure file must not do, in words. */
  deeds: string[];
}

/** Folder of `src` in which a file stands, '' for a file of `src` itself. */
export function folderOf(path: string): string {
  const parts = path.split('/');
  return parts.length > 2 ? (parts[1] ?? '') : '';
}

function tierOf(folder: string): number {
  const tier = tiers.findIndex((names) => (names as readonly string[]).includes(folder));
  return tier === -1 ? top : tier;
}

/** Every folder that some tier names. */
export function knownFolder(folder: string): boolean {
  return topFolders.includes(folder) || tierOf(folder) !== top;
}

export function isSlice(folder: string): boolean {
  const tier = tierOf(folder);
  return tier >= facts && tier < top;
}

function fileName(path: string): string {
  return path.split('/').at(-1) ?? '';
}

function mayDoIo(path: string): boolean {
  const folder = folderOf(path);
  if (folder === 'kpi') return false;
  return !isSlice(folder) || ioFiles.has(fileName(path));
}

/** Imports and impure deeds of a source, by its syntax tree. */
export function read(path: string, source: string): Facts {
  const { module, program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const imports: Import[] = module.staticImports.map((statement) => ({
    from: statement.moduleRequest.value,
    typeOnly: statement.entries.length > 0 && statement.entries.every((entry) => entry.isType),
  }));
  for (const entry of module.staticExports.flatMap((statement) => statement.entries))
    if (entry.moduleRequest) imports.push({ from: entry.moduleRequest.value, typeOnly: entry.isType });
  for (const dynamic of module.dynamicImports) {
    const { start, end } = dynamic.moduleRequest;
    imports.push({ from: source.slice(start + 1, end - 1), typeOnly: false });
  }
  const deeds: string[] = [];
  new Visitor({
    FunctionDeclaration: (node) => void (node.async && deeds.push('an async function')),
    FunctionExpression: (node) => void (node.async && deeds.push('an async function')),
    ArrowFunctionExpression: (node) => void (node.async && deeds.push('an async function')),
    AwaitExpression: () => void deeds.push('await'),
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0)
        deeds.push('the clock (new Date())');
    },
    MemberExpression(node) {
      const text = source.slice(node.start, node.end);
      if (/^(Date|performance)\.now$|^Temporal\.Now\b/.test(text)) deeds.push(`the clock (${text})`);
      if (/^process\.|^globalThis\.process/.test(text)) deeds.push('the environment (process)');
      if (/^Math\.random$/.test(text)) deeds.push('chance (Math.random)');
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier' && /^(fetch|setTimeout|setInterval)$/.test(node.callee.name))
        deeds.push(`${node.callee.name}()`);
    },
  }).visit(program);
  return { imports, deeds };
}

/** Where a relative import leads, as a path from the project's root; undefined for packages. */
function target(path: string, from: string): string | undefined {
  return from.startsWith('.') ? normalize(join(dirname(path), from)) : undefined;
}

function directionProblem(path: string, to: string): string | undefined {
  const [own, other] = [folderOf(path), folderOf(to)];
  if (own === other || tierOf(own) === top) return undefined;
  // The typed settings are one object that main.ts parses; the platform takes it as an argument.
  if (to === 'src/config.ts' && own === 'platform') return undefined;
  const [mine, theirs] = [tierOf(own), tierOf(other)];
  if (theirs === top || theirs > mine)
    return `${path} imports ${to}: arrows point from ${own} down, never up`;
  if (mine === theirs && mine === judgements)
    return `${path} imports ${to}: judgements do not see each other`;
  return undefined;
}

function reachProblem(path: string, to: string): string | undefined {
  const [own, other] = [folderOf(path), folderOf(to)];
  if (own === other || tierOf(own) === top || !isSlice(other)) return undefined;
  const name = fileName(to);
  if (['slack.ts', 'job.ts', 'blocks.ts', 'words.ts', 'index.ts', 'http.ts'].includes(name))
    return `${path} reaches into ${to}: only nouns and stores are shared`;
  if (fileName(path) === 'store.ts') return `${path} imports ${to}: a store imports no other slice`;
  return undefined;
}

function purityProblems(path: string, { imports, deeds }: Facts): string[] {
  if (mayDoIo(path)) return [];
  const found = deeds.map((deed) => `${path} is pure, but uses ${deed}`);
  for (const { from, typeOnly } of imports) {
    const to = target(path, from);
    if (!typeOnly && (ioModules.test(from) || clients.test(from)))
      found.push(`${path} is pure, but imports ${from}`);
    if (!typeOnly && to !== undefined && isImpure(path, to)) found.push(`${path} is pure, but imports ${to}`);
  }
  return found;
}

/** Pure platform files, which pure files may use; everything else of the platform does I/O. */
const purePlatform = new Set([
  'choice.ts',
  'blocks.ts',
  'fit.ts',
  'forms.ts',
  'items.ts',
  'mrkdwn.ts',
  'words.ts',
  'format.ts',
  'normalise.ts',
  'suggest.ts',
  'report.ts',
  'spec.ts',
  'alt.ts',
  'due.ts',
  'plain.ts',
  'secrecy.ts',
  'csv.ts',
  'directMessage.ts',
  'columns.ts',
  'dates.ts',
  'table.ts',
  'say.ts',
  'cell.ts',
  'contract.ts',
]);

function isImpure(path: string, to: string): boolean {
  if (folderOf(to) === 'platform')
    return !purePlatform.has(fileName(to)) && !to.endsWith('platform/db/dates.ts');
  if (isSlice(folderOf(path)) && isSlice(folderOf(to))) return ioFiles.has(fileName(to));
  return false;
}

/** Everything that is wrong with a set of sources (path from the root → text), a sentence each. */
export function violations(sources: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [path, source] of sources) {
    const known = read(path, source);
    for (const { from } of known.imports) {
      const to = target(path, from);
      if (to === undefined) continue;
      if (to.startsWith('sandbox/') || to.startsWith('test/'))
        found.push(`${path} imports ${to}: the app never does`);
      const problem = directionProblem(path, to) ?? reachProblem(path, to);
      if (problem !== undefined) found.push(problem);
    }
    found.push(...purityProblems(path, known));
  }
  return [...new Set(found)];
}

/** Every source of the app, but what Prisma generates. */
export function sourcesOfTheApp(): Map<string, string> {
  const paths = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => join('src', path))
    .filter((path) => path.endsWith('.ts') && !path.includes('/generated/'));
  return new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}
