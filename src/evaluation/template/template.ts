import type { MetricDefinition, Nature } from '../../kpi/metric.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { type Balance, balanceOf, isBalanced } from '../../kpi/score.ts';

/** What a scorecard is made of: KPIs with weights, for a role (S-02, S-03). Versions are appended and never changed. */

export const CARD_ROLES = ['rep', 'manager', 'any'] as const;
/** Whom a template is for. */
export type CardRole = (typeof CARD_ROLES)[number];

export interface CardKpi {
  metricKey: string;
  /** Whole per cent; all of a template total 100 with its other parts. */
  weight: number;
  /** S-04: a quality gate's floor in smallest units of the metric; null: no gate. */
  floor: bigint | null;
}

/** What a template says, before it has a version. */
export interface TemplateWish {
  name: string;
  role: CardRole;
  kpis: readonly CardKpi[];
  /** S-03: why it may be one-sided; '' where it may not. */
  oneSidedReason: string;
  /** S-06: weight of the self-review and of peer feedback; 0 unless the template gives them one. */
  selfWeight: number;
  peerWeight: number;
  /** What peers are asked, in the company's own words; empty: the usual questions. */
  peerQuestions: readonly string[];
}

export interface Template extends TemplateWish {
  id: string;
  /** 1, 2, 3 … */
  version: number;
  isRetired: boolean;
}

/** More do not fit into a form, and nobody follows more. */
export const MOST_KPIS = 12;

export type TemplateProblem =
  | { readonly kind: 'no kpi' }
  | { readonly kind: 'too many kpis'; readonly most: number }
  | { readonly kind: 'no name' }
  | { readonly kind: 'weight'; readonly metricKey: string }
  | { readonly kind: 'total'; readonly total: number }
  /** The reviews' parts would outweigh what was measured. */
  | { readonly kind: 'reviews too heavy'; readonly weight: number }
  | { readonly kind: 'unknown metric'; readonly metricKey: string }
  /** S-04: a band has no floor of its own; its points say how far off it was. */
  | { readonly kind: 'gate of a band'; readonly metricKey: string }
  /** S-03: two natures with a fifth of the weight each, or a reason. */
  | { readonly kind: 'one-sided'; readonly balance: Balance };

/** S-06: what reviews may weigh together at most. */
export const MOST_REVIEW_WEIGHT = 30;

/** What a template has to know of a metric. */
export interface KnownMetric {
  key: string;
  isRetired: boolean;
  definition: Pick<MetricDefinition, 'nature' | 'direction' | 'unit'>;
}

/** S-03: the weight of each nature in a template. */
export function templateBalance(kpis: readonly CardKpi[], metrics: readonly KnownMetric[]): Balance {
  return balanceOf(
    kpis.map(({ metricKey, weight }) => ({
      weight: BigInt(weight),
      nature: definitionOf(metrics, metricKey)?.nature ?? 'result',
    })),
  );
}

/** S-02…S-04, S-06: whether a template may be saved, or what is to be mended first. */
export function checkTemplate(
  wish: TemplateWish,
  metrics: readonly KnownMetric[],
): Result<TemplateWish, TemplateProblem> {
  const { kpis, selfWeight, peerWeight } = wish;
  if (wish.name.trim() === '') return fail({ kind: 'no name' });
  if (kpis.length === 0) return fail({ kind: 'no kpi' });
  if (kpis.length > MOST_KPIS) return fail({ kind: 'too many kpis', most: MOST_KPIS });
  for (const kpi of kpis) {
    const problem = kpiProblem(kpi, definitionOf(metrics, kpi.metricKey));
    if (problem !== undefined) return fail(problem);
  }
  const reviews = selfWeight + peerWeight;
  if (reviews > MOST_REVIEW_WEIGHT) return fail({ kind: 'reviews too heavy', weight: reviews });
  const total = kpis.reduce((all, kpi) => all + kpi.weight, reviews);
  if (total !== 100) return fail({ kind: 'total', total });
  const balance = templateBalance(kpis, metrics);
  if (wish.oneSidedReason.trim() === '' && !isBalanced(balance)) return fail({ kind: 'one-sided', balance });
  return ok(wish);
}

function kpiProblem(
  { metricKey, weight, floor }: CardKpi,
  definition: KnownMetric['definition'] | undefined,
): TemplateProblem | undefined {
  if (definition === undefined) return { kind: 'unknown metric', metricKey };
  if (!Number.isInteger(weight) || weight < 1 || weight > 100) return { kind: 'weight', metricKey };
  return floor !== null && definition.direction === 'maintain'
    ? { kind: 'gate of a band', metricKey }
    : undefined;
}

const definitionOf = (metrics: readonly KnownMetric[], key: string): KnownMetric['definition'] | undefined =>
  metrics.find((metric) => metric.key === key && !metric.isRetired)?.definition;

/** What a first template suggests for each nature; what a playbook lacks is shared among the others. */
const SUGGESTED: Record<Nature, number> = { result: 50, process: 30, quality: 20 };

/**
 * S-03: a template to begin with: the metrics that have an official target, else the playbook's first, at most two of a nature, weighted so
 * that process and quality count beside the result. Empty without metrics.
 */
export function suggestedKpis(metrics: readonly KnownMetric[], withTarget: ReadonlySet<string>): CardKpi[] {
  const usable = metrics.filter((metric) => !metric.isRetired);
  const natures = Object.keys(SUGGESTED) as Nature[];
  const chosen = natures.flatMap((nature) => {
    const own = usable.filter((metric) => metric.definition.nature === nature);
    const targeted = own.filter((metric) => withTarget.has(metric.key));
    const shown = (targeted.length > 0 ? targeted : own.slice(0, 1)).slice(0, 2);
    return shown.length === 0 ? [] : [{ nature, keys: shown.map((metric) => metric.key) }];
  });
  const all = chosen.reduce((sum, { nature }) => sum + SUGGESTED[nature], 0);
  const kpis = chosen.flatMap(({ nature, keys }) =>
    keys.map((metricKey) => ({
      metricKey,
      weight: Math.floor((SUGGESTED[nature] * 100) / (all * keys.length)),
      floor: null,
    })),
  );
  const rest = 100 - kpis.reduce((sum, kpi) => sum + kpi.weight, 0);
  return kpis.map((kpi, index) => (index === 0 ? { ...kpi, weight: kpi.weight + rest } : kpi));
}
