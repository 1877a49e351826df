/** T-07: which targets are too hard or too easy, worst first, and what may be done about each. Pure. */
import { reachedPercent } from '../../../kpi/difficulty.ts';
import { compare, type Exact, exact } from '../../../kpi/exact.ts';
import type { Actor } from '../../../platform/slice.ts';
import type { MetricInfo } from '../../../playbook/playbook.ts';
import { openProposal, type Target } from '../../target.ts';
import { mayDo, type Whose } from '../../whose.ts';
import type { Judgement } from '../judge.ts';

/**
 * What a click does: a person is asked by who leads them; a rep asks their lead; teams have nobody to ask, so theirs is set, as is one's own;
 * `waits`: a proposal waits already.
 */
export type Remedy = 'ask person' | 'ask lead' | 'set' | 'waits' | 'none';

export interface Judged {
  readonly target: Target;
  readonly metric: MetricInfo;
  readonly whose: Whose;
  readonly judgement: Judgement;
}

export interface Outlier extends Judged {
  readonly remedy: Remedy;
}

/** What is out of bounds, worst first, and how many of the others are what. */
export interface Outliers {
  readonly listed: readonly Outlier[];
  readonly hard: number;
  readonly easy: number;
  readonly fair: number;
  readonly unknown: number;
}

export function outliersOf(judged: readonly Judged[], actor: Actor): Outliers {
  const count = (verdict: Judgement['difficulty']['verdict']): number =>
    judged.filter(({ judgement }) => judgement.difficulty.verdict === verdict).length;
  const out = judged.filter(({ judgement: { difficulty } }) => /^too /.test(difficulty.verdict));
  const listed = out
    .toSorted((a, b) => compare(severity(b.judgement), severity(a.judgement)) || hardness(b) - hardness(a))
    .map((one): Outlier => ({ ...one, remedy: remedyOf(one, actor) }));
  const [hard, easy, fair] = [count('too hard'), count('too easy'), count('fair')];
  return { listed, hard, easy, fair, unknown: judged.length - hard - easy - fair };
}

/** Of two that are as far out, what cannot be reached is the more urgent. */
const hardness = ({ judgement }: Judged): number => Number(judgement.difficulty.verdict === 'too hard');

/** How far beyond its threshold: 0 at it, 1 where nobody (or everybody) would have reached it. */
function severity({ difficulty, settings }: Judgement): Exact {
  const percent = exact(difficulty.reached * 100, Math.max(difficulty.of, 1));
  return difficulty.verdict === 'too hard'
    ? exact(BigInt(settings.tooHardBelow) * percent.d - percent.n, BigInt(settings.tooHardBelow) * percent.d)
    : exact(
        percent.n - BigInt(settings.tooEasyAbove) * percent.d,
        BigInt(100 - settings.tooEasyAbove) * percent.d,
      );
}

function remedyOf({ target, whose, judgement }: Judged, actor: Actor): Remedy {
  const { suggestion } = judgement.difficulty;
  // A target of 0 is none: where 60 % did nothing at all, a number does not help.
  const isNone = suggestion === undefined || suggestion === judgement.asked.value;
  if (isNone || (suggestion <= 0n && judgement.asked.metric.definition.direction === 'higher')) return 'none';
  if (openProposal(target) !== undefined) return 'waits';
  if (!whose.isSelf) {
    if (!mayDo(actor, 'set-target', whose)) return 'none';
    return whose.subject.kind === 'member' ? 'ask person' : 'set';
  }
  return target.layer === 'own' || actor.isAdmin ? 'set' : 'ask lead';
}

/** Whether a click can do something about it now. */
export const isOpen = ({ remedy }: Outlier): boolean => remedy !== 'waits' && remedy !== 'none';

/** "4", of those who would have reached it. */
export const shareOf = ({ difficulty }: Judgement): number => reachedPercent(difficulty) ?? 0;

/** What "Propose" carries: which target, the value that is proposed, the one that was judged, and whose list it stands in. */
export interface Pressed {
  readonly targetId: string;
  readonly value: bigint;
  readonly judged: bigint;
  /** "team:…"; '' for all. */
  readonly scope: string;
}

export function packPressed({ targetId, value, judged, scope }: Pressed): string {
  return [targetId, value, judged, scope].join('|');
}

/** Undefined for what no button of ours says. */
export function readPressed(text: string): Pressed | undefined {
  const [targetId = '', value = '', judged = '', ...scope] = text.split('|');
  if (!/^-?\d{1,18}$/.test(value) || !/^-?\d{1,18}$/.test(judged)) return undefined;
  return { targetId, value: BigInt(value), judged: BigInt(judged), scope: scope.join('|') };
}
