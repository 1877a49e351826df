/** T-06, T-08: values that a strategy gives to single people instead of its per cent, as they are typed and kept. Pure. */
import { z } from 'zod';
import type { CurrencyCode } from '../../../kpi/money.ts';
import { fail, ok, type Result } from '../../../kpi/result.ts';
import { type NumberTrouble, readNumber } from '../../form/check.ts';
import { takeLevels } from '../../grammar/levels.ts';
import { isOneOf, NONE_WORDS } from '../../grammar/lexicon.ts';
import { textOf, tokensOf } from '../../grammar/tokens.ts';
import { checkAll, type LevelRule, type LevelsTrouble, sameLevels } from '../../levels/levels.ts';
import { levelsSchema, type ReviewLine } from '../../review/review.ts';
import { EXTRA_LEVELS, type ExtraLevel, type ExtraLevels } from '../../target.ts';

/** What somebody gets of their own; value null: their target stays as it is. */
export interface Own {
  readonly value: bigint | null;
  readonly levels: ExtraLevels;
}
/** By target (`targetOf`). */
export type Owns = ReadonlyMap<string, Own>;

const ownSchema = z.object({
  value: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : BigInt(text))),
  levels: levelsSchema,
});

/** As the draft holds them. */
export function readOwns(stored: unknown): Owns {
  return new Map(Object.entries(z.record(z.string(), ownSchema).parse(stored)));
}

/** Which target a line is about. */
export function targetOf({ subject, metricKey, periodKind, periodKey }: Omit<ReviewLine, 'before'>): string {
  return [subject.kind, subject.id, metricKey, periodKind, periodKey ?? ''].join('/');
}

/** The lines of a strategy with the values of their own. */
export function withOwns(lines: readonly ReviewLine[], owns: Owns): ReviewLine[] {
  return lines.map((line) => {
    const own = owns.get(targetOf(line));
    if (own === undefined || line.before === null) return line;
    const { levels: _, ...bare } = line;
    return own.value === null
      ? { ...bare, after: line.before }
      : { ...bare, after: own.value, levels: own.levels };
  });
}

/** What was typed at a line, as far as it is something of its own; undefined where it is what the per cent makes of it. */
export function ownOf(line: ReviewLine, typed: Own): Own | undefined {
  const isSame = typed.value === line.after && sameLevels(typed.levels, line.levels ?? {});
  return isSame ? undefined : typed;
}

export type OwnTrouble = NumberTrouble | LevelsTrouble;

/** "60", "60 commit:45 stretch:75", "12万 保底:10万"; what is empty stays as it is. T-08: in order, or it is refused. */
export function readOwn(text: string, rule: LevelRule, currency: CurrencyCode): Result<Own, OwnTrouble> {
  if (text.trim() === '') return ok({ value: null, levels: {} });
  const taken = takeLevels(tokensOf(text.normalize('NFKC')));
  if (!taken.ok) return fail('not_a_number');
  const value = readNumber(textOf(taken.value.rest), rule, currency, false);
  if (typeof value !== 'bigint') return fail(value);
  const levels: { -readonly [level in ExtraLevel]?: bigint } = {};
  for (const { level, token } of taken.value.levels) {
    if (isOneOf(NONE_WORDS, token.text)) continue;
    const read = readNumber(token.text, rule, currency, true);
    if (typeof read !== 'bigint') return fail(read);
    levels[level] = read;
  }
  const checked = checkAll(rule, value, levels);
  return checked.ok ? ok({ value, levels }) : fail(checked.problem);
}

/** The levels of a line in the order in which they are typed. */
export function levelsIn(levels: ExtraLevels | undefined): [ExtraLevel, bigint][] {
  return EXTRA_LEVELS.flatMap((level): [ExtraLevel, bigint][] => {
    const value = levels?.[level];
    return value === undefined ? [] : [[level, value]];
  });
}
