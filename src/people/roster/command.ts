import { normalise } from '../../platform/normalise.ts';
import { COLUMNS } from './columns.ts';
import type { Mapping } from './table.ts';

/** What `/pace people …` asks of many people at once; undefined: something else. */
export type RosterCommand =
  | { readonly kind: 'import' | 'template' | 'group form' | 'group usage' }
  /** `group`: Slack's id of it, or its handle without the at sign. */
  | { readonly kind: 'group'; readonly group: string; readonly team: string };

const IMPORT = /^(?:import|upload|csv|导入|上传)\s*$/iu;
const TEMPLATE = /^(?:template|export|download|模板|模版|导出|名单|下载)\s*$/iu;
const GROUP = /^(?:group|usergroup|user\s+group|用户组)(?![\p{L}\p{N}])\s*(?<rest>.*)$/isu;
/** A mention of a group comes as `<!subteam^S1|@sales-west>`; who types it without choosing sends its handle. */
const MENTION = /^<!subteam\^(?<id>S[A-Z0-9]+)(?:\|[^>]*)?>\s*/u;
const HANDLE = /^@?(?<handle>[^\s<>"]+)\s*/u;
const INTO = /^(?:(?:into|to|in|→|->|=>|加入|到)\s*)?(?:(?:team|团队|小组)\s*:?\s*)?/iu;

/** Reads the words behind `/pace people`, as Slack sent them. */
export function rosterCommand(text: string): RosterCommand | undefined {
  const line = text.trim();
  if (IMPORT.test(line)) return { kind: 'import' };
  if (TEMPLATE.test(line)) return { kind: 'template' };
  const rest = GROUP.exec(line)?.groups?.['rest']?.trim();
  if (rest === undefined) return undefined;
  if (rest === '') return { kind: 'group form' };
  const mention = MENTION.exec(rest);
  const handle = mention === null ? HANDLE.exec(normalise(rest).text) : null;
  const group = mention?.groups?.['id'] ?? handle?.groups?.['handle'] ?? '';
  const behind =
    mention === null ? normalise(rest).text.slice(handle?.[0].length ?? 0) : rest.slice(mention[0].length);
  const team = normalise(behind).text.replace(INTO, '').replace(/^"|"$/gu, '').trim();
  return group === '' || team === '' ? { kind: 'group usage' } : { kind: 'group', group, team };
}

/** What a preview's button carries: where the plan comes from, and a digest of it, so that a stale one is noticed. */
export type RosterSource =
  | {
      readonly kind: 'file';
      readonly file: string;
      readonly url?: string | undefined;
      /** What somebody has said of its columns. */
      readonly mapping?: Mapping | undefined;
    }
  | { readonly kind: 'group'; readonly group: string; readonly team: string };

/** A source as a button's value. */
export const sourceText = (source: RosterSource, digest: string): string =>
  JSON.stringify(
    source.kind === 'file'
      ? { f: source.file, u: source.url, m: source.mapping, d: digest }
      : { g: source.group, t: source.team, d: digest },
  );

/** The source behind a button's value; undefined for anything else. */
export function sourceOf(value: string): { source: RosterSource; digest: string } | undefined {
  try {
    const { f, u, m, g, t, d } = JSON.parse(value) as Record<string, unknown>;
    const digest = String(d ?? '');
    if (typeof f === 'string')
      return {
        source: { kind: 'file', file: f, url: typeof u === 'string' ? u : undefined, mapping: mappingOf(m) },
        digest,
      };
    if (typeof g !== 'string' || typeof t !== 'string') return undefined;
    return { source: { kind: 'group', group: g, team: t }, digest };
  } catch {
    return undefined;
  }
}

function mappingOf(value: unknown): Mapping | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const said = Object.entries(value).filter(
    ([column, header]) => COLUMNS.some((known) => known === column) && typeof header === 'string',
  );
  return Object.fromEntries(said);
}
